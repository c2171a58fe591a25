package io.visavis.training.conversation;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.behaviour.Draws;

/**
 * What a face tracker makes of a face: a little late and smoothed, trembling, slowly off, lost now
 * and then for half a second or longer; some trackers give no tongue and no cheeks. The sizes are
 * assumptions after what trackers in browsers show.
 *
 * @param values [frames][55], 0 where nothing is seen
 * @param seen [frames][55] whether there is a value
 */
public record Tracker(float[][] values, boolean[][] seen) {
  private static final double SMOOTHING = 0.6;
  private static final double TREMBLE = 0.012;
  private static final double TREMBLE_ANGLE = 0.004;
  private static final double OFFSET = 0.03;
  private static final double OFFSET_ANGLE = 0.015;
  private static final double LOST_A_MINUTE = 3;
  private static final double LOST_SECONDS = 0.8;
  private static final double POOR = 0.3;

  /** The track of a face. */
  static Tracker of(float[][] face, long seed) {
    Draws draws = new Draws(seed, "tracker");
    int size = MotionSpace.ARKIT.size();
    boolean[] given = given(draws);
    float[][] values = new float[face.length][size];
    boolean[][] seen = new boolean[face.length][size];
    double[] smooth = new double[size];
    double[] offset = new double[size];
    int lostUntil = 0;
    for (int n = 0; n < face.length; n++) {
      if (n >= lostUntil && draws.uniform() < LOST_A_MINUTE / (60 * MotionSpace.FPS)) {
        lostUntil = n + (int) Math.ceil(MotionSpace.FPS * draws.logNormal(LOST_SECONDS, 0.8));
      }
      for (int c = 0; c < size; c++) {
        boolean angle = c >= ArkitChannel.COEFFICIENTS;
        smooth[c] = n == 0 ? face[0][c] : smooth[c] + SMOOTHING * (face[n][c] - smooth[c]);
        // An Ornstein-Uhlenbeck process of ten seconds.
        offset[c] += -0.004 * offset[c] + 0.09 * (angle ? OFFSET_ANGLE : OFFSET) * draws.normal();
        double noise = (angle ? TREMBLE_ANGLE : TREMBLE) * draws.normal();
        if (given[c] && n >= lostUntil) {
          double value = smooth[c] + offset[c] + noise;
          values[n][c] = (float) (angle ? value : Math.clamp(value, 0, 1));
          seen[n][c] = true;
        }
      }
    }
    return new Tracker(values, seen);
  }

  private static boolean[] given(Draws draws) {
    boolean[] given = new boolean[MotionSpace.ARKIT.size()];
    boolean poor = draws.uniform() < POOR;
    for (int c = 0; c < given.length; c++) {
      given[c] =
          !(poor
              && (c == ArkitChannel.TONGUE_OUT.ordinal()
                  || c == ArkitChannel.CHEEK_PUFF.ordinal()
                  || c == ArkitChannel.CHEEK_SQUINT_LEFT.ordinal()
                  || c == ArkitChannel.CHEEK_SQUINT_RIGHT.ordinal()));
    }
    return given;
  }
}
