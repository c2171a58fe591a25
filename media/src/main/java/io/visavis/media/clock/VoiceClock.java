package io.visavis.media.clock;

/**
 * Brings a live voice onto this machine's clock: what comes out is 48,000 samples to the second of
 * {@link System#nanoTime}, whatever the source's clock does within its limit. Output depends on the
 * inputs alone. One thread.
 */
public final class VoiceClock {
  /** Limit for a sound card at the other end: 300 ppm. */
  public static final double SOUND_CARD = 300e-6;

  /**
   * Limit for what WebRTC's headless device plays: it sleeps a little long between its 10 ms, and
   * so runs up to 2.5% slow under load.
   */
  public static final double HEADLESS_DEVICE = 0.03;

  private static final int RATE = 48_000;
  private static final double STEADY = 0.05; // hertz
  private static final double CHANGING = 0.2;

  /** Share of what the output is behind or ahead that a block makes up for: pitch hardly moves. */
  private static final double EASE = 0.1;

  private static final double LOST = 0.25;

  /**
   * Seconds; a voice that was away for longer is placed anew by its arrival, and silence is late.
   */
  private static final double LONGEST_GAP = 2;

  private final double limit;
  private final DriftEstimator drift;
  private final FractionalResampler resampler = new FractionalResampler();
  private final Output output;
  private float[] out = new float[1_024];
  private double origin;
  private long made;
  private long gaps;
  private boolean begun;

  /** Takes what comes out. */
  @FunctionalInterface
  public interface Output {
    /**
     * Consecutive samples.
     *
     * @param pcm48k valid during the call only
     * @param arrivalNanos of the input that they were made from
     */
    void samples(float[] pcm48k, int offset, int length, long arrivalNanos);
  }

  /**
   * A clock that has heard nothing yet.
   *
   * @param limit largest drift taken out, as a fraction
   */
  public VoiceClock(double limit, Output output) {
    this.limit = limit;
    this.output = output;
    drift = new DriftEstimator(RATE, limit, limit > SOUND_CARD ? CHANGING : STEADY);
  }

  /**
   * Takes consecutive samples of the source.
   *
   * @param arrivalNanos {@link System#nanoTime} at which the last of them arrived
   */
  public void accept(float[] pcm48k, int offset, int length, long arrivalNanos) {
    if (length == 0) {
      return;
    }
    double arrival = arrivalNanos * 1e-9;
    if (!begun) {
      begun = true;
      begin(arrival - length / (double) RATE);
    }
    double late = drift.arrive(length, arrival);
    if (Math.abs(late) > LOST) {
      skip(late, arrivalNanos);
      begin(arrival);
    }
    double target = (drift.time() - origin) * RATE;
    double even = length * (1 + drift.drift());
    double want = even + EASE * (target - made - even);
    want = Math.clamp(want, length * (1 - limit), length * (1 + limit));
    if (out.length < length * 2 + 2) {
      out = new float[length * 2 + 2];
    }
    int n = resampler.process(pcm48k, offset, length, length / want, out);
    made += n;
    output.samples(out, 0, n, arrivalNanos);
  }

  /** How much slower than nominal the source runs, as a fraction. */
  public double drift() {
    return drift.drift();
  }

  /** Times that the source stood still for more than a quarter of a second, or jumped. */
  public long gaps() {
    return gaps;
  }

  private void begin(double seconds) {
    drift.reset(seconds);
    origin = seconds;
    made = 0;
  }

  /** Fills a short standstill of the source with silence, so that time goes on. */
  private void skip(double late, long arrivalNanos) {
    gaps++;
    int silence = late > LONGEST_GAP ? 0 : (int) Math.max(0, late * RATE);
    float[] zeros = new float[480];
    for (int left = silence; left > 0; left -= zeros.length) {
      output.samples(zeros, 0, Math.min(left, zeros.length), arrivalNanos);
    }
  }
}
