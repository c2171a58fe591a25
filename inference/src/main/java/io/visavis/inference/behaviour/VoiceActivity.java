package io.visavis.inference.behaviour;

/**
 * Whether somebody speaks, every 10 ms: the level against a floor that follows the quietest moments
 * (down fast, up 3 dB a second). Speech begins after 30 ms above the threshold and ends 250 ms
 * after the last of them. A pure function of the 48 kHz samples; no allocation.
 */
public final class VoiceActivity {
  /** Samples at 48 kHz from one decision to the next. */
  public static final int HOP = 480;

  private static final double QUIETEST_DB = -50;
  private static final double ABOVE_FLOOR_DB = 10;
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
  private double floorDb = -60;
  private int loud;
  private int hangover;

  /** Takes the next samples, the first {@code length} of the array. */
  public void accept(float[] samples, int length, Sink sink) {
    for (int i = 0; i < length; i++) {
      power += samples[i] * samples[i];
      if (++filled == HOP) {
        sink.hop(hop++, decide(10 * Math.log10(power / HOP + 1e-10)));
        power = 0;
        filled = 0;
      }
    }
  }

  private boolean decide(double db) {
    floorDb += db < floorDb ? 0.3 * (db - floorDb) : 0.03;
    floorDb = Math.max(floorDb, -80);
    boolean above = db > Math.max(QUIETEST_DB, floorDb + ABOVE_FLOOR_DB);
    loud = above ? loud + 1 : 0;
    if (loud >= ONSET_HOPS) {
      hangover = HANGOVER_HOPS;
    } else if (hangover > 0) {
      hangover--;
    }
    return hangover > 0;
  }
}
