package io.visavis.training.net.dual;

import io.visavis.training.net.Ops;

/**
 * The seeded latent. What it has: white noise through leaky integrators of several time constants;
 * oscillators at the frequencies of nods; and, for each angle of the head, oscillators of constant
 * size whose phase wanders, at the frequencies at which heads sway. Each channel has the variance
 * 1; it varies slowly or swings evenly, and there is no white noise left in it that could tremble.
 */
public final class Latent {
  /** Of each slow channel. */
  private static final double[] SECONDS = {0.3, 0.3, 0.3, 0.3, 0.3, 1, 1, 1, 1, 1, 4, 4, 4, 4, 4};

  /** From that time constant on a channel is drawn smaller, by {@link #CALM}. */
  private static final double SLOWEST = 4;

  private static final float CALM = 0.5f;

  /** What calm chance takes from how far heads stir, given back: their spread is that of people. */
  private static final float STIRRED = 1.09f;

  /**
   * How much farther heads nod than what is learnt, which nods less the less sure it is of when: at
   * 2.5 to 7 Hz they then move as far as those of strangers in training do.
   */
  private static final float NODDED = 1.3f;

  private static final double EASE_SECONDS = 0.08;

  /** Of each swinging channel. */
  private static final double[] NODS = {3.2, 3.2, 4.2, 4.2};

  private static final double SWING_SECONDS = 0.35;

  /** Of the swaying channels of yaw, pitch and roll. */
  private static final double[] SWAYS = {
    0.08, 0.14, 0.25, 0.45, 0.16, 0.28, 0.5, 0.9, 0.065, 0.12, 0.21, 0.38
  };

  private static final int ANGLES = 3;

  /** Pushes last that long, so that a swaying head is as smooth as its oscillation. */
  private static final double PUSH_SECONDS = 0.5;

  /** Of its phase an oscillation loses about a radian in so many periods. */
  private static final double PERIODS = 2;

  private static final int SLOW = SECONDS.length;

  /** Channels that say what is done by chance: the slow and the swinging ones. */
  static final int CHANCE = SLOW + NODS.length;

  /** Of the channels that move the head, the first: those that nod. */
  static final int NODDING = NODS.length;

  /** Channels that move the head: the swinging and the swaying ones. */
  static final int MOVING = NODS.length + SWAYS.length;

  /** Channels of the noise. */
  public static final int NOISE = CHANCE + 2 * SWAYS.length;

  /** Channels of what comes out. */
  public static final int SIZE = SLOW + MOVING;

  /** Frames after which it no longer matters that it began at 0. */
  public static final int WARM_UP = 300;

  private Latent() {}

  /** From white noise [B, n, NOISE]. */
  public static <T> T of(Ops<T> o, T noise) {
    T x = o.smooth(o.part(noise, 0, SLOW), "latent", SLOW, SECONDS);
    x = o.smooth(x, "latent.ease", SLOW, EASE_SECONDS);
    T y = o.swing(o.part(noise, SLOW, CHANCE), "swing", NODS, SWING_SECONDS);
    int pushes = NOISE - CHANCE;
    T push = o.smooth(o.part(noise, CHANCE, NOISE), "push", pushes, PUSH_SECONDS);
    T z = o.circle(o.scaled(push, "push.size", pushes()), "sway", SWAYS);
    return o.scaled(o.concat(o.concat(x, y), z), "latent.unit", unit());
  }

  /**
   * A draw.
   *
   * @param chance [CHANCE] what is done by chance
   * @param moving [MOVING] what moves the head
   */
  public record Drawn<T>(T chance, T moving) {}

  /** As it is learnt from. */
  public static <T> Drawn<T> full(Ops<T> o, T latent) {
    return new Drawn<>(o.part(latent, 0, CHANCE), o.part(latent, SLOW, SIZE));
  }

  /**
   * As faces are shown. The energy score pays for faces that differ wherever nothing is foretold,
   * lips and all, and drawn at full size they vary where true faces do not. With the slowest
   * channels and those that swing at half their size, faces of people that it is not told about are
   * nearest to the truth. Not while it learns, or it would learn to make up for that.
   */
  public static <T> Drawn<T> calm(Ops<T> o, T latent) {
    Drawn<T> full = full(o, latent);
    return new Drawn<>(
        o.scaled(full.chance(), "chance.size", sizes()),
        o.scaled(full.moving(), "moving.size", stirred()));
  }

  private static float[] stirred() {
    float[] gains = new float[MOVING];
    java.util.Arrays.fill(gains, STIRRED);
    java.util.Arrays.fill(gains, 0, NODDING, STIRRED * NODDED);
    return gains;
  }

  private static float[] sizes() {
    float[] gains = new float[CHANCE];
    for (int c = 0; c < CHANCE; c++) {
      gains[c] = c < SLOW && SECONDS[c] < SLOWEST ? 1 : CALM;
    }
    return gains;
  }

  /**
   * [MOVING][3]: nods are in the pitch, each sway in its angle, of that size.
   *
   * @param order of yaw, pitch and roll: which columns they are
   */
  static float[][] toHead(float size, int... order) {
    float[][] m = new float[MOVING][ANGLES];
    for (int k = 0; k < NODS.length; k++) {
      m[k][order[1]] = size;
    }
    for (int k = 0; k < SWAYS.length; k++) {
      m[NODS.length + k][order[k * ANGLES / SWAYS.length]] = size;
    }
    return m;
  }

  /** What gives each channel the variance 1. */
  private static float[] unit() {
    float[] gains = new float[SIZE];
    for (int c = 0; c < SLOW; c++) {
      gains[c] = (float) (1 / deviation(SECONDS[c], EASE_SECONDS));
    }
    double keep = keep(SWING_SECONDS);
    java.util.Arrays.fill(gains, SLOW, CHANCE, (float) Math.sqrt(2 * (1 - keep * keep)));
    java.util.Arrays.fill(gains, CHANCE, SIZE, (float) Math.sqrt(2));
    return gains;
  }

  /** Sizes of pushes, both parts: phase walks by their sum. */
  private static float[] pushes() {
    float[] gains = new float[2 * SWAYS.length];
    for (int k = 0; k < SWAYS.length; k++) {
      // Smoothing keeps the sum of white noise; over n frames it has the deviation sqrt(n).
      double frames = 25 * PERIODS / SWAYS[k];
      gains[k] = (float) (1 / Math.sqrt(frames));
      gains[k + SWAYS.length] = gains[k];
    }
    return gains;
  }

  /** Of white noise of unit variance after two integrators. */
  private static double deviation(double first, double second) {
    double a = keep(first);
    double b = keep(second);
    double whole = Math.pow((1 - a) * (1 - b), 2) * (1 + a * b);
    return Math.sqrt(whole / ((1 - a * a) * (1 - b * b) * (1 - a * b)));
  }

  private static double keep(double seconds) {
    return Math.exp(-1 / (25 * seconds));
  }
}
