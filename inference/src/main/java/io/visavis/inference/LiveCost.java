package io.visavis.inference;

import io.visavis.inference.model.MotionModel;
import io.visavis.inference.model.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a frame of a step model costs live: both voices resampled and made into features, the
 * partner's face taken in, the model run, the face layers on top.
 *
 * @param alone microseconds, one portrayal at a time
 * @param amongEight microseconds of each of eight in a batch
 */
public record LiveCost(double alone, double amongEight) {
  private static final int WARM_UP = 100;
  private static final int FRAMES = 300;
  private static final int SAMPLES = Hearing.FRAME;

  /** Runs it on noise, on this thread. */
  public static LiveCost measure(MotionModel model) {
    return new LiveCost(micros(model, 1), micros(model, 8) / 8);
  }

  /** The median frame. */
  private static double micros(MotionModel model, int portrayals) {
    SplittableRandom random = new SplittableRandom(portrayals);
    float[] voice = new float[SAMPLES];
    List<MotionStream> streams = new ArrayList<>();
    for (int i = 0; i < portrayals; i++) {
      streams.add(new MotionStream(model, i));
    }
    float[] face = new float[model.card().space().size()];
    boolean sees = model.card().hears(Role.PARTNER_MOTION);
    double[] micros = new double[FRAMES];
    try (MotionBatch batch = new MotionBatch(model, portrayals)) {
      for (int n = 0; n < WARM_UP + FRAMES; n++) {
        for (int i = 0; i < SAMPLES; i++) {
          voice[i] = (float) (0.1 * random.nextGaussian());
        }
        long begun = System.nanoTime();
        for (MotionStream stream : streams) {
          while (!stream.ready()) {
            stream.self(voice, 0, SAMPLES);
            stream.partner(voice, 0, SAMPLES);
          }
          if (sees) {
            stream.partnerMotion(n / 25.0, face, null);
          }
        }
        batch.step(streams);
        micros[Math.max(0, n - WARM_UP)] = (System.nanoTime() - begun) / 1e3;
      }
    }
    Arrays.sort(micros);
    return micros[FRAMES / 2];
  }
}
