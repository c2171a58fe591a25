package io.visavis.training.fit.dual;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.training.net.ArrayOps;
import io.visavis.training.net.MotionNet;
import io.visavis.training.net.Ops;
import io.visavis.training.net.Weights;
import io.visavis.training.net.dual.Senses;
import io.visavis.training.speech.Phone;
import io.visavis.training.speech.Segment;
import io.visavis.training.speech.SincResampler;
import io.visavis.training.speech.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The same words in other timbres, for GaussianTalker's contrastive de-identification (section
 * 3.2.1): an utterance is played slower and faster, which moves pitch and vocal tract; the middles
 * of its phones, heard in both, are pairs.
 */
final class Timbres {
  /** Pairs of a batch: each phone's other timbre is positive, all others are negative. */
  static final int PAIRS = 96;

  private static final double[] SPEEDS = {0.88, 1.14};
  private static final int HOP = Utterance.RATE / 100;

  /**
   * Pairs.
   *
   * @param low [PAIRS * VOICE] heard slower
   * @param high [PAIRS * VOICE] heard faster
   */
  record Pairs(float[] low, float[] high) {}

  private final List<float[]> low = new ArrayList<>();
  private final List<float[]> high = new ArrayList<>();

  /** Hears utterances with the lips' network. */
  Timbres(List<Utterance> utterances, MotionNet net, Weights voice, FeatureSpec features) {
    for (Utterance utterance : utterances) {
      float[][] slow = heard(utterance, SPEEDS[0], net, voice, features);
      float[][] fast = heard(utterance, SPEEDS[1], net, voice, features);
      for (Segment segment : utterance.segments()) {
        if (segment.phone() != Phone.SIL) {
          low.add(slow[at(segment, SPEEDS[0], slow.length)]);
          high.add(fast[at(segment, SPEEDS[1], fast.length)]);
        }
      }
    }
  }

  private static int at(Segment segment, double speed, int frames) {
    return Math.clamp(Math.round(25 * segment.middle() / speed), 0, frames - 1);
  }

  private static float[][] heard(
      Utterance utterance, double speed, MotionNet net, Weights voice, FeatureSpec features) {
    float[] samples = SincResampler.resample(utterance.samples(), 1 / speed);
    int frames = samples.length / (4 * HOP) + 1;
    float[] mel = Heard.mel(features, samples, frames, rows -> {});
    try (NDManager manager = NDManager.newBaseManager()) {
      Ops<ai.djl.ndarray.NDArray> o = new ArrayOps(voice, 0);
      var x = manager.create(mel, new Shape(1, 4L * frames, features.bands()));
      float[] flat = o.concat(net.hidden(o, x), o.mean(x, 4)).toFloatArray();
      float[][] out = new float[frames][Senses.VOICE];
      for (int n = 0; n < frames; n++) {
        System.arraycopy(flat, n * Senses.VOICE, out[n], 0, Senses.VOICE);
      }
      return out;
    }
  }

  /** Any pairs. */
  Pairs draw(SplittableRandom random) {
    float[] a = new float[PAIRS * Senses.VOICE];
    float[] b = new float[PAIRS * Senses.VOICE];
    for (int i = 0; i < PAIRS; i++) {
      int which = random.nextInt(low.size());
      System.arraycopy(low.get(which), 0, a, i * Senses.VOICE, Senses.VOICE);
      System.arraycopy(high.get(which), 0, b, i * Senses.VOICE, Senses.VOICE);
    }
    return new Pairs(a, b);
  }
}
