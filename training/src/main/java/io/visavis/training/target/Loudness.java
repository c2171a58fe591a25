package io.visavis.training.target;

import io.visavis.training.speech.Utterance;

/**
 * How loud and how high a voice is, every 10 ms: what brows and head follow.
 *
 * @param activity 0..1, 0 in silence
 * @param level deviation from the mean of active frames, about -1..1
 * @param pitch deviation from the median in fifths of an octave, held through voiceless frames
 */
public record Loudness(float[] activity, float[] level, float[] pitch) {
  private static final int HOP = Utterance.RATE / Coarticulation.RATE;

  /** Pitch is sought at a quarter of the rate. */
  private static final int DECIMATION = 4;

  private static final int WINDOW = 160;
  private static final int SHORTEST = 10;
  private static final int LONGEST = 62;

  /**
   * Analyses a recording.
   *
   * @param samples at {@link Utterance#RATE}
   * @param frames how many, frame i at i / 100 s; all fade to 0 in silence
   */
  public static Loudness of(float[] samples, int frames) {
    float[] db = new float[frames];
    float loudest = -100;
    for (int i = 0; i < frames; i++) {
      double energy = 1e-10;
      int begin = Math.max(0, i * HOP - 200);
      int end = Math.min(samples.length, i * HOP + 200);
      for (int k = begin; k < end; k++) {
        energy += samples[k] * samples[k];
      }
      db[i] = (float) (10 * Math.log10(energy / 400));
      loudest = Math.max(loudest, db[i]);
    }
    float[] activity = new float[frames];
    double mean = 0;
    double count = 1e-6;
    for (int i = 0; i < frames; i++) {
      activity[i] = Math.clamp((db[i] - loudest + 38) / 12, 0f, 1f);
      mean += activity[i] * db[i];
      count += activity[i];
    }
    mean /= count;
    float[] level = new float[frames];
    for (int i = 0; i < frames; i++) {
      level[i] = activity[i] * (float) Math.clamp((db[i] - mean) / 10, -1.5, 1.5);
    }
    return new Loudness(activity, level, pitch(samples, frames, activity));
  }

  private static float[] pitch(float[] samples, int frames, float[] activity) {
    float[] low = decimated(samples);
    float[] log = new float[frames];
    java.util.Arrays.fill(log, Float.NaN);
    float[] voiced = new float[frames];
    int n = 0;
    for (int i = 0; i < frames; i++) {
      double hz = activity[i] > 0.5f ? frequency(low, i * HOP / DECIMATION) : 0;
      if (hz > 0) {
        log[i] = (float) (Math.log(hz) / Math.log(2));
        voiced[n++] = log[i];
      }
    }
    float[] out = new float[frames];
    if (n == 0) {
      return out;
    }
    java.util.Arrays.sort(voiced, 0, n);
    float median = voiced[n / 2];
    float held = 0;
    for (int i = 0; i < frames; i++) {
      if (!Float.isNaN(log[i])) {
        held = Math.clamp((log[i] - median) * 5, -1.5f, 1.5f);
      }
      out[i] = held * activity[i];
    }
    return out;
  }

  private static float[] decimated(float[] x) {
    float[] out = new float[x.length / DECIMATION + 1];
    for (int i = 0; i < out.length; i++) {
      double sum = 0;
      for (int k = -6; k <= 6; k++) {
        int j = i * DECIMATION + k;
        if (j >= 0 && j < x.length) {
          sum += x[j] * (7 - Math.abs(k)) / 49.0;
        }
      }
      out[i] = (float) sum;
    }
    return out;
  }

  /** Hertz by normalised autocorrelation, or 0 where the sound is not periodic. */
  private static double frequency(float[] low, int centre) {
    int begin = centre - WINDOW / 2;
    if (begin < 0 || begin + WINDOW + LONGEST >= low.length) {
      return 0;
    }
    double best = 0;
    int bestLag = 0;
    double own = 1e-9;
    for (int k = 0; k < WINDOW; k++) {
      own += low[begin + k] * low[begin + k];
    }
    for (int lag = SHORTEST; lag <= LONGEST; lag++) {
      double cross = 0;
      double other = 1e-9;
      for (int k = 0; k < WINDOW; k++) {
        float y = low[begin + k + lag];
        cross += low[begin + k] * y;
        other += y * y;
      }
      // A slight preference for short lags keeps octave errors away.
      double r = cross / Math.sqrt(own * other) * (1 - 0.002 * lag);
      if (r > best) {
        best = r;
        bestLag = lag;
      }
    }
    return best > 0.55 ? (double) Utterance.RATE / DECIMATION / bestLag : 0;
  }
}
