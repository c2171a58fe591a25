package io.visavis.training;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.model.MotionModel;
import io.visavis.training.evaluate.ListeningEvaluation;
import io.visavis.training.evaluate.MotionEvaluation;
import io.visavis.training.evaluate.ScoreTable;
import io.visavis.training.speech.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Faces in conversation, and how they listen: scored, printed, and written as pages of results. */
final class MotionPage {
  /** Conversations of each split. */
  static final int CONVERSATIONS = 12;

  /** Of each. */
  static final double MINUTES = 1.5;

  private final Corpus corpus;
  private final Path model;
  private final int conversations;
  private final double minutes;
  private List<ScoreTable.Row> rows = List.of();
  private String listening = "";

  MotionPage(Corpus corpus, Path model, int conversations, double minutes) {
    this.corpus = corpus;
    this.model = model;
    this.conversations = conversations;
    this.minutes = minutes;
  }

  /**
   * Scores the model beside its baselines, and with variants how each of them listens.
   *
   * @param variants more models, by name
   */
  void motion(Map<String, byte[]> variants) throws IOException {
    MotionEvaluation evaluation =
        new MotionEvaluation(conversations, 60 * minutes, System.out::println);
    List<MotionModel> models = new ArrayList<>();
    try {
      Map<String, MotionModel> named = new LinkedHashMap<>();
      models.add(MotionModel.open(model));
      named.put("model", models.getFirst());
      for (Map.Entry<String, byte[]> variant : variants.entrySet()) {
        models.add(MotionModel.open(variant.getValue(), variant.getKey()));
        named.put(variant.getKey(), models.getLast());
      }
      rows = evaluation.score(corpus, named);
      System.out.print(ScoreTable.of(rows, MotionSpace.ARKIT));
      if (!variants.isEmpty()) {
        listening =
            new ListeningEvaluation(conversations, 60 * minutes, System.out::println)
                .answers(corpus, named);
        System.out.print(listening);
      }
    } finally {
      models.forEach(MotionModel::close);
    }
  }

  /** Scores how the model listens. */
  void listening() throws IOException {
    try (MotionModel opened = MotionModel.open(model)) {
      listening =
          new ListeningEvaluation(conversations, 60 * minutes, System.out::println)
              .tables(corpus, Map.of("model", opened));
    }
    System.out.print(listening);
  }

  /** Writes the page of the model, and the plot on it. */
  void write(Path page) throws IOException {
    String table = ScoreTable.of(rows, MotionSpace.ARKIT);
    write(page, MotionReport.text(table, listening, conversations, minutes));
  }

  /** Writes the page of the variants, and the plot on it. */
  void writeVariants(Path page) throws IOException {
    String table = ScoreTable.of(rows, MotionSpace.ARKIT);
    write(page, VariantsReport.text(table, listening, conversations, minutes));
  }

  private void write(Path page, String text) throws IOException {
    Files.createDirectories(page.toAbsolutePath().getParent());
    Files.writeString(page, text);
    String plot = String.valueOf(page.getFileName()).replace(".md", ".png");
    MotionPlot.write(rows, page.resolveSibling(plot));
  }
}
