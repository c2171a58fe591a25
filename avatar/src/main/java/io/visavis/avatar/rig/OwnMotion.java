package io.visavis.avatar.rig;

import io.visavis.avatar.motion.MotionSpace;
import org.jspecify.annotations.Nullable;

/**
 * A motion frame as the head itself has it: what was retargeted, in the head's own space, with
 * every bad value made harmless. Reusable, owned by one thread, allocates nothing.
 */
public final class OwnMotion {
  private final RigPose pose = new RigPose();

  /**
   * Writes a frame in the head's own space.
   *
   * @param own the head's space
   * @param retarget how motion of another space moves it, or null
   * @param space of the motion
   * @param motion a frame of that space
   * @param out [own.size()]
   * @throws IllegalArgumentException if motion of that space does not move the head
   */
  public void write(
      MotionSpace own,
      @Nullable Retarget retarget,
      MotionSpace space,
      float[] motion,
      float[] out) {
    pose.take(own, retarget, space, motion);
    int n = own.coefficients();
    double[] weights = pose.weights();
    for (int c = 0; c < n; c++) {
      out[c] = (float) weights[c];
    }
    switch (own) {
      case ARKIT -> angles(pose.turn(Joint.NECK), out, n);
      case FLAME -> {
        axisAngle(pose.turn(Joint.JAW), out, n);
        axisAngle(pose.turn(Joint.NECK), out, n + 3);
      }
    }
  }

  /** Yaw, pitch and roll of R = Ry(yaw) Rx(-pitch) Rz(roll). */
  private static void angles(double[] r, float[] out, int at) {
    out[at] = (float) Math.atan2(r[2], r[8]);
    out[at + 1] = (float) Math.asin(Math.clamp(r[5], -1, 1));
    out[at + 2] = (float) Math.atan2(r[3], r[4]);
  }

  /** The axis-angle vector of a rotation of less than half a turn. */
  private static void axisAngle(double[] r, float[] out, int at) {
    double x = r[7] - r[5];
    double y = r[2] - r[6];
    double z = r[3] - r[1];
    double sine = 0.5 * Math.sqrt(x * x + y * y + z * z);
    double angle = Math.atan2(sine, 0.5 * (r[0] + r[4] + r[8] - 1));
    double scale = sine < 1e-9 ? 0.5 : 0.5 * angle / sine;
    out[at] = (float) (scale * x);
    out[at + 1] = (float) (scale * y);
    out[at + 2] = (float) (scale * z);
  }
}
