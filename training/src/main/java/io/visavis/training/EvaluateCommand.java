package io.visavis.training;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.model.MotionModel;
import io.visavis.training.conversation.Conversation;
import io.visavis.training.conversation.Repertoire;
import io.visavis.training.conversation.Split;
import io.visavis.training.data.DualTalkFolder;
import io.visavis.training.evaluate.ChannelEvaluation;
import io.visavis.training.evaluate.HoursEvaluation;
import io.visavis.training.evaluate.RecordedEvaluation;
import io.visavis.training.evaluate.ScoreTable;
import io.visavis.training.net.dual.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
      "  ./visavis train evaluate --data /data/dualtalk --model mine.onnx",
      "  ./visavis train evaluate --only hours --hours 0.5"
    })
final class EvaluateCommand implements Callable<Integer> {
  /** What is repeated for hours. */
  private static final double HOURS_SECONDS = 180;

  @Spec private CommandSpec spec;

  @Mixin private final CorpusOption speech = new CorpusOption();

  @Option(names = "--model", description = "The .onnx to score (default: the shipped model).")
  Path model = TrainingFiles.shippedModel();

  @Option(
      names = "--write",
      description =
          "Also write the tables to docs/results: lips.md and motion.md, variants.md or hours.md.")
  boolean write;

  @Option(
      names = "--only",
      paramLabel = "WHAT",
      description =
          "lips, motion or listening (default: these three); hours: a long conversation; channels:"
              + " which of them the distances come from.")
  @Nullable String only;

  @Option(
      names = "--conversations",
      paramLabel = "N",
      defaultValue = "" + MotionPage.CONVERSATIONS,
      description =
          "Conversations of each split, 2 or more (with --data 1; default ${DEFAULT-VALUE}).")
  int conversations;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "" + MotionPage.MINUTES,
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

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Score a --model of the flame space on the splits test and ood of a data set in DualTalk's"
              + " layout instead.")
  @Nullable Path data;

  @Mixin private final LipsOption lips = new LipsOption();

  @Override
  public Integer call() throws IOException {
    check();
    if (data != null) {
      recorded(new DualTalkFolder(data));
      return 0;
    }
    Map<String, byte[]> variants = compare == null ? Map.of() : variants(lips.file, compare);
    if (wants("lips")) {
      LipsPage.make(speech.corpus(), model, write ? TrainingFiles.results() : null, System.out);
    }
    if ("hours".equals(only)) {
      hours(variants);
    }
    if ("channels".equals(only)) {
      channels();
    }
    MotionPage page = new MotionPage(speech.corpus(), model, conversations, minutes);
    if (wants("motion")) {
      page.motion(variants);
    }
    if (wants("listening")) {
      page.listening();
    }
    if (write && compare != null && wants("motion")) {
      page.writeVariants(TrainingFiles.variantsResults());
    } else if (write && wants("motion")) {
      page.write(TrainingFiles.motionResults());
    }
    return 0;
  }

  private void check() {
    if (only != null
        && !List.of("lips", "motion", "listening", "hours", "channels").contains(only)) {
      throw wrong(
          "--only is '%s'; lips, motion, listening, hours or channels would be right."
              .formatted(only));
    }
    if (!(hours >= 0.1 && hours <= 24)) {
      throw wrong("0.1 to 24 hours would be right.");
    }
    if (write && compare == null && wants("motion") != wants("listening")) {
      throw wrong(
          "--write makes a page of motion and listening together; leave out --only, or say --only"
              + " lips.");
    }
    if (write && compare != null && !"motion".equals(only) && !"hours".equals(only)) {
      throw wrong("--write with --compare makes the page of variants; say --only motion, too.");
    }
    if (write && "channels".equals(only)) {
      throw wrong("--only channels prints; leave out --write.");
    }
    boolean timed = given("--minutes") || given("--hours");
    if (data != null && (only != null || write || compare != null || timed)) {
      throw wrong("--data goes with --model and --conversations alone.");
    }
    if (data != null && conversations < 1) {
      throw wrong("1 conversation or more of each split would be right.");
    }
    if (data == null
        && (conversations < 2 || !(minutes >= 0.2 && conversations * minutes <= 240))) {
      throw wrong(
          "2 conversations or more of 0.2 minutes or more, and 240 minutes together, would be"
              + " right.");
    }
  }

  private boolean given(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private boolean wants(String what) {
    return only == null || only.equals(what);
  }

  private void recorded(DualTalkFolder folder) throws IOException {
    try (MotionModel opened = MotionModel.open(model)) {
      System.out.print(
          ScoreTable.of(
              new RecordedEvaluation(folder, conversations, System.out::println).score(opened),
              MotionSpace.FLAME));
    }
    System.out.println(
        """

        Each cell: expression / jaw / pose, in the units of DualTalk's tables: expression x 1 (MSE x 10), \
        jaw x 10^3, pose x 10^2. docs/training.md says what they mean.""");
  }

  private void channels() throws IOException {
    try (MotionModel opened = MotionModel.open(model)) {
      System.out.print(
          new ChannelEvaluation(conversations, 60 * minutes, System.out::println)
              .tables(speech.corpus(), opened));
    }
  }

  private void hours(Map<String, byte[]> variants) throws IOException {
    Repertoire repertoire = Repertoire.load(speech.corpus(), Split.TEST);
    Conversation conversation = Conversation.make(repertoire, Split.TEST, 0, HOURS_SECONDS);
    int minutes = (int) Math.round(60 * hours);
    HoursEvaluation evaluation = new HoursEvaluation(System.out::println);
    Map<String, HoursEvaluation.Result> results = new LinkedHashMap<>();
    try (MotionModel opened = MotionModel.open(model)) {
      results.put("model", evaluation.run(opened, conversation, minutes));
    }
    byte[] without = variants.get(Variant.NO_LONG_STATE.title());
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
}
