package io.visavis.training.target;

import static io.visavis.training.target.Articulator.*;

import io.visavis.training.speech.Phone;
import io.visavis.training.speech.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lips from phone times by dominance functions (Cohen and Massaro 1993): every phone pulls each
 * articulator to its viseme with a weight that decays exponentially away from it. p b m pull jaw
 * and lips hard and briefly, and hold the lips shut over their closure: the opening there is
 * exactly 0.
 */
final class Coarticulation {
  /** Grid of the trajectories, frames a second. */
  static final int RATE = 100;

  /** Beyond this many decay times a phone no longer counts. */
  private static final double REACH = 9;

  /** The lips stay shut at least this long, so that a frame of 40 ms cannot miss it. */
  private static final double MIN_CLOSURE = 0.044;

  private static final double CLOSURE_RAMP = 0.025;

  private final Visemes visemes = Visemes.load();

  /**
   * @param segments phones in order of time
   * @param frames how many frames of 10 ms
   * @return [frames][LIPS], frame i at i / 100 s
   */
  float[][] lips(List<Segment> segments, int frames) {
    double[][] sum = new double[frames][LIPS];
    double[][] weight = new double[frames][LIPS];
    for (Pull pull : pulls(segments)) {
      add(pull, sum, weight);
    }
    float[][] blended = new float[frames][LIPS];
    for (int i = 0; i < frames; i++) {
      for (int c = 0; c < LIPS; c++) {
        blended[i][c] = (float) (weight[i][c] > 1e-9 ? sum[i][c] / weight[i][c] : 0);
      }
    }
    float[][] smooth = smoothed(blended);
    for (Segment s : segments) {
      if (s.phone().bilabial()) {
        shut(s, smooth);
      }
    }
    return smooth;
  }

  /** One phone, or half a diphthong: full weight over its core, decaying outside. */
  private record Pull(double middle, double core, double decay, float[] shape, float[] dominance) {}

  private List<Pull> pulls(List<Segment> segments) {
    List<Pull> pulls = new ArrayList<>();
    for (int k = 0; k < segments.size(); k++) {
      Segment s = segments.get(k);
      Phone p = s.phone();
      if (visemes.glides(p)) {
        double turn = s.begin() + 0.6 * s.length();
        pulls.add(pull(new Segment(s.begin(), turn, p), visemes.of(p)));
        pulls.add(pull(new Segment(turn, s.end(), p), visemes.glideOf(p)));
      } else if (p == Phone.SIL) {
        // Rest reaches to before the first and beyond the last phone.
        double begin = k == 0 ? s.begin() - 2 : s.begin();
        double end = k + 1 == segments.size() ? s.end() + 9 : s.end();
        pulls.add(pull(new Segment(begin, end, p), visemes.of(p)));
      } else {
        pulls.add(pull(s, visemes.of(p)));
      }
    }
    if (segments.isEmpty() || segments.getLast().phone() != Phone.SIL) {
      double end = segments.isEmpty() ? -2 : segments.getLast().end();
      pulls.add(pull(new Segment(end, end + 9, Phone.SIL), visemes.of(Phone.SIL)));
    }
    return pulls;
  }

  private static Pull pull(Segment s, float[] shape) {
    Phone p = s.phone();
    double half = s.length() / 2;
    double core =
        p.bilabial() ? 0.7 * half : p == Phone.SIL ? Math.max(half - 0.05, 0) : 0.4 * half;
    double decay = p.bilabial() ? 0.018 : p.labiodental() ? 0.022 : p == Phone.SIL ? 0.030 : 0.045;
    return new Pull(s.middle(), core, decay, shape, dominance(p));
  }

  private static void add(Pull pull, double[][] sum, double[][] weight) {
    double reach = pull.core + REACH * pull.decay;
    int first = Math.max(0, (int) Math.ceil((pull.middle - reach) * RATE));
    int last = Math.min(sum.length - 1, (int) Math.floor((pull.middle + reach) * RATE));
    for (int i = first; i <= last; i++) {
      double away = Math.max(0, Math.abs(i / (double) RATE - pull.middle) - pull.core);
      double w = Math.exp(-away / pull.decay);
      for (int c = 0; c < LIPS; c++) {
        double d = w * pull.dominance[c];
        sum[i][c] += d * pull.shape[c];
        weight[i][c] += d;
      }
    }
  }

  /** How firmly a phone insists on each articulator. */
  private static float[] dominance(Phone p) {
    float[] d = new float[LIPS];
    Arrays.fill(d, 1f);
    if (p.bilabial()) {
      Arrays.fill(d, 2f);
      set(d, 4f, JAW_OPENS);
      set(d, 6f, LIPS_CLOSE, LOWER_DOWN, UPPER_UP, PRESS);
      set(d, .3f, FUNNEL, PUCKER);
      set(d, .5f, STRETCH, SMILE, DIMPLE);
    } else if (p.labiodental()) {
      set(d, 2f, JAW_OPENS, LIPS_CLOSE, LOWER_DOWN, PRESS, SHRUG_LOWER);
      set(d, 2.5f, UPPER_UP, ROLL_LOWER);
      set(d, .5f, FUNNEL, PUCKER);
    } else if (p == Phone.HH) {
      Arrays.fill(d, .15f);
    } else if (p == Phone.W) {
      Arrays.fill(d, 1.5f);
    } else if (p.vowel()) {
      Arrays.fill(d, 1.1f);
    } else if (p != Phone.SIL && !sibilant(p)) {
      set(d, .6f, JAW_OPENS);
      set(d, .5f, LOWER_DOWN, UPPER_UP);
      set(d, .35f, FUNNEL, PUCKER);
      set(d, .4f, STRETCH, SMILE, DIMPLE);
      set(d, 1.2f, TONGUE);
    } else if (sibilant(p)) {
      Arrays.fill(d, 1.2f);
    }
    return d;
  }

  private static boolean sibilant(Phone p) {
    return switch (p) {
      case S, Z, SH, ZH, CH, JH -> true;
      default -> false;
    };
  }

  private static void set(float[] d, float value, Articulator... which) {
    for (Articulator a : which) {
      d[a.ordinal()] = value;
    }
  }

  /** A triangle of five frames takes the corners off. */
  private static float[][] smoothed(float[][] x) {
    float[] kernel = {1 / 9f, 2 / 9f, 3 / 9f, 2 / 9f, 1 / 9f};
    float[][] out = new float[x.length][LIPS];
    for (int i = 0; i < x.length; i++) {
      for (int k = -2; k <= 2; k++) {
        float[] row = x[Math.clamp(i + k, 0, x.length - 1)];
        for (int c = 0; c < LIPS; c++) {
          out[i][c] += kernel[k + 2] * row[c];
        }
      }
    }
    return out;
  }

  /** Brings the opening to 0 over the closure of a p, b or m, with short ramps around it. */
  private static void shut(Segment s, float[][] lips) {
    double[] closure = closure(s);
    int first = Math.max(0, (int) Math.floor((closure[0] - CLOSURE_RAMP) * RATE));
    int last = Math.min(lips.length - 1, (int) Math.ceil((closure[1] + CLOSURE_RAMP) * RATE));
    for (int i = first; i <= last; i++) {
      double t = i / (double) RATE;
      double outside = Math.max(Math.max(closure[0] - t, t - closure[1]), 0);
      float hold = (float) Math.clamp(1 - outside / CLOSURE_RAMP, 0, 1);
      if (hold == 0) {
        continue;
      }
      float[] row = lips[i];
      row[LOWER_DOWN.ordinal()] *= 1 - hold;
      row[UPPER_UP.ordinal()] *= 1 - hold;
      float jaw = row[JAW_OPENS.ordinal()];
      float open = jaw - row[LIPS_CLOSE.ordinal()];
      if (open > -0.01f) {
        row[LIPS_CLOSE.ordinal()] += hold * (open + 0.01f);
      }
    }
  }

  /** Begin and end of the lips' contact, in seconds: a stop opens before its segment ends. */
  static double[] closure(Segment s) {
    double begin = s.begin() + 0.10 * s.length();
    double end = s.end() - (s.phone() == Phone.M ? 0.12 : 0.28) * s.length();
    if (end - begin < MIN_CLOSURE) {
      double middle = 0.5 * (begin + end);
      begin = middle - MIN_CLOSURE / 2;
      end = middle + MIN_CLOSURE / 2;
    }
    return new double[] {begin, end};
  }
}
