package io.visavis.training;

import io.visavis.inference.model.MotionModel;
import io.visavis.training.evaluate.Condition;
import io.visavis.training.evaluate.Evaluation;
import io.visavis.training.evaluate.MotionEvaluation;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code visavis train evaluate}: lips on voices never trained on, and faces in conversation. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Scores lips on held-out voices (clean, in noise, by telephone, in a room), and faces in",
      "conversation against the truth, its floor and baselines."
    },
    footer = {
      "",
      "Examples:",
      "  ./visavis train evaluate",
      "  ./visavis train evaluate --only motion --conversations 4 --minutes 1"
    })
final class EvaluateCommand implements Callable<Integer> {
  /** What the page of results has. */
  static final int CONVERSATIONS = 12;

  static final double MINUTES = 1.5;

  @Spec private CommandSpec spec;

  @Option(
      names = "--cache",
      description = "Folder of the corpus (default: ~/.cache/visavis/corpus).")
  Path cache = Corpus.defaultCache();

  @Option(names = "--model", description = "The .onnx to score (default: the shipped model).")
  Path model = TrainingFiles.shippedModel();

  @Option(
      names = "--write",
      description = "Also write the tables to docs/results/lips.md and motion.md.")
  boolean write;

  @Option(names = "--only", paramLabel = "WHAT", description = "lips or motion (default: both).")
  @Nullable String only;

  @Option(
      names = "--conversations",
      paramLabel = "N",
      defaultValue = "" + CONVERSATIONS,
      description = "Conversations of each split, 2 or more (default ${DEFAULT-VALUE}).")
  int conversations;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "" + MINUTES,
      description = "Of each, 0.2 or more (default ${DEFAULT-VALUE}); 240 together.")
  double minutes;

  @Override
  public Integer call() throws IOException {
    if (only != null && !only.equals("lips") && !only.equals("motion")) {
      throw new ParameterException(
          spec.commandLine(), "--only is '%s'; lips or motion would be right.".formatted(only));
    }
    if (conversations < 2 || !(minutes >= 0.2 && conversations * minutes <= 240)) {
      throw new ParameterException(
          spec.commandLine(),
          "2 conversations or more of 0.2 minutes or more, and 240 minutes together, would be"
              + " right.");
    }
    if (!"motion".equals(only)) {
      lips(cache, model, write ? TrainingFiles.results() : null, System.out);
    }
    if (!"lips".equals(only)) {
      motion(cache, model, conversations, minutes, write ? TrainingFiles.motionResults() : null);
    }
    return 0;
  }

  static void motion(
      Path cache, Path model, int conversations, double minutes, @Nullable Path results)
      throws IOException {
    MotionEvaluation evaluation =
        new MotionEvaluation(conversations, 60 * minutes, System.out::println);
    String table;
    try (MotionModel opened = MotionModel.open(model)) {
      table = MotionEvaluation.table(evaluation.score(new Corpus(cache), opened));
    }
    System.out.print(table);
    if (results != null) {
      Files.createDirectories(results.toAbsolutePath().getParent());
      Files.writeString(results, MotionReport.text(table, conversations, minutes));
    }
  }

  static void lips(Path cache, Path file, @Nullable Path results, PrintStream out)
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
