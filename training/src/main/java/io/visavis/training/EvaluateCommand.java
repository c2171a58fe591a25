package io.visavis.training;

import io.visavis.inference.model.MotionModel;
import io.visavis.training.conversation.Conversation;
import io.visavis.training.conversation.Repertoire;
import io.visavis.training.conversation.Split;
import io.visavis.training.evaluate.Condition;
import io.visavis.training.evaluate.Evaluation;
import io.visavis.training.evaluate.HoursEvaluation;
import io.visavis.training.evaluate.ListeningEvaluation;
import io.visavis.training.evaluate.Mood;
import io.visavis.training.evaluate.MotionEvaluation;
import io.visavis.training.net.dual.Variant;
import io.visavis.training.speech.Corpus;
import io.visavis.training.speech.Utterance;
import io.visavis.training.speech.Voice;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "  ./visavis train evaluate --only motion --conversations 4 --minutes 1",
      "  ./visavis train evaluate --only hours --hours 0.5"
    })
final class EvaluateCommand implements Callable<Integer> {
  /** What the page of results has. */
  static final int CONVERSATIONS = 12;

  static final double MINUTES = 1.5;

  /** What is repeated for hours. */
  private static final double HOURS_SECONDS = 180;

  @Spec private CommandSpec spec;

  @Mixin private final CorpusOption speech = new CorpusOption();

  @Option(names = "--model", description = "The .onnx to score (default: the shipped model).")
  Path model = TrainingFiles.shippedModel();

  @Option(
      names = "--write",
      description = "Also write the tables to docs/results/lips.md and motion.md.")
  boolean write;

  @Option(
      names = "--only",
      paramLabel = "WHAT",
      description =
          "lips, motion or listening (default: these three), or hours: a long conversation.")
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

  @Option(
      names = "--hours",
      paramLabel = "H",
      defaultValue = "2",
      description = "Of the long conversation, 0.1 to 24 (default ${DEFAULT-VALUE}).")
  double hours;

  @Option(
      names = "--compare",
      paramLabel = "DIR",
      description = "Also score the variants whose checkpoints are there (`train converse`).")
  @Nullable Path compare;

  @Mixin private final LipsOption lips = new LipsOption();

  @Override
  public Integer call() throws IOException {
    if (only != null && !List.of("lips", "motion", "listening", "hours").contains(only)) {
      throw new ParameterException(
          spec.commandLine(),
          "--only is '%s'; lips, motion, listening or hours would be right.".formatted(only));
    }
    if (!(hours >= 0.1 && hours <= 24)) {
      throw new ParameterException(spec.commandLine(), "0.1 to 24 hours would be right.");
    }
    if (write && wants("motion") != wants("listening")) {
      throw new ParameterException(
          spec.commandLine(),
          "--write makes a page of motion and listening together; leave out --only, or say --only"
              + " lips.");
    }
    if (conversations < 2 || !(minutes >= 0.2 && conversations * minutes <= 240)) {
      throw new ParameterException(
          spec.commandLine(),
          "2 conversations or more of 0.2 minutes or more, and 240 minutes together, would be"
              + " right.");
    }
    if (wants("lips")) {
      lips(speech.corpus(), model, write ? TrainingFiles.results() : null, System.out);
    }
    Map<String, byte[]> variants = compare == null ? null : variants(lips.file, compare);
    if ("hours".equals(only)) {
      hours(variants);
    }
    String motion = "";
    if (wants("motion")) {
      motion = motion(speech.corpus(), model, conversations, minutes, variants);
      System.out.print(motion);
    }
    if (wants("listening")) {
      String listening = listening(speech.corpus(), model, conversations, minutes);
      System.out.print(listening);
      if (write && wants("motion")) {
        write(MotionReport.text(motion, listening, conversations, minutes));
      }
    }
    return 0;
  }

  private void hours(@Nullable Map<String, byte[]> variants) throws IOException {
    Repertoire repertoire = Repertoire.load(speech.corpus(), Split.TEST);
    Conversation conversation = Conversation.make(repertoire, Split.TEST, 0, HOURS_SECONDS);
    int minutes = (int) Math.round(60 * hours);
    HoursEvaluation evaluation = new HoursEvaluation(System.out::println);
    Map<String, HoursEvaluation.Result> results = new LinkedHashMap<>();
    try (MotionModel opened = MotionModel.open(model)) {
      results.put("model", evaluation.run(opened, conversation, minutes));
    }
    byte[] without = variants == null ? null : variants.get(Variant.NO_LONG_STATE.title());
    if (without != null) {
      try (MotionModel opened = MotionModel.open(without, Variant.NO_LONG_STATE.title())) {
        results.put(opened.name(), evaluation.run(opened, conversation, minutes));
      }
    }
    String table = HoursReport.table(results);
    System.out.print(table);
    if (write) {
      Files.writeString(TrainingFiles.hoursResults(), HoursReport.text(table, minutes));
    }
  }

  private boolean wants(String what) {
    return only == null || only.equals(what);
  }

  private static void write(String page) throws IOException {
    Path results = TrainingFiles.motionResults();
    Files.createDirectories(results.toAbsolutePath().getParent());
    Files.writeString(results, page);
  }

  /** Faces in conversation and how they listen, of the shipped model, into the page of results. */
  static void conversations(Corpus corpus, Path model) throws IOException {
    String motion = motion(corpus, model, CONVERSATIONS, MINUTES, null);
    String listening = listening(corpus, model, CONVERSATIONS, MINUTES);
    write(MotionReport.text(motion, listening, CONVERSATIONS, MINUTES));
  }

  private static String listening(Corpus corpus, Path model, int conversations, double minutes)
      throws IOException {
    try (MotionModel opened = MotionModel.open(model)) {
      return new ListeningEvaluation(conversations, 60 * minutes, System.out::println)
          .tables(corpus, Map.of("model", opened));
    }
  }

  /** Models of the variants whose checkpoints are in a folder, by title. */
  private static Map<String, byte[]> variants(Path lips, Path folder) throws IOException {
    Map<String, byte[]> models = new LinkedHashMap<>();
    for (Variant variant : Variant.values()) {
      Path checkpoint = TrainingFiles.dual(folder, variant);
      if (Files.exists(checkpoint)) {
        models.put(variant.title(), Exports.dual(lips, checkpoint, variant));
      }
    }
    if (models.isEmpty()) {
      throw new IOException(
          "There are no checkpoints of `visavis train converse` in " + folder + ".");
    }
    return models;
  }

  private static String motion(
      Corpus corpus,
      Path model,
      int conversations,
      double minutes,
      @Nullable Map<String, byte[]> variants)
      throws IOException {
    MotionEvaluation evaluation =
        new MotionEvaluation(conversations, 60 * minutes, System.out::println);
    List<MotionModel> models = new ArrayList<>();
    try {
      Map<String, MotionModel> named = new LinkedHashMap<>();
      models.add(MotionModel.open(model));
      named.put("model", models.getFirst());
      if (variants != null) {
        for (Map.Entry<String, byte[]> variant : variants.entrySet()) {
          models.add(MotionModel.open(variant.getValue(), variant.getKey()));
          named.put(variant.getKey(), models.getLast());
        }
      }
      return MotionEvaluation.table(evaluation.score(corpus, named));
    } finally {
      models.forEach(MotionModel::close);
    }
  }

  static void lips(Corpus corpus, Path file, @Nullable Path results, PrintStream out)
      throws IOException {
    List<Evaluation.Row> rows = new ArrayList<>();
    List<Evaluation.Row> moods = new ArrayList<>();
    try (MotionModel model = MotionModel.open(file)) {
      for (Voice voice : Voice.of(Voice.Use.HELD_OUT)) {
        List<Utterance> utterances = corpus.load(voice);
        for (Condition condition : Condition.values()) {
          rows.add(Evaluation.score(model, voice.id(), utterances, condition));
          out.println("scored " + voice.id() + ", " + condition.title());
        }
        moods.addAll(Evaluation.score(model, voice.id(), utterances, Condition.CLEAN, Mood.all()));
        out.println("scored " + voice.id() + ", every feeling and relation");
      }
    }
    String table = Evaluation.table(rows);
    String felt = Evaluation.moodTable(moods);
    out.print(table + "\n" + felt);
    if (results != null) {
      Files.createDirectories(results.toAbsolutePath().getParent());
      Files.writeString(results, LipsReport.text(table, felt));
    }
  }
}
