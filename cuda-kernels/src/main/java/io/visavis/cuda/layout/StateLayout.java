package io.visavis.cuda.layout;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.RigPose;
import java.nio.FloatBuffer;

/** What changes of a portrayal every tick: weights, joint transforms, R - I, coefficients. */
public final class StateLayout {
  private static final int TRANSFORMS = ArkitChannel.COEFFICIENTS;
  private static final int FEATURES = TRANSFORMS + 12 * Joint.COUNT;
  private static final int COEFFICIENTS = FEATURES + RigPose.FEATURES;

  private StateLayout() {}

  /** Words of a portrayal with that many coefficients of correctives. */
  public static int words(int coefficients) {
    return COEFFICIENTS + coefficients;
  }

  /** Writes the rig's part from {@code at} on. */
  public static void rig(RigPose pose, FloatBuffer out, int at) {
    put(pose.weights(), out, at);
    put(pose.transforms(), out, at + TRANSFORMS);
    put(pose.features(), out, at + FEATURES);
  }

  /** Writes one coefficient of the correctives. */
  public static void coefficient(int k, float value, FloatBuffer out, int at) {
    out.put(at + COEFFICIENTS + k, value);
  }

  private static void put(double[] values, FloatBuffer out, int at) {
    for (int i = 0; i < values.length; i++) {
      out.put(at + i, (float) values[i]);
    }
  }
}
