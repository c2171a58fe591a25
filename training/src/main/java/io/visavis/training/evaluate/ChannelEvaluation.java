package io.visavis.training.evaluate;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.inference.metric.Frechet;
import io.visavis.inference.model.MotionModel;
import io.visavis.training.conversation.Conversation;
import io.visavis.training.conversation.Repertoire;
import io.visavis.training.conversation.Side;
import io.visavis.training.conversation.Split;
import io.visavis.training.speech.Corpus;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Which channels the Frechet distance of a model comes from, beside those of its bounds. */
public final class ChannelEvaluation {
  private static final int CHANNELS = ArkitChannel.values().length;

  private final int conversations;
  private final double seconds;
  private final Consumer<String> log;

  /**
   * An evaluation.
   *
   * @param conversations of each split; each has two faces
   * @param seconds of each
   */
  public ChannelEvaluation(int conversations, double seconds, Consumer<String> log) {
    this.conversations = conversations;
    this.seconds = seconds;
    this.log = log;
  }

  /**
   * A table a split, the channels that are farther off than they have to be first.
   *
   * @throws IOException if speech is missing
   */
  public String tables(Corpus corpus, MotionModel model) throws IOException {
    StringBuilder out = new StringBuilder();
    for (Split split : List.of(Split.TEST, Split.OOD)) {
      Repertoire repertoire = Repertoire.load(corpus, split);
      List<Conversation> all =
          IntStream.range(0, conversations)
              .mapToObj(k -> Conversation.make(repertoire, split, k, seconds))
              .toList();
      out.append(table(split, all, new LiveMover("model", model)));
      log.accept("measured %s".formatted(split.id()));
    }
    return out.toString();
  }

  static String table(Split split, List<Conversation> all, Mover model) {
    Frechet.Shares floor = shares(all, Baselines.floor());
    Frechet.Shares anybody = shares(all, Baselines.anybody());
    Frechet.Shares own = shares(all, model);
    StringBuilder out =
        new StringBuilder(
            """

            | %s: mean + spread | floor | anybody | %s |
            |---|---|---|---|
            """
                .formatted(split.id(), model.name()));
    Comparator<Integer> farther =
        Comparator.comparingDouble(
            c ->
                scale(c)
                    * (floor.means()[c] + floor.spreads()[c] - own.means()[c] - own.spreads()[c]));
    for (int c : IntStream.range(0, CHANNELS).boxed().sorted(farther).toList()) {
      out.append("| ").append(ArkitChannel.values()[c].channelName()).append(" |");
      for (Frechet.Shares shares : List.of(floor, anybody, own)) {
        double mean = scale(c) * shares.means()[c];
        double spread = scale(c) * shares.spreads()[c];
        out.append(String.format(Locale.ROOT, " %.2f + %.2f |", mean, spread));
      }
      out.append('\n');
    }
    return out.toString();
  }

  /** In the units of {@link ScoreTable}. */
  private static double scale(int channel) {
    return channel < ArkitChannel.COEFFICIENTS ? 1e2 : 1e4;
  }

  /** Means over clips; coefficients and angles are far apart in size and moved by themselves. */
  private static Frechet.Shares shares(List<Conversation> all, Mover mover) {
    double[] means = new double[CHANNELS];
    double[] spreads = new double[CHANNELS];
    for (Conversation conversation : all) {
      for (int who = 0; who < 2; who++) {
        Side side = conversation.sides().get(who);
        float[][] face = mover.move(conversation, who);
        for (int[] part :
            List.of(
                new int[] {0, ArkitChannel.COEFFICIENTS},
                new int[] {ArkitChannel.COEFFICIENTS, CHANNELS})) {
          Frechet.Shares of = Frechet.shares(cut(side.face(), part), cut(face, part));
          for (int c = part[0]; c < part[1]; c++) {
            means[c] += of.means()[c - part[0]] / (2.0 * all.size());
            spreads[c] += of.spreads()[c - part[0]] / (2.0 * all.size());
          }
        }
      }
    }
    return new Frechet.Shares(means, spreads);
  }

  private static double[][] cut(float[][] face, int[] part) {
    double[][] out = new double[face.length][part[1] - part[0]];
    for (int n = 0; n < face.length; n++) {
      for (int c = part[0]; c < part[1]; c++) {
        out[n][c - part[0]] = face[n][c];
      }
    }
    return out;
  }
}
