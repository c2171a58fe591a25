package io.visavis.training;

import io.visavis.inference.model.MotionModel;
import io.visavis.training.evaluate.Condition;
import io.visavis.training.evaluate.Evaluation;
import io.visavis.training.speech.Corpus;
import io.visavis.training.speech.Utterance;
import io.visavis.training.speech.Voice;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code visavis train evaluate}: the table of voices never trained on. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Scores lips on held-out voices: clean, in noise, by telephone, in a room.")
final class EvaluateCommand implements Callable<Integer> {
  @Option(
      names = "--cache",
      description = "Folder of the corpus (default: ~/.cache/visavis/corpus).")
  Path cache = Corpus.defaultCache();

  @Option(names = "--model", description = "The .onnx to score (default: the shipped model).")
  Path model = TrainingFiles.shippedModel();

  @Option(names = "--write", description = "Also write the table to docs/results/lips.md.")
  boolean write;

  @Override
  public Integer call() throws IOException {
    evaluate(cache, model, write ? TrainingFiles.results() : null, System.out);
    return 0;
  }

  static void evaluate(Path cache, Path file, @Nullable Path results, PrintStream out)
      throws IOException {
    Corpus corpus = new Corpus(cache);
    List<Evaluation.Row> rows = new ArrayList<>();
    try (MotionModel model = MotionModel.open(file)) {
      for (Voice voice : Voice.of(Voice.Use.HELD_OUT)) {
        List<Utterance> utterances = corpus.load(voice);
        for (Condition condition : Condition.values()) {
          rows.add(Evaluation.score(model, voice.id(), utterances, condition));
          out.println("scored " + voice.id() + ", " + condition.title());
        }
      }
    }
    String table = Evaluation.table(rows);
    out.print(table);
    if (results != null) {
      Files.createDirectories(results.toAbsolutePath().getParent());
      Files.writeString(results, LipsReport.text(table));
    }
  }
}
