package io.visavis.training;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.training.conversation.Split;
import io.visavis.training.data.DataException;
import io.visavis.training.data.DualTalkFolder;
import io.visavis.training.data.DualTalkSide;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code visavis train data}: reads a data set of real conversations and says what is in it. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = {
      "Reads a data set in DualTalk's layout and says what is in it and what is wrong with it:",
      "DIR/{train,test,ood}/NAME_speaker{1,2}.{wav,npz}, and DIR/relations.csv where there is one."
    },
    footer = {"", "Example: ./visavis train data /data/dualtalk"})
final class DataCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The folder.")
  Path folder;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    DualTalkFolder data = new DualTalkFolder(folder);
    int wrong = 0;
    int found = 0;
    for (Split split : Split.values()) {
      List<String> names = data.names(split);
      double minutes = 0;
      int read = 0;
      for (String name : names) {
        try {
          List<DualTalkSide> sides = data.read(split, name);
          minutes += sides.getFirst().motion().length / (60.0 * MotionSpace.FPS);
          read++;
        } catch (DataException e) {
          out.println(e.getMessage());
          wrong++;
        } catch (IOException e) {
          out.printf("%s of %s cannot be read: %s%n", name, split.id(), e.getMessage());
          wrong++;
        }
      }
      found += names.size();
      out.printf(
          "%-5s %d of %d conversations can be used, %.1f minutes%n",
          split.id(), read, names.size(), minutes);
    }
    for (String name : data.unknownRelations()) {
      out.printf("relations.csv has '%s', which no split has a conversation for.%n", name);
      wrong++;
    }
    if (found == 0) {
      throw new DataException(
          folder + " has no train, test or ood with files named NAME_speaker1.wav.");
    }
    return wrong == 0 ? 0 : 1;
  }
}
