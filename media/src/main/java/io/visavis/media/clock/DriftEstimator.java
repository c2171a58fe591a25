package io.visavis.media.clock;

/**
 * Estimates when samples were really taken, from the jittery times at which they arrive: a second
 * order delay-locked loop (F. Adriaensen, "Using a DLL to filter time", 2005). A pure function of
 * its inputs. One thread.
 */
public final class DriftEstimator {
  private static final double SQRT2 = Math.sqrt(2);

  private final double nominal;
  private final double fast;
  private final double slow;
  private final long settleSamples;
  private final double limit;
  private long seen;
  private double time;
  private double perSample;

  /**
   * A loop that starts wide and then narrows.
   *
   * @param rate nominal samples a second
   * @param limit largest drift believed, as a fraction: 300e-6 for a sound card
   * @param settledHertz bandwidth once settled: smaller is smoother and slower
   */
  public DriftEstimator(int rate, double limit, double settledHertz) {
    nominal = 1.0 / rate;
    this.limit = limit;
    slow = 2 * Math.PI * settledHertz / rate;
    fast = 10 * slow;
    settleSamples = 4L * rate;
    perSample = nominal;
  }

  /** Begins anew at an arrival: the next block starts there. */
  public void reset(double seconds) {
    seen = 0;
    time = seconds;
    perSample = nominal;
  }

  /**
   * Takes the arrival of a block.
   *
   * @param samples in the block
   * @param arrival seconds at which its last sample arrived
   * @return what the arrival was off the expected time, in seconds; positive is late
   */
  public double arrive(int samples, double arrival) {
    double expected = time + samples * perSample;
    double error = arrival - expected;
    double w = (seen < settleSamples ? fast : slow) * samples;
    time = expected + SQRT2 * w * error;
    double p = perSample + w * w * error / samples;
    perSample = Math.clamp(p, nominal * (1 - limit), nominal * (1 + limit));
    seen += samples;
    return error;
  }

  /** Filtered time of the end of the last block, in seconds. */
  public double time() {
    return time;
  }

  /** How much slower than nominal the source runs, as a fraction: 100e-6 is 100 ppm slow. */
  public double drift() {
    return perSample / nominal - 1;
  }
}
