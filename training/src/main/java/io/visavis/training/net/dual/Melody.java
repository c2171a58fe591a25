package io.visavis.training.net.dual;

import io.visavis.training.net.Ops;

/**
 * The melody of a voice: pitch by autocorrelation (Boersma 1993), relative to what is usual for
 * this voice, and what invites an answer: low pitch for a tenth of a second, after speech (Ward and
 * Tsukahara 2000). Forty mel bands cannot tell pitches apart. Nothing here is trained.
 */
final class Melody {
  /** Samples at 16 kHz: 40 ms, three periods of 75 Hz. */
  static final int WINDOW = 640;

  /** Channels of what comes out. */
  static final int SIZE = 8;

  private static final int RATE = 16_000;

  /** From one frequency of the spectrum to the next: fine enough for all lags. */
  private static final int STEP = 16;

  /** Frequencies of the spectrum, up to 1 kHz, where a voice has its pitch. */
  private static final int BINS = 64;

  private static final double LOWEST = 70;
  private static final double HIGHEST = 400;
  private static final int LAGS = 64;

  /** A lag of one octave more has to be so much better. */
  private static final double PER_OCTAVE = 0.04;

  /** Power of a voice that can hardly be heard, beside which it is no voice. */
  private static final float FAINT = 1e-6f;

  /** How sure the best lag is taken. */
  private static final float SURE = 150;

  /** Periodicity from which on it counts as voice, and what makes it wholly so. */
  private static final float VOICED = 0.45f;

  private static final float SLOPE = 5;

  /** Frames of voice that the usual pitch is a mean of, at most. */
  private static final float USUAL = 250;

  /** Octaves by which even a monotonous voice deviates. */
  private static final float LEAST = 0.03f;

  private static final float MOST = 3;

  /** The 26th percentile, in mean deviations. */
  private static final float LOW = -0.8f;

  private static final double LOW_SECONDS = 0.1;
  private static final double SPEECH_SECONDS = 0.7;
  private static final double PAUSE_SECONDS = 0.15;
  private static final double TRACE_SECONDS = 0.4;

  private Melody() {}

  /**
   * The melody so far.
   *
   * @param samples [B, n, WINDOW] the newest of each frame
   * @return [B, n, SIZE]
   */
  static <T> T of(Ops<T> o, T samples) {
    T waves = o.times(samples, "melody.waves", waves());
    T lags = o.times(o.multiply(waves, waves), "melody.lags", lags());
    T power = o.reciprocal(o.affine(o.part(lags, LAGS, LAGS + 1), 1, FAINT));
    T periodic = o.multiply(o.part(lags, 0, LAGS), power);
    T likely = o.softmax(o.affine(periodic, SURE, 0));
    T octaves = o.times(likely, "melody.octaves", octaves());
    T strength = o.times(o.multiply(likely, periodic), "melody.strength", ones());
    T voiced = share(o, strength, SLOPE, -SLOPE * VOICED);
    T held = o.drift(relative(o, octaves, voiced), voiced, "melody.held", 1);
    T speaks = o.smooth(voiced, "melody.speaks", 1, PAUSE_SECONDS);
    T spoken = o.smooth(voiced, "melody.spoken", 1, SPEECH_SECONDS);
    T low = o.multiply(speaks, share(o, held, -1, LOW + 0.5f));
    T lowFor = o.smooth(low, "melody.low", 1, LOW_SECONDS);
    T invites = o.multiply(lowFor, spoken);
    T trace = o.smooth(invites, "melody.trace", 1, TRACE_SECONDS);
    T now = o.concat(o.concat(voiced, held), o.concat(speaks, spoken));
    return o.concat(now, o.concat(o.concat(low, lowFor), o.concat(invites, trace)));
  }

  /** How far above what is usual for this voice, in mean deviations. */
  private static <T> T relative(Ops<T> o, T octaves, T voiced) {
    T count = o.count(voiced, "melody.count", 1, USUAL);
    T share = o.multiply(voiced, o.reciprocal(o.atLeast(count, 1)));
    T usual = o.drift(octaves, share, "melody.usual", 1);
    T above = o.add(octaves, o.affine(usual, -1, 0));
    T spread = o.drift(o.absolute(above), share, "melody.spread", 1);
    T relative = o.multiply(above, o.reciprocal(o.atLeast(spread, LEAST)));
    return o.atLeast(o.atMost(relative, MOST), -MOST);
  }

  /** gain x + offset, cut at 0 and 1. */
  private static <T> T share(Ops<T> o, T x, float gain, float offset) {
    return o.atMost(o.atLeast(o.affine(x, gain, offset), 0), 1);
  }

  /** [WINDOW][2 BINS]: cosines and sines through a Hann window. */
  private static float[][] waves() {
    float[][] m = new float[WINDOW][2 * BINS];
    for (int i = 0; i < WINDOW; i++) {
      double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / WINDOW);
      for (int k = 0; k < BINS; k++) {
        double phase = 2 * Math.PI * STEP * (k + 1) * i / RATE;
        m[i][k] = (float) (hann / WINDOW * Math.cos(phase));
        m[i][BINS + k] = (float) (hann / WINDOW * Math.sin(phase));
      }
    }
    return m;
  }

  /** [2 BINS][LAGS + 1]: of powers, the autocorrelation at each lag without the window's; at 0. */
  private static float[][] lags() {
    float[][] m = new float[2 * BINS][LAGS + 1];
    for (int k = 0; k < BINS; k++) {
      for (int j = 0; j < LAGS; j++) {
        double seconds = 1 / hertz(j);
        double octaves = Math.log(HIGHEST * seconds) / Math.log(2);
        double gain = (1 - PER_OCTAVE * octaves) / windows(seconds * RATE / WINDOW);
        m[k][j] = (float) (gain * Math.cos(2 * Math.PI * STEP * (k + 1) * seconds));
        m[BINS + k][j] = m[k][j];
      }
      m[k][LAGS] = 1;
      m[BINS + k][LAGS] = 1;
    }
    return m;
  }

  /** Autocorrelation of a Hann window at a share of its length (Boersma 1993, equation 8). */
  private static double windows(double x) {
    double turn = 2 * Math.PI * x;
    return (1 - x) * (2 + Math.cos(turn)) / 3 + Math.sin(turn) / (2 * Math.PI);
  }

  private static double hertz(int lag) {
    return HIGHEST * Math.pow(LOWEST / HIGHEST, lag / (LAGS - 1.0));
  }

  /** [LAGS][1]: octaves above 100 Hz. */
  private static float[][] octaves() {
    float[][] m = new float[LAGS][1];
    for (int j = 0; j < LAGS; j++) {
      m[j][0] = (float) (Math.log(hertz(j) / 100) / Math.log(2));
    }
    return m;
  }

  private static float[][] ones() {
    float[][] m = new float[LAGS][1];
    for (float[] row : m) {
      row[0] = 1;
    }
    return m;
  }
}
