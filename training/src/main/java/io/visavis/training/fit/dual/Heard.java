package io.visavis.training.fit.dual;

import io.visavis.inference.feature.FeatureSpec;
import io.visavis.inference.feature.LogMel;
import io.visavis.inference.feature.RunningMean;
import io.visavis.training.net.dual.Perception;
import io.visavis.training.speech.Utterance;
import java.util.Arrays;
import java.util.function.Consumer;

/** A voice as the network hears it. */
final class Heard {
  private static final int HOP = Utterance.RATE / 100;
  private static final int FRAME = Utterance.RATE / 25;

  /** Samples beyond the instant of a frame that are heard: to the end of its last mel frame. */
  private static final int AHEAD = 840;

  private Heard() {}

  /**
   * Normalised log-mel [4 frames * bands]; row 4 n + k is centred 10 (k + 1) ms after frame n.
   *
   * @param frames motion frames; what is missing of the samples is silence
   * @param change done to the log-mel rows before they are normalised
   */
  static float[] mel(
      FeatureSpec features, float[] samples, int frames, Consumer<float[][]> change) {
    float[] padded = Arrays.copyOf(samples, (4 * frames + 3) * HOP);
    float[][] all = LogMel.ofClip(features, Utterance.RATE, padded);
    float[][] used = Arrays.copyOfRange(all, 1, 4 * frames + 1);
    change.accept(used);
    RunningMean mean = new RunningMean(features);
    float[] out = new float[4 * frames * features.bands()];
    // The frame at the first instant is heard, too, and counts in the mean.
    mean.apply(all[0], out, 0);
    for (int i = 0; i < used.length; i++) {
      mean.apply(used[i], out, i * features.bands());
    }
    return out;
  }

  /** The newest samples of each frame [frames * {@link Perception#SAMPLES}]. */
  static float[] samples(float[] samples, int frames) {
    float[] out = new float[frames * Perception.SAMPLES];
    for (int n = 0; n < frames; n++) {
      int from = n * FRAME + AHEAD - Perception.SAMPLES;
      int length = Math.min(Perception.SAMPLES, samples.length - from);
      if (length > 0) {
        System.arraycopy(samples, from, out, n * Perception.SAMPLES, length);
      }
    }
    return out;
  }
}
