package io.visavis.avatar.glb;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.rig.TriangleFrames;

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
    GaussianCloud cloud = avatar.gaussians();
    int n = cloud.size();
    RestSplats out = new RestSplats(new float[3 * n], new float[4 * n], new float[3 * n]);
    double[] frames = restFrames(avatar);
    SplatMath splat = new SplatMath();
    for (int i = 0; i < n; i++) {
      splat.place(cloud, i, frames, TriangleFrames.STRIDE * cloud.parent()[i]);
      splat.store(out.position, 3 * i, out.rotation, 4 * i, out.scale, 3 * i);
    }
    return out;
  }

  private static double[] restFrames(Avatar avatar) {
    float[] rest = avatar.mesh().vertices();
    double[] vertices = new double[rest.length];
    for (int i = 0; i < rest.length; i++) {
      vertices[i] = rest[i];
    }
    double[] frames = new double[TriangleFrames.STRIDE * avatar.mesh().triangleCount()];
    new TriangleFrames(avatar.gaussians().binding(), avatar.mesh().triangles())
        .compute(vertices, frames);
    return frames;
  }
}
