package io.visavis.training;

import io.visavis.training.speech.Corpus;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the corpus of speech is; the same for all commands that need it. */
final class CorpusOption {
  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Folder of the corpus (default: ~/.cache/visavis/corpus).")
  Path folder = Corpus.defaultCache();

  Corpus corpus() {
    return new Corpus(folder);
  }
}
