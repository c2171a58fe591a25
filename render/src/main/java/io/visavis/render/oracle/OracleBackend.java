package io.visavis.render.oracle;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.rig.MeshPoser;
import io.visavis.avatar.rig.TriangleFrames;
import io.visavis.render.AvatarCheck;
import io.visavis.render.AvatarHandle;
import io.visavis.render.DrawRequest;
import io.visavis.render.RenderBackend;
import io.visavis.render.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a right picture is: every formula as written, in double precision, with no tiles, tables or
 * short cuts. Every other back end is compared with it. Takes about a second for a head at 512
 * pixels, and allocates freely.
 */
public final class OracleBackend implements RenderBackend {

  private record Handle(Avatar avatar) implements AvatarHandle {
    @Override
    public void close() {}
  }

  /** Means and factors of all Gaussians in the world. */
  private record Posed(double[][] mean, double[][] factor) {}

  @Override
  public String name() {
    return "oracle";
  }

  @Override
  public AvatarHandle load(Avatar avatar) {
    AvatarCheck.requireDrawable(avatar);
    return new Handle(avatar);
  }

  @Override
  public void draw(List<DrawRequest> batch) {
    for (DrawRequest request : batch) {
      long start = System.nanoTime();
      Avatar avatar = request.avatar().avatar();
      Posed posed = pose(avatar, request.motion());
      long poseEnd = System.nanoTime();
      long splat = 0;
      long convert = 0;
      for (DrawRequest.Target target : request.targets()) {
        long splatStart = System.nanoTime();
        OracleFrame frame = splat(avatar.gaussians(), posed, target.view());
        long splatEnd = System.nanoTime();
        frame.write(target.background(), target.picture());
        splat += splatEnd - splatStart;
        convert += System.nanoTime() - splatEnd;
      }
      request.times(poseEnd - start, splat, convert);
    }
  }

  private static Posed pose(Avatar avatar, float[] motion) {
    GaussianCloud cloud = avatar.gaussians();
    double[] vertices = new double[avatar.mesh().vertices().length];
    new MeshPoser(avatar.mesh()).pose(motion, vertices);
    double[] frames = new double[TriangleFrames.STRIDE * avatar.mesh().triangleCount()];
    new TriangleFrames(cloud.binding(), avatar.mesh().triangles()).compute(vertices, frames);
    double[][] means = new double[cloud.size()][3];
    double[][] factors = new double[cloud.size()][9];
    for (int i = 0; i < cloud.size(); i++) {
      int f = TriangleFrames.STRIDE * cloud.parent()[i];
      for (int r = 0; r < 3; r++) {
        means[i][r] = frames[f + 9 + r];
        for (int k = 0; k < 3; k++) {
          double a = frames[f + 3 * r + k];
          means[i][r] += a * cloud.mean()[k][i];
          for (int c = 0; c < 3; c++) {
            factors[i][3 * r + c] += a * cloud.factor()[3 * k + c][i];
          }
        }
      }
    }
    return new Posed(means, factors);
  }

  private static OracleFrame splat(GaussianCloud cloud, Posed posed, View view) {
    List<OracleSplat> splats = new ArrayList<>();
    for (int i = 0; i < cloud.size(); i++) {
      OracleSplat splat =
          OracleSplat.project(view, posed.mean()[i], posed.factor()[i], cloud.opacity()[i], i);
      if (splat != null) {
        splats.add(splat);
      }
    }
    splats.sort(Comparator.comparingDouble(OracleSplat::depth));
    OracleFrame frame = new OracleFrame(view.width(), view.height());
    float[][] colour = cloud.colour();
    for (OracleSplat s : splats) {
      frame.lay(
          s, unit(colour[0][s.index()]), unit(colour[1][s.index()]), unit(colour[2][s.index()]));
    }
    return frame;
  }

  private static double unit(float colour) {
    return Math.clamp(colour, 0.0, 1.0);
  }

  @Override
  public void close() {}
}
