package io.visavis.training;

import io.visavis.training.conversation.Conversation;
import io.visavis.training.conversation.ConversationFolder;
import io.visavis.training.conversation.CorpusFacts;
import io.visavis.training.conversation.Repertoire;
import io.visavis.training.conversation.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code visavis train conversations}: shows the conversations that listening is learnt from. */
@Command(
    name = "conversations",
    mixinStandardHelpOptions = true,
    description = {
      "Makes conversations of the corpus and says what they are like, beside what was measured of",
      "people. With --out also writes voices (wav) and faces (lines of JSON) to look at."
    },
    footer = {
      "",
      "Examples:",
      "  ./visavis train conversations --split ood --count 8 --minutes 2",
      "  ./visavis train conversations --count 1 --out look"
    })
final class ConversationsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private final CorpusOption speech = new CorpusOption();

  @Option(
      names = "--split",
      defaultValue = "test",
      description = "train, test or ood (default ${DEFAULT-VALUE}).")
  String split;

  @Option(
      names = "--count",
      defaultValue = "12",
      description = "How many (default ${DEFAULT-VALUE}).")
  int count;

  @Option(
      names = "--minutes",
      defaultValue = "2",
      description = "Of each, 0.2 or more (default ${DEFAULT-VALUE}); 240 together.")
  double minutes;

  @Option(names = "--out", paramLabel = "DIR", description = "Also write them to this folder.")
  @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    if (count < 1 || !(minutes >= 0.2 && count * minutes <= 240)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "1 conversation or more of 0.2 minutes or more, and 240 minutes together, would be right.");
    }
    Split which = split();
    Repertoire repertoire = Repertoire.load(speech.corpus(), which);
    List<Conversation> all = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      Conversation made = Conversation.make(repertoire, which, k, 60 * minutes);
      all.add(made);
      if (out != null) {
        ConversationFolder.write(made, out);
      }
      spec.commandLine().getErr().printf("\r%d of %d", k + 1, count);
      spec.commandLine().getErr().flush();
    }
    spec.commandLine().getErr().println();
    spec.commandLine().getOut().print(CorpusFacts.of(all));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private Split split() {
    for (Split known : Split.values()) {
      if (known.id().equals(split)) {
        return known;
      }
    }
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "There is no split '%s'; train, test and ood are known.".formatted(split));
  }
}
