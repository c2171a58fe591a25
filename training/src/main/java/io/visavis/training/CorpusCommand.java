package io.visavis.training;

import io.visavis.training.speech.Corpus;
import io.visavis.training.speech.Voice;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code visavis train corpus}: synthesises the speech to train and to test on. */
@Command(
    name = "corpus",
    mixinStandardHelpOptions = true,
    description = "Synthesises speech with phone times; goes on where it was interrupted.")
final class CorpusCommand implements Callable<Integer> {
  @Mixin private final CorpusOption speech = new CorpusOption();

  @Override
  public Integer call() throws IOException {
    build(speech.corpus(), System.out);
    return 0;
  }

  static void build(Corpus corpus, PrintStream out) throws IOException {
    for (Voice voice : Voice.values()) {
      corpus.build(voice, out::println);
      if (voice.human()) {
        corpus.buildAsides(voice, out::println);
      }
    }
    out.println("The corpus is complete in " + corpus.folder() + ".");
  }
}
