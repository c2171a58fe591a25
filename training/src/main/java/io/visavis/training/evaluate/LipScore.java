package io.visavis.training.evaluate;

import io.visavis.training.speech.Phone;
import io.visavis.training.speech.Segment;
import java.util.Arrays;
import java.util.List;

/**
 * Counts over clips how well an opening follows phones. A phone is shut when a frame whose instant
 * lies in it (the nearest frame, for phones shorter than 40 ms) has an opening below a quarter of
 * the clip's 95th percentile. Only closures tell a good model from a level meter: p b m must be
 * shut, phones with no p b m and no pause within 80 ms must not be.
 */
public final class LipScore {
  private static final int FPS = 25;
  private static final double SHUT = 0.25;
  private static final double CLEAR = 0.08;

  /** Truth and guess are compared at shifts of up to 200 ms, in steps of 10 ms. */
  private static final int MAX_SHIFT = 20;

  private int closures;
  private int closuresShut;
  private int others;
  private int othersShut;
  private int pauses;
  private int pausesShut;
  private final double[] product = new double[2 * MAX_SHIFT + 1];
  private double guessSquares;
  private double truthSquares;

  /**
   * Adds a clip.
   *
   * @param segments its phones
   * @param opening at 25 frames a second, frame n at n / 25 s
   * @param truth at 100 a second, frame i at i / 100 s
   */
  void add(List<Segment> segments, double[] opening, double[] truth) {
    double threshold = SHUT * percentile95(opening);
    for (Segment s : segments) {
      double least = least(opening, s);
      if (s.phone().bilabial()) {
        closures++;
        closuresShut += least < threshold ? 1 : 0;
      } else if (s.phone() == Phone.SIL) {
        if (s.length() > 0.2) {
          pauses++;
          pausesShut += at(opening, s.middle() * 4 * FPS) < threshold ? 1 : 0;
        }
      } else if (clear(s, segments)) {
        others++;
        othersShut += least < threshold ? 1 : 0;
      }
    }
    correlate(opening, truth);
  }

  private static double least(double[] opening, Segment s) {
    int first = (int) Math.ceil(s.begin() * FPS);
    int last = (int) Math.floor(s.end() * FPS);
    if (last < first) {
      first = (int) Math.round(s.middle() * FPS);
      last = first;
    }
    double least = Double.MAX_VALUE;
    for (int n = first; n <= last; n++) {
      least = Math.min(least, opening[Math.clamp(n, 0, opening.length - 1)]);
    }
    return least;
  }

  private static boolean clear(Segment s, List<Segment> segments) {
    for (Segment o : segments) {
      boolean closing = o.phone().bilabial() || o.phone() == Phone.SIL;
      if (closing && o.begin() < s.end() + CLEAR && o.end() > s.begin() - CLEAR) {
        return false;
      }
    }
    return true;
  }

  private void correlate(double[] opening, double[] truth) {
    int n = Math.min(truth.length, 4 * (opening.length - 1));
    double[] guess = new double[n];
    for (int i = 0; i < n; i++) {
      guess[i] = at(opening, i);
    }
    double guessMean = Arrays.stream(guess).average().orElse(0);
    double truthMean = Arrays.stream(truth, 0, n).average().orElse(0);
    for (int i = MAX_SHIFT; i < n - MAX_SHIFT; i++) {
      double t = truth[i] - truthMean;
      truthSquares += t * t;
      guessSquares += Math.pow(guess[i] - guessMean, 2);
      for (int d = -MAX_SHIFT; d <= MAX_SHIFT; d++) {
        product[d + MAX_SHIFT] += t * (guess[i + d] - guessMean);
      }
    }
  }

  /** Between frames by a line; {@code i} counts hundredths of a second. */
  private static double at(double[] opening, double i) {
    double x = Math.clamp(i / 4, 0, opening.length - 1.0);
    int k = Math.min((int) x, opening.length - 2);
    return opening[k] + (x - k) * (opening[k + 1] - opening[k]);
  }

  private static double percentile95(double[] opening) {
    double[] sorted = opening.clone();
    Arrays.sort(sorted);
    return sorted[(int) (0.95 * (sorted.length - 1))];
  }

  /** Share of p b m with shut lips. */
  public double shut() {
    return closuresShut / (double) Math.max(1, closures);
  }

  /** Share of phones far from p b m and pauses with shut lips. */
  public double wronglyShut() {
    return othersShut / (double) Math.max(1, others);
  }

  /** Share of pauses above 0.2 s with shut lips in their middle. */
  public double pausesShut() {
    return pausesShut / (double) Math.max(1, pauses);
  }

  /** Correlation of the opening with the truth, at no shift. */
  public double correlation() {
    return product[MAX_SHIFT] / Math.sqrt(Math.max(1e-12, guessSquares * truthSquares));
  }

  /** How late the opening is, in milliseconds: the shift of the highest correlation. */
  public double lagMs() {
    int best = 0;
    for (int d = 0; d < product.length; d++) {
      if (product[d] > product[best]) {
        best = d;
      }
    }
    double shift = best - MAX_SHIFT;
    if (best > 0 && best < product.length - 1) {
      double a = product[best - 1];
      double b = product[best];
      double c = product[best + 1];
      double curve = a - 2 * b + c;
      shift += curve == 0 ? 0 : 0.5 * (a - c) / curve;
    }
    return 10 * shift;
  }

  /** How many p b m were judged. */
  public int closures() {
    return closures;
  }
}
