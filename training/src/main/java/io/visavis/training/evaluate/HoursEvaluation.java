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

  private static final int WARM_UP_MINUTES = 10;

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
    warmUp(model, conversation);
    double[][] costs = new double[2][2];
    double[] smile = new double[2];
    double squares = 0;
    int frames = minutes * MINUTE;
    int lastTenth = frames - frames / 10;
    try (Listeners two = new Listeners(model, conversation)) {
      double[] micros = new double[MINUTE];
      long bytes = 0;
      for (int n = 0; n < frames; n++) {
        bytes = n % MINUTE == 0 ? allocated() : bytes;
        micros[n % MINUTE] = two.step(n);
        smile[0] += n >= MINUTE && n < 2 * MINUTE ? two.smilesMore() / MINUTE : 0;
        if (n >= lastTenth) {
          smile[1] += two.smilesMore() / (frames - lastTenth);
          squares += two.squares() / (frames - lastTenth);
        }
        int minute = n / MINUTE + 1;
        if ((n + 1) % MINUTE == 0 && (minute == 2 || minute == minutes)) {
          int which = minute == 2 ? 0 : 1;
          costs[0][which] = median(micros);
          costs[1][which] = (allocated() - bytes) / (double) MINUTE;
        }
        if ((n + 1) % (20 * MINUTE) == 0) {
          log.accept("%s: %d of %d minutes".formatted(model.name(), minute, minutes));
        }
      }
    }
    return new Result(costs[0], costs[1], smile, Math.sqrt(squares));
  }

  /** Until the compiler has done with it, so that a frame's cost is that of a server at work. */
  private static void warmUp(MotionModel model, Conversation conversation) {
    try (Listeners two = new Listeners(model, conversation)) {
      for (int n = 0; n < WARM_UP_MINUTES * MINUTE; n++) {
        two.step(n);
      }
    }
  }

  private static long allocated() {
    var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return thread.getCurrentThreadAllocatedBytes();
  }

  /** Two who listen to the same, over and over; the partner smiles at one of them more at first. */
  private static final class Listeners implements AutoCloseable {
    private final float[] own;
    private final float[] other;
    private final float[][] seen;
    private final boolean[][] mask;
    private final List<MotionStream> streams;
    private final MotionBatch batch;
    private long given;

    Listeners(MotionModel model, Conversation conversation) {
      Side self = conversation.sides().get(0);
      Side partner = conversation.sides().get(1);
      this.own = Resampler.resample(self.voice(), Utterance.RATE, RATE);
      this.other = Resampler.resample(partner.voice(), Utterance.RATE, RATE);
      this.seen = partner.tracked().values();
      this.mask = partner.tracked().seen();
      this.streams = List.of(new MotionStream(model, 1), new MotionStream(model, 1));
      this.batch = new MotionBatch(model, 2);
      streams.forEach(s -> s.control(new Control.SetRelation(self.relation()), 0));
    }

    /** The next frame of both: microseconds. */
    double step(int n) {
      int at = n % seen.length;
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
      return (System.nanoTime() - begun) / 1e3;
    }

    double smilesMore() {
      return Faces.smile(streams.get(1).motion()) - Faces.smile(streams.get(0).motion());
    }

    /** Mean square of the difference between the two. */
    double squares() {
      float[] a = streams.get(0).motion();
      float[] b = streams.get(1).motion();
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += (a[i] - b[i]) * (double) (a[i] - b[i]) / a.length;
      }
      return sum;
    }

    @Override
    public void close() {
      batch.close();
    }
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

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
