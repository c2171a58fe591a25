package io.visavis.render.scalar;

import io.visavis.avatar.Avatar;
import io.visavis.render.AvatarHandle;
import io.visavis.render.DrawRequest;
import io.visavis.render.RenderBackend;
import io.visavis.render.View;
import io.visavis.render.cpu.CloudArrays;
import io.visavis.render.cpu.CorrectedCloud;
import io.visavis.render.cpu.CpuAvatar;
import io.visavis.render.cpu.DepthSort;
import io.visavis.render.cpu.FloatFrame;
import io.visavis.render.cpu.PosedCloud;
import io.visavis.render.cpu.PosedMesh;
import java.util.List;

/**
 * Draws in plain float Java, one tile after the other: what runs where vectors are slow or missing,
 * and what the vector back end is measured against. One instance a lane.
 */
public final class ScalarBackend implements RenderBackend {
  private final PosedMesh mesh = new PosedMesh();
  private final CorrectedCloud corrected = new CorrectedCloud();
  private final PosedCloud cloud = new PosedCloud();
  private final ScalarColours colours = new ScalarColours();
  private final ScalarSplats splats = new ScalarSplats();
  private final DepthSort order = new DepthSort();
  private final ScalarTiles tiles = new ScalarTiles();
  private final ScalarBlend blend = new ScalarBlend();
  private final FloatFrame frame = new FloatFrame();

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public AvatarHandle load(Avatar avatar) {
    return CpuAvatar.of(avatar);
  }

  @Override
  public void draw(List<DrawRequest> batch) {
    for (int i = 0; i < batch.size(); i++) {
      draw(batch.get(i));
    }
  }

  private void draw(DrawRequest request) {
    CpuAvatar avatar = CpuAvatar.of(request);
    long start = System.nanoTime();
    mesh.morph(avatar.rig(), request.space(), request.motion());
    mesh.skin(avatar.rig());
    ScalarCorrect.correct(avatar.cloud(), request.coefficients(), corrected);
    cloud.pose(avatar.cloud(), corrected, mesh);
    long pose = System.nanoTime() - start;
    long splat = 0;
    long inpaint = 0;
    long convert = 0;
    for (int i = 0; i < request.targets().size(); i++) {
      DrawRequest.Target target = request.targets().get(i);
      long splatStart = System.nanoTime();
      splat(avatar.cloud(), target.view());
      long splatEnd = System.nanoTime();
      long mending = frame.write(target.background(), target.picture());
      splat += splatEnd - splatStart;
      inpaint += mending;
      convert += System.nanoTime() - splatEnd - mending;
    }
    request.times(pose, splat, inpaint, convert);
  }

  private void splat(CloudArrays arrays, View view) {
    splats.project(corrected.logOpacity(), arrays.size(), cloud, view, order);
    order.sort();
    tiles.bin(splats, order, view);
    float[][] rgb = corrected.rgb();
    if (arrays.harmonics().any()) {
      rgb = colours.see(arrays, rgb, mesh, cloud, view);
    }
    frame.resize(view.width(), view.height());
    for (int tile = 0; tile < tiles.across() * tiles.down(); tile++) {
      int x0 = tile % tiles.across() * ScalarTiles.SIDE;
      int y0 = tile / tiles.across() * ScalarTiles.SIDE;
      blend.tile(splats, rgb, tiles.list(), tiles.begin(tile), tiles.end(tile), x0, y0, frame);
    }
  }

  @Override
  public void close() {}
}
