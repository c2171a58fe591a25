package io.visavis.server.testing;

import java.util.ArrayDeque;

/** A value that changes with time, such as how loud a voice is; any thread adds to it. */
public final class Track {
  private static final double STEP = 0.005;
  private static final int SMOOTH = (int) (1 / STEP);

  private final ArrayDeque<double[]> points = new ArrayDeque<>(); // time in s, value

  /** Adds a value; times ascend. */
  public synchronized void add(double seconds, double value) {
    points.add(new double[] {seconds, value});
  }

  /** Forgets what is older. */
  public synchronized void forgetBefore(double seconds) {
    while (!points.isEmpty() && points.getFirst()[0] < seconds) {
      points.removeFirst();
    }
  }

  /** How many values there are in [from, to). */
  public synchronized long count(double from, double to) {
    return points.stream().filter(p -> p[0] >= from && p[0] < to).count();
  }

  /**
   * By how much another track is later than this one: where the two are most alike.
   *
   * @param from of the window of this track, seconds
   * @param least first lag that is tried, seconds
   * @param most last lag that is tried
   * @return lag in seconds, and the correlation there, -1..1
   */
  public double[] lag(Track later, double from, double to, double least, double most) {
    double[] a = grid(from, to);
    int lags = (int) Math.round((most - least) / STEP) + 1;
    double[] alike = new double[lags];
    int best = 0;
    for (int i = 0; i < lags; i++) {
      alike[i] = correlation(a, later.grid(from + least + i * STEP, to + least + i * STEP));
      best = alike[i] > alike[best] ? i : best;
    }
    double peak = best;
    if (best > 0 && best < lags - 1) {
      double bend = alike[best - 1] - 2 * alike[best] + alike[best + 1];
      peak += bend == 0 ? 0 : 0.5 * (alike[best - 1] - alike[best + 1]) / bend;
    }
    return new double[] {least + peak * STEP, alike[best]};
  }

  /** Values at even steps, without what changes slowly. */
  private synchronized double[] grid(double from, double to) {
    int n = (int) Math.round((to - from) / STEP);
    double[] raw = new double[n];
    double[] before = {Double.NEGATIVE_INFINITY, 0};
    int i = 0;
    for (double[] p : points) {
      for (; i < n && from + i * STEP <= p[0]; i++) {
        double share = (from + i * STEP - before[0]) / (p[0] - before[0]);
        raw[i] = Double.isFinite(before[0]) ? before[1] + share * (p[1] - before[1]) : p[1];
      }
      before = p;
    }
    for (; i < n; i++) {
      raw[i] = before[1];
    }
    double[] even = new double[n];
    double sum = 0;
    for (int k = 0; k < n + SMOOTH / 2; k++) {
      sum += k < n ? raw[k] : 0;
      sum -= k >= SMOOTH ? raw[k - SMOOTH] : 0;
      int centre = k - SMOOTH / 2;
      if (centre >= 0) {
        even[centre] = raw[centre] - sum / (Math.min(k, n - 1) - Math.max(-1, k - SMOOTH));
      }
    }
    return even;
  }

  private static double correlation(double[] a, double[] b) {
    double ab = 0;
    double aa = 1e-12;
    double bb = 1e-12;
    for (int i = 0; i < a.length; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }
}
