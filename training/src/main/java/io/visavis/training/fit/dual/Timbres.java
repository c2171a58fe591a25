package io.visavis.training.fit.dual;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.training.net.ArrayOps;
import io.visavis.training.net.Ops;
import io.visavis.training.net.dual.Senses;
import io.visavis.training.speech.Corpus;
import io.visavis.training.speech.Phone;
import io.visavis.training.speech.Segment;
import io.visavis.training.speech.SincResampler;
import io.visavis.training.speech.Utterance;
import io.visavis.training.speech.Voice;
import java.io.IOException;
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

  /** Of each voice. */
  private static final int UTTERANCES = 12;

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

  /**
   * Speech, and when in it something is said.
   *
   * @param samples 16 kHz
   * @param times seconds
   */
  record Said(float[] samples, List<Double> times) {
    /** The middles of an utterance's phones. */
    static Said of(Utterance utterance) {
      return new Said(
          utterance.samples(),
          utterance.segments().stream()
              .filter(segment -> segment.phone() != Phone.SIL)
              .map(Segment::middle)
              .toList());
    }

    /** Some utterances of each voice that is trained on. */
    static List<Said> of(Corpus corpus) throws IOException {
      List<Said> said = new ArrayList<>();
      for (Voice voice : Voice.of(Voice.Use.TRAIN)) {
        corpus.load(voice).stream().limit(UTTERANCES).map(Said::of).forEach(said::add);
      }
      return said;
    }
  }

  /** Hears speech with the lips' network. */
  Timbres(List<Said> speech, Ears ears) {
    for (Said said : speech) {
      float[][] slow = heard(said.samples(), SPEEDS[0], ears);
      float[][] fast = heard(said.samples(), SPEEDS[1], ears);
      for (double time : said.times()) {
        low.add(slow[at(time, SPEEDS[0], slow.length)]);
        high.add(fast[at(time, SPEEDS[1], fast.length)]);
      }
    }
  }

  private static int at(double time, double speed, int frames) {
    return Math.clamp(Math.round(25 * time / speed), 0, frames - 1);
  }

  private static float[][] heard(float[] speech, double speed, Ears ears) {
    FeatureSpec features = ears.features();
    float[] samples = SincResampler.resample(speech, 1 / speed);
    int frames = samples.length / (4 * HOP) + 1;
    float[] mel = Heard.mel(features, samples, frames, rows -> {});
    try (NDManager manager = NDManager.newBaseManager()) {
      Ops<ai.djl.ndarray.NDArray> o = new ArrayOps(ears.weights(), 0);
      var x = manager.create(mel, new Shape(1, 4L * frames, features.bands()));
      float[] flat = o.concat(ears.net().hidden(o, x), o.mean(x, 4)).toFloatArray();
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
