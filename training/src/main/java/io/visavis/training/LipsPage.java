package io.visavis.training;

import io.visavis.inference.model.MotionModel;
import io.visavis.training.evaluate.Condition;
import io.visavis.training.evaluate.Evaluation;
import io.visavis.training.evaluate.Mood;
import io.visavis.training.speech.Corpus;
import io.visavis.training.speech.Utterance;
import io.visavis.training.speech.Voice;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lips on voices that were never trained on, in every condition and under every feeling. */
final class LipsPage {
  private LipsPage() {}

  /**
   * Scores a model and prints the tables.
   *
   * @param page also written there
   */
  static void make(Corpus corpus, Path file, @Nullable Path page, PrintStream out)
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
    if (page != null) {
      Files.createDirectories(page.toAbsolutePath().getParent());
      Files.writeString(page, LipsReport.text(table, felt));
    }
  }
}
