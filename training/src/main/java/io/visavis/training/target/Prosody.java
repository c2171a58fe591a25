package io.visavis.training.target;

import static io.visavis.training.target.Articulator.*;

import io.visavis.training.speech.Phone;
import io.visavis.training.speech.Segment;
import java.util.List;

/**
 * Brows, cheeks and head from loudness, pitch and the colour of the phones: smooth rules that a
 * causal network can follow. Brows rise and the head nods on accents; the head turns and tilts
 * slowly with the colour of vowels and consonants, which is different in every sentence and the
 * same each time it is heard; all comes to rest in silence. Amplitudes are those of calm speakers
 * (standard deviation 0.03 to 0.06 rad, most of the energy below 0.5 Hz).
 */
final class Prosody {
  private static final double STEP = 1.0 / Coarticulation.RATE;
  private static final float NOD = 0.14f;
  private static final float LIFT = 0.10f;
  private static final float TURN = 0.24f;
  private static final float TILT = 0.13f;

  private Prosody() {}

  /** Fills the articulators from {@link Articulator#LIPS} on, frame i at i / 100 s. */
  static void fill(List<Segment> segments, Loudness loudness, float[][] frames) {
    int n = frames.length;
    float[] accent = new float[n];
    float[] low = new float[n];
    float[] front = new float[n];
    float[] sonorant = new float[n];
    int k = 0;
    for (int i = 0; i < n; i++) {
      double t = i * STEP;
      while (k + 1 < segments.size() && segments.get(k).end() <= t) {
        k++;
      }
      Phone phone = segments.isEmpty() ? Phone.SIL : segments.get(k).phone();
      float active = loudness.activity()[i];
      accent[i] = Math.max(0, 0.55f * loudness.pitch()[i] + 0.45f * loudness.level()[i] - 0.15f);
      low[i] = Math.max(0, -0.6f * loudness.pitch()[i] - 0.1f);
      front[i] = active * frontness(phone);
      sonorant[i] = active * sonority(phone);
    }
    float[] brow = smooth(smooth(accent, 0.10), 0.08);
    float[] frown = smooth(smooth(low, 0.15), 0.10);
    float[] beat = smooth(smooth(loudness.level(), 0.09), 0.07);
    float[] slowBeat = smooth(loudness.level(), 0.6);
    float[] lift = smooth(smooth(loudness.pitch(), 0.35), 0.15);
    float[] turn = smooth(smooth(front, 0.7), 0.25);
    float[] tilt = smooth(smooth(sonorant, 0.6), 0.25);
    for (int i = 0; i < n; i++) {
      float[] f = frames[i];
      f[BROW_INNER.ordinal()] = Math.min(1, 0.55f * brow[i]);
      f[BROW_OUTER.ordinal()] = Math.min(1, 0.45f * brow[i]);
      f[BROW_LOW.ordinal()] = Math.min(1, 0.22f * frown[i]);
      f[CHEEK.ordinal()] = Math.min(1, 0.5f * f[SMILE.ordinal()] + 0.1f * brow[i]);
      f[YAW.ordinal()] = TURN * turn[i];
      f[PITCH.ordinal()] = LIFT * lift[i] - NOD * (beat[i] - slowBeat[i]);
      f[ROLL.ordinal()] = TILT * tilt[i];
    }
  }

  /** +1 for front vowels, -1 for back ones. */
  private static float frontness(Phone p) {
    return switch (p) {
      case IY, EY, IH, EH, AE, Y -> 1;
      case AA, AO, OW, UW, UH, AW, OY, W -> -1.1f;
      default -> 0;
    };
  }

  /** +1 for hissing and popping, -1 for nasals and liquids. */
  private static float sonority(Phone p) {
    return switch (p) {
      case S, Z, SH, ZH, CH, JH, F, TH, T, K -> 1;
      case M, N, NG, L, R, ER -> -1.2f;
      default -> 0;
    };
  }

  /** y' = (x - y) / tau. */
  private static float[] smooth(float[] x, double tau) {
    float[] out = new float[x.length];
    float keep = (float) Math.exp(-STEP / tau);
    float y = 0;
    for (int i = 0; i < x.length; i++) {
      y = keep * y + (1 - keep) * x[i];
      out[i] = y;
    }
    return out;
  }
}
