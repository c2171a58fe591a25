package io.visavis.avatar.importer.paint;

import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.light.PosedSplats;
import io.visavis.avatar.builtin.light.Shading;
import io.visavis.avatar.builtin.part.Material;
import io.visavis.avatar.builtin.part.Splat;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.Binding;
import io.visavis.avatar.rig.MeshPoser;
import java.util.ArrayList;
import java.util.List;

/** Light falls on the Gaussians of a head as it does on a built-in one, and they are local. */
final class Baking {
  /** How far the jaw is open while the inside of the mouth is lit. */
  private static final float OPEN = .7f;

  private static final float OPEN_RADIANS = .22f;

  private Baking() {}

  static GaussianCloud cloud(
      Canvas canvas, FaceFrame frame, List<int[]> triangles, List<Splat> splats) {
    PosedSplats rest = PosedSplats.of(splats, triangles, frame.rest());
    Shading closed = new Shading(splats, rest, s -> true);
    PosedSplats posed = PosedSplats.of(splats, triangles, frame.posed(open(canvas)));
    Shading opened = new Shading(splats, posed, s -> share(s) > 0);
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < splats.size(); i++) {
      Splat s = splats.get(i);
      boolean hidden = s.material().insideMouth() ? opened.buried(i) : closed.buried(i);
      if (!(hidden && alwaysHidden(s))) {
        kept.add(i);
      }
    }
    int n = kept.size();
    int[] parent = new int[n];
    float[][] mean = new float[3][n];
    float[][] factor = new float[9][n];
    float[] opacity = new float[n];
    float[][] colour = new float[3][n];
    for (int k = 0; k < n; k++) {
      int i = kept.get(k);
      Splat s = splats.get(i);
      parent[k] = s.triangle();
      mean[0][k] = (float) s.mean().x();
      mean[1][k] = (float) s.mean().y();
      mean[2][k] = (float) (s.mean().z() * frame.unit());
      for (int c = 0; c < 9; c++) {
        // Only the normal is metric.
        factor[c][k] = (float) (s.factor()[c] * (c >= 6 ? frame.unit() : 1));
      }
      opacity[k] = (float) s.opacity();
      double share = share(s);
      Vec light = share < 1 ? closed.colour(i) : Vec.ZERO;
      light = share > 0 ? light.towards(opened.colour(i), share) : light;
      colour[0][k] = (float) light.x();
      colour[1][k] = (float) light.y();
      colour[2][k] = (float) light.z();
    }
    return new GaussianCloud(Binding.AFFINE, parent, mean, factor, opacity, colour);
  }

  private static double[] open(Canvas canvas) {
    MotionSpace space = canvas.space();
    float[] motion = new float[space.size()];
    switch (space) {
      case ARKIT -> motion[ArkitChannel.JAW_OPEN.ordinal()] = OPEN;
      case FLAME -> motion[space.coefficients()] = OPEN_RADIANS;
    }
    double[] out = new double[canvas.mesh().vertices().length];
    new MeshPoser(canvas.mesh(), space).pose(motion, out);
    return out;
  }

  /**
   * How much of the light is that of the open mouth: all of it inside, half of it on the lips,
   * which the closed mouth would leave with the shadow of their own contact.
   */
  private static double share(Splat s) {
    if (s.material().insideMouth()) {
      return 1;
    }
    return s.material() == Material.SKIN && s.neutral().z() > .3
        ? .5 * Math.min(s.gloss() / .4, 1)
        : 0;
  }

  /** Whether nothing that moves can bring it to light: not near lids and lips. */
  private static boolean alwaysHidden(Splat s) {
    return s.material().insideMouth()
        || s.material() == Material.HAIR
        || s.neutral().z() < .2
        || s.neutral().y() > .4;
  }
}
