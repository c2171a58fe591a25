package io.visavis.training.target;

import static io.visavis.avatar.motion.ArkitChannel.*;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import java.util.List;

/**
 * What the network moves: the channels of an arkit frame that speech drives, left and right as one.
 * The ordinal is the index in the network's output; the first {@link #LIPS} come from phones, the
 * last three are the head's angles in radians.
 */
public enum Articulator {
  JAW_OPENS(JAW_OPEN),
  LIPS_CLOSE(MOUTH_CLOSE),
  FUNNEL(MOUTH_FUNNEL),
  PUCKER(MOUTH_PUCKER),
  STRETCH(MOUTH_STRETCH_LEFT, MOUTH_STRETCH_RIGHT),
  SMILE(MOUTH_SMILE_LEFT, MOUTH_SMILE_RIGHT),
  LOWER_DOWN(MOUTH_LOWER_DOWN_LEFT, MOUTH_LOWER_DOWN_RIGHT),
  UPPER_UP(MOUTH_UPPER_UP_LEFT, MOUTH_UPPER_UP_RIGHT),
  PRESS(MOUTH_PRESS_LEFT, MOUTH_PRESS_RIGHT),
  ROLL_LOWER(MOUTH_ROLL_LOWER),
  ROLL_UPPER(MOUTH_ROLL_UPPER),
  SHRUG_LOWER(MOUTH_SHRUG_LOWER),
  SHRUG_UPPER(MOUTH_SHRUG_UPPER),
  DIMPLE(MOUTH_DIMPLE_LEFT, MOUTH_DIMPLE_RIGHT),
  TONGUE(TONGUE_OUT),
  CHEEK(CHEEK_SQUINT_LEFT, CHEEK_SQUINT_RIGHT),
  BROW_INNER(BROW_INNER_UP),
  BROW_OUTER(BROW_OUTER_UP_LEFT, BROW_OUTER_UP_RIGHT),
  BROW_LOW(BROW_DOWN_LEFT, BROW_DOWN_RIGHT),
  YAW(HEAD_YAW),
  PITCH(HEAD_PITCH),
  ROLL(HEAD_ROLL);

  /** How many come from phones alone. */
  public static final int LIPS = 15;

  /** How many are coefficients in 0..1; head angles follow. */
  public static final int COEFFICIENTS = 19;

  public static final int COUNT = 22;

  private final List<ArkitChannel> channels;

  Articulator(ArkitChannel... channels) {
    this.channels = List.of(channels);
  }

  /** The channels that it moves, all by the same value. */
  public List<ArkitChannel> channels() {
    return channels;
  }

  /** [COUNT][55]: articulators times this are an arkit frame. */
  public static float[][] toArkit() {
    float[][] m = new float[COUNT][MotionSpace.ARKIT.size()];
    for (Articulator a : values()) {
      for (ArkitChannel c : a.channels) {
        m[a.ordinal()][c.ordinal()] = 1;
      }
    }
    return m;
  }

  /** The opening between the lips before clamping at 0, of values in articulator order. */
  public static double opening(float[] values) {
    return values[JAW_OPENS.ordinal()]
        - values[LIPS_CLOSE.ordinal()]
        + 0.35 * (values[LOWER_DOWN.ordinal()] + values[UPPER_UP.ordinal()]);
  }
}
