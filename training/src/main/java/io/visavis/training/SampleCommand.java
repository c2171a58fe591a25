package io.visavis.training;

import io.visavis.training.sample.SampleConversation;
import io.visavis.training.speech.Corpus;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code visavis train sample}: the voices of the demo's sample conversation. */
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    description = "Makes the two voices of the sample conversation.")
final class SampleCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      description = "Folder for mira.ogg and theo.ogg (default: the server's).")
  Path out = TrainingFiles.sample();

  @Override
  public Integer call() throws IOException {
    make(out, System.out);
    return 0;
  }

  static void make(Path dir, PrintStream out) throws IOException {
    Files.createDirectories(dir);
    Map<String, float[]> tracks = SampleConversation.tracks(new Corpus(Corpus.defaultCache()));
    for (Map.Entry<String, float[]> track : tracks.entrySet()) {
      Path file = dir.resolve(track.getKey() + ".ogg");
      SampleConversation.encode(track.getValue(), file);
      out.printf(
          java.util.Locale.ROOT,
          "%s: %.1f s, %d KB%n",
          file,
          track.getValue().length / 48_000.0,
          Files.size(file) / 1000);
    }
  }
}
