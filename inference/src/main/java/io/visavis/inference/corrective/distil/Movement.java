package io.visavis.inference.corrective.distil;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.CloudPoser;
import java.nio.FloatBuffer;

/**
 * Delta M of GaussianEmoTalker (below eq. 5): how far the mean of each Gaussian is moved by the
 * emotion, M_emo - M_neu, metres, by the avatar's rig alone. Owned by one thread.
 */
final class Movement {
  private final int gaussians;
  private final CloudPoser calm;
  private final CloudPoser felt;
  private final double[] from = new double[3];
  private final double[] to = new double[3];

  Movement(Avatar avatar) {
    Avatar rigged = avatar.with(avatar.gaussians(), Correctives.NONE);
    this.gaussians = avatar.gaussians().size();
    this.calm = new CloudPoser(rigged);
    this.felt = new CloudPoser(rigged);
  }

  /** Writes it [N, 3]. */
  void write(Condition condition, FloatBuffer out, int position) {
    calm.pose(MotionSpace.ARKIT, condition.calm(), new float[0]);
    felt.pose(MotionSpace.ARKIT, condition.felt(), new float[0]);
    for (int i = 0; i < gaussians; i++) {
      calm.mean(i, from);
      felt.mean(i, to);
      for (int c = 0; c < 3; c++) {
        out.put(position + 3 * i + c, (float) (to[c] - from[c]));
      }
    }
  }
}
