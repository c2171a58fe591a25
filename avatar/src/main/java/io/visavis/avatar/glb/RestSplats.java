package io.visavis.avatar.glb;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.rig.CloudPoser;

/**
 * The Gaussians of an avatar at rest, as any splat viewer wants them.
 *
 * @param position [N, 3] metres
 * @param rotation [N, 4] unit quaternions (x, y, z, w)
 * @param scale [N, 3] standard deviations along the rotated axes, metres
 */
public record RestSplats(float[] position, float[] rotation, float[] scale) {

  /** Those of an avatar that keeps the {@link AvatarRules}. */
  public static RestSplats of(Avatar avatar) {
    int n = avatar.gaussians().size();
    RestSplats out = new RestSplats(new float[3 * n], new float[4 * n], new float[3 * n]);
    CloudPoser posed = new CloudPoser(avatar);
    posed.rest();
    SplatMath splat = new SplatMath();
    for (int i = 0; i < n; i++) {
      splat.place(posed, i);
      splat.store(out.position, 3 * i, out.rotation, 4 * i, out.scale, 3 * i);
    }
    return out;
  }
}
