package io.visavis.training.evaluate;

import io.visavis.inference.Emotion;
import io.visavis.inference.EmotionName;
import io.visavis.inference.Relation;
import io.visavis.inference.model.MotionModel;
import io.visavis.training.conversation.Conversation;
import io.visavis.training.conversation.Faces;
import io.visavis.training.conversation.Repertoire;
import io.visavis.training.conversation.Side;
import io.visavis.training.conversation.Split;
import io.visavis.training.metric.HeadMotion;
import io.visavis.training.speech.Corpus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** What of listening can be seen: nods at cues, smiles returned, relations, feelings. */
public final class ListeningEvaluation {
  private static final double SHIFTED = 3.7;
  private static final int LAG = 15;

  /** Conversations that feelings are learnt from, and their length. */
  private static final int READ = 20;

  private static final double READ_SECONDS = 180;
  private static final List<String> RELATIONS =
      List.of("non-blood,equal", "non-blood,unequal", "blood,equal", "self-higher", "self-lower");
  private static final double[] INTENSITIES = {0.5, 1.5, 2.5, 3};

  private final int conversations;
  private final double seconds;
  private final Consumer<String> log;
  private final StringBuilder out = new StringBuilder();

  /**
   * An evaluation on the test split.
   *
   * @param seconds of each conversation
   */
  public ListeningEvaluation(int conversations, double seconds, Consumer<String> log) {
    this.conversations = conversations;
    this.seconds = seconds;
    this.log = log;
  }

  /**
   * Markdown tables, the truth beside each figure.
   *
   * @throws IOException if speech is missing
   */
  public String tables(Corpus corpus, Map<String, MotionModel> models) throws IOException {
    Repertoire repertoire = Repertoire.load(corpus, Split.TEST);
    List<Conversation> all = conversations(repertoire);
    listening(all, models);
    relations(repertoire, models);
    feelings(corpus, all, models);
    return out.toString();
  }

  /**
   * The first of these tables only: nods at cues, smiles returned, how the head moves.
   *
   * @throws IOException if speech is missing
   */
  public String answers(Corpus corpus, Map<String, MotionModel> models) throws IOException {
    listening(conversations(Repertoire.load(corpus, Split.TEST)), models);
    return out.toString();
  }

  private List<Conversation> conversations(Repertoire repertoire) {
    List<Conversation> all = new ArrayList<>();
    for (int k = 0; k < conversations; k++) {
      all.add(Conversation.make(repertoire, Split.TEST, k, seconds));
    }
    return all;
  }

  private void listening(List<Conversation> all, Map<String, MotionModel> models) {
    out.append(
        "| listening | nods at cues % | shifted % | ratio | smile returned | head spread rad");
    out.append(" | change a frame rad | below 0.5 Hz % |\n|---|---|---|---|---|---|---|---|\n");
    row("truth", all, new Truth());
    models.forEach((name, model) -> row(name, all, new LiveMover(name, model)));
    out.append('\n');
  }

  private void row(String name, List<Conversation> all, Mover mover) {
    int[] at = new int[2];
    int[] shifted = new int[2];
    double[] smiles = new double[3];
    double[] head = new double[3];
    for (Conversation c : all) {
      for (int who = 0; who < 2; who++) {
        float[][] face = mover.move(c, who);
        Side self = c.sides().get(who);
        Side partner = c.sides().get(1 - who);
        add(at, NodCount.atCues(face, self, partner, 0));
        add(shifted, NodCount.atCues(face, self, partner, SHIFTED));
        smiles(face, self, partner, smiles);
        HeadMotion motion = HeadMotion.of(face);
        head[0] += motion.spread() / (2 * all.size());
        head[1] += motion.change() / (2 * all.size());
        head[2] += motion.slow() / (2 * all.size());
      }
    }
    double hit = 100.0 * at[1] / Math.max(1, at[0]);
    double chance = 100.0 * shifted[1] / Math.max(1, shifted[0]);
    out.append(
        String.format(
            Locale.ROOT,
            "| %s | %.0f | %.0f | %.2f | %.2f | %.3f | %.4f | %.0f |%n",
            name,
            hit,
            chance,
            hit / Math.max(0.1, chance),
            smiles[0] / Math.sqrt(Math.max(1e-12, smiles[1] * smiles[2])),
            head[0],
            head[1],
            100 * head[2]));
    log.accept("listening: " + name);
  }

  private static void add(int[] sum, int[] more) {
    sum[0] += more[0];
    sum[1] += more[1];
  }

  /** Products of self's smile and the partner's 0.6 s before, about their means, self silent. */
  private static void smiles(float[][] face, Side self, Side partner, double[] sums) {
    double own = 0;
    double others = 0;
    int n = 0;
    for (int pass = 0; pass < 2; pass++) {
      double ownMean = own / Math.max(1, n);
      double othersMean = others / Math.max(1, n);
      for (int k = LAG; k < face.length; k++) {
        if (self.turns()[k]) {
          continue;
        }
        double a = Faces.smile(face[k]);
        double b = Faces.smile(partner.face()[k - LAG]);
        if (pass == 0) {
          own += a;
          others += b;
          n++;
        } else {
          sums[0] += (a - ownMean) * (b - othersMean);
          sums[1] += (a - ownMean) * (a - ownMean);
          sums[2] += (b - othersMean) * (b - othersMean);
        }
      }
    }
  }

  /** The same conversations, had the two stood otherwise to each other. */
  private void relations(Repertoire repertoire, Map<String, MotionModel> models) {
    out.append("| relation: smile / nods a minute | truth |");
    models.keySet().forEach(name -> out.append(' ').append(name).append(" |"));
    out.append("\n|---|---|").append("---|".repeat(models.size())).append('\n');
    for (String relation : RELATIONS) {
      List<Conversation> all = new ArrayList<>();
      for (int k = 0; k < conversations; k++) {
        Relation stands = Relation.parse(relation);
        all.add(Conversation.make(repertoire, Split.TEST, k, seconds, stands));
      }
      out.append("| ").append(relation).append(" | ").append(style(all, new Truth()));
      models.forEach(
          (name, model) -> out.append(" | ").append(style(all, new LiveMover(name, model))));
      out.append(" |\n");
      log.accept("relation: " + relation);
    }
    out.append('\n');
  }

  /** Of the first of the two. */
  private String style(List<Conversation> all, Mover mover) {
    double smile = 0;
    double nods = 0;
    for (Conversation c : all) {
      float[][] face = mover.move(c, 0);
      for (float[] frame : face) {
        smile += Faces.smile(frame) / face.length / all.size();
      }
      nods += NodCount.nods(face).size() / (seconds / 60) / all.size();
    }
    return String.format(Locale.ROOT, "%.3f / %.1f", smile, nods);
  }

  private void feelings(Corpus corpus, List<Conversation> all, Map<String, MotionModel> models)
      throws IOException {
    Repertoire repertoire = Repertoire.load(corpus, Split.TRAIN);
    List<Conversation> read = new ArrayList<>();
    for (int k = 0; k < READ; k++) {
      read.add(Conversation.make(repertoire, Split.TRAIN, k, READ_SECONDS));
    }
    FeelingReader reader = new FeelingReader(read);
    models.forEach(
        (name, model) -> {
          out.append("| ").append(name).append(": feeling | read at 3, % | strength at");
          out.append(" 0.5, 1.5, 2.5, 3 |\n|---|---|---|\n");
          for (EmotionName emotion : EmotionName.values()) {
            double share = 0;
            List<String> strengths = new ArrayList<>();
            for (double intensity : INTENSITIES) {
              float[] felt = new float[EmotionName.COUNT];
              felt[emotion.ordinal()] = (float) intensity;
              float[][] face = LiveMover.feeling(model, all.getFirst(), 0, new Emotion(felt));
              strengths.add(String.format(Locale.ROOT, "%.2f", reader.strength(face, emotion)));
              share = reader.share(face, emotion);
            }
            out.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %s |%n",
                    emotion.id(),
                    100 * share,
                    String.join(", ", strengths)));
          }
          out.append('\n');
          log.accept("feelings: " + name);
        });
  }

  /** The true face. */
  private record Truth() implements Mover {
    @Override
    public String name() {
      return "truth";
    }

    @Override
    public float[][] move(Conversation conversation, int who) {
      return conversation.sides().get(who).face();
    }
  }
}
