package io.visavis.render.oracle;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.rig.CloudPoser;
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
      CloudPoser posed = new CloudPoser(avatar);
      posed.pose(request.space(), request.motion(), request.coefficients());
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
      request.times(poseEnd - start, splat, 0, convert);
    }
  }

  private static OracleFrame splat(GaussianCloud cloud, CloudPoser posed, View view) {
    List<OracleSplat> splats = new ArrayList<>();
    double[] mean = new double[3];
    double[] factor = new double[9];
    for (int i = 0; i < cloud.size(); i++) {
      posed.mean(i, mean);
      posed.factor(i, factor);
      OracleSplat splat = OracleSplat.project(view, mean, factor, posed.opacity(i), i);
      if (splat != null) {
        splats.add(splat);
      }
    }
    splats.sort(Comparator.comparingDouble(OracleSplat::depth));
    OracleFrame frame = new OracleFrame(view.width(), view.height());
    OracleColour colour = new OracleColour(cloud.harmonics(), posed, view);
    double[] rgb = new double[3];
    for (OracleSplat s : splats) {
      colour.of(s.index(), rgb);
      frame.lay(s, rgb[0], rgb[1], rgb[2]);
    }
    return frame;
  }

  @Override
  public void close() {}
}
