package io.visavis.inference.behaviour;

/**
 * Whether somebody speaks, every 10 ms: the level against a floor, the quietest 10 ms of the last 5
 * s (minimum statistics, Martin 2001, without its bias correction). Speech begins after 30 ms above
 * the threshold and ends 250 ms after the last of them. A pure function of the 48 kHz samples; no
 * allocation.
 */
public final class VoiceActivity {
  /** Samples at 48 kHz from one decision to the next. */
  public static final int HOP = 480;

  private static final double QUIETEST_DB = -58;
  private static final double ABOVE_FLOOR_DB = 10;
  private static final double QUIETEST_FLOOR_DB = -80;

  /** What the floor is taken for until the first 1.5 s have told. */
  private static final double FIRST_FLOOR_DB = -60;

  private static final int FIRST_HOPS = 150;
  private static final int WINDOW_HOPS = 50;
  private static final int WINDOWS = 10;
  private static final int ONSET_HOPS = 3;
  private static final int HANGOVER_HOPS = 25;

  /** Receives decisions in order. */
  @FunctionalInterface
  public interface Sink {
    /** Whether there is speech after samples [480 hop, 480 hop + 480). */
    void hop(long hop, boolean speaking);
  }

  private double power;
  private int filled;
  private long hop;
  private final double[] minima = new double[WINDOWS];
  private int loud;
  private int hangover;

  /** Takes the next samples, the first {@code length} of the array. */
  public void accept(float[] samples, int length, Sink sink) {
    int at = 0;
    while (at < length) {
      int end = Math.min(length, at + HOP - filled);
      filled += end - at;
      double sum = power;
      for (; at < end; at++) {
        sum += samples[at] * samples[at];
      }
      power = sum;
      if (filled == HOP) {
        sink.hop(hop, decide(10 * Math.log10(power / HOP + 1e-10)));
        hop++;
        power = 0;
        filled = 0;
      }
    }
  }

  private boolean decide(double db) {
    int window = (int) (hop / WINDOW_HOPS) % WINDOWS;
    minima[window] = hop % WINDOW_HOPS == 0 ? db : Math.min(minima[window], db);
    boolean above = db > Math.max(QUIETEST_DB, floor() + ABOVE_FLOOR_DB);
    loud = above ? loud + 1 : 0;
    if (loud >= ONSET_HOPS) {
      hangover = HANGOVER_HOPS;
    } else if (hangover > 0) {
      hangover--;
    }
    return hangover > 0;
  }

  private double floor() {
    int windows = (int) Math.min(WINDOWS, hop / WINDOW_HOPS + 1);
    double floor = hop < FIRST_HOPS ? FIRST_FLOOR_DB : Double.POSITIVE_INFINITY;
    for (int i = 0; i < windows; i++) {
      floor = Math.min(floor, minima[i]);
    }
    return Math.max(floor, QUIETEST_FLOOR_DB);
  }
}
