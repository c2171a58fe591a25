package io.visavis.training.evaluate;

import com.sun.management.ThreadMXBean;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.Control;
import io.visavis.inference.MotionBatch;
import io.visavis.inference.MotionStream;
import io.visavis.inference.audio.Resampler;
import io.visavis.inference.model.MotionModel;
import io.visavis.training.conversation.Conversation;
import io.visavis.training.conversation.Faces;
import io.visavis.training.conversation.Side;
import io.visavis.training.speech.Utterance;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * A conversation without an end: one of some minutes, again and again. Two listeners hear and see
 * the same, only that one's partner smiled more in the first minute. What that is worth at the end,
 * and what a frame costs then.
 */
public final class HoursEvaluation {
  /**
   * What came out.
   *
   * @param micros of a frame of both listeners, median: in the second minute and in the last
   * @param bytes allocated a frame: in the second minute and in the last
   * @param smile how much more the one smiles whose partner smiled in the first minute: in the
   *     second minute, and in the last tenth of the time
   * @param apart root mean square of the difference of the two faces in the last tenth
   */
  public record Result(double[] micros, double[] bytes, double[] smile, double apart) {}

  private static final int RATE = 48_000;
  private static final int SAMPLES = RATE / MotionSpace.FPS;
  private static final int MINUTE = 60 * MotionSpace.FPS;

  /** How much more the partner smiles in the first minute. */
  private static final float SMILE = 0.4f;

  private final Consumer<String> log;

  public HoursEvaluation(Consumer<String> log) {
    this.log = log;
  }

  /**
   * Runs for so many minutes of the conversation's own time.
   *
   * @param minutes three or more
   */
  public Result run(MotionModel model, Conversation conversation, int minutes) {
    Side self = conversation.sides().get(0);
    Side partner = conversation.sides().get(1);
    float[] own = Resampler.resample(self.voice(), Utterance.RATE, RATE);
    float[] other = Resampler.resample(partner.voice(), Utterance.RATE, RATE);
    float[][] seen = partner.tracked().values();
    boolean[][] mask = partner.tracked().seen();
    List<MotionStream> streams = List.of(new MotionStream(model, 1), new MotionStream(model, 1));
    streams.forEach(s -> s.control(new Control.SetRelation(self.relation()), 0));
    int frames = minutes * MINUTE;
    int lastTenth = frames - frames / 10;
    var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double[] micros = new double[MINUTE];
    double[][] costs = new double[2][2];
    double[] smile = new double[2];
    double squares = 0;
    long given = 0;
    long bytes = 0;
    try (MotionBatch batch = new MotionBatch(model, 2)) {
      for (int n = 0; n < frames; n++) {
        int at = n % seen.length;
        if (n % MINUTE == 0) {
          bytes = thread.getCurrentThreadAllocatedBytes();
        }
        for (int who = 0; who < 2; who++) {
          float[] face = who == 0 || n >= MINUTE ? seen[at] : smiling(seen[at], mask[at]);
          streams.get(who).partnerMotion(n / (double) MotionSpace.FPS, face, mask[at]);
        }
        long begun = System.nanoTime();
        while (!streams.getFirst().ready()) {
          int from = (int) (given % (own.length - SAMPLES));
          streams.forEach(s -> s.self(own, from, SAMPLES));
          streams.forEach(s -> s.partner(other, from, SAMPLES));
          given += SAMPLES;
        }
        batch.step(streams);
        micros[n % MINUTE] = (System.nanoTime() - begun) / 1e3;
        float[] a = streams.get(0).motion();
        float[] b = streams.get(1).motion();
        double more = Faces.smile(b) - Faces.smile(a);
        smile[0] += n >= MINUTE && n < 2 * MINUTE ? more / MINUTE : 0;
        if (n >= lastTenth) {
          smile[1] += more / (frames - lastTenth);
          squares += squares(a, b) / (a.length * (double) (frames - lastTenth));
        }
        int minute = n / MINUTE + 1;
        if ((n + 1) % MINUTE == 0 && (minute == 2 || minute == minutes)) {
          int which = minute == 2 ? 0 : 1;
          costs[0][which] = median(micros);
          costs[1][which] = (thread.getCurrentThreadAllocatedBytes() - bytes) / (double) MINUTE;
        }
        if ((n + 1) % (20 * MINUTE) == 0) {
          log.accept("%s: %d of %d minutes".formatted(model.name(), minute, minutes));
        }
      }
    }
    return new Result(costs[0], costs[1], smile, Math.sqrt(squares));
  }

  private static float[] smiling(float[] face, boolean[] mask) {
    float[] more = face.clone();
    for (ArkitChannel c : List.of(ArkitChannel.MOUTH_SMILE_LEFT, ArkitChannel.MOUTH_SMILE_RIGHT)) {
      if (mask[c.ordinal()]) {
        more[c.ordinal()] = Math.min(1, more[c.ordinal()] + SMILE);
      }
    }
    return more;
  }

  private static double squares(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (double) (a[i] - b[i]);
    }
    return sum;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
