package io.visavis.render.vector;

import io.visavis.avatar.Avatar;
import io.visavis.render.AvatarHandle;
import io.visavis.render.DrawRequest;
import io.visavis.render.Picture;
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
 * Draws with the Vector API, one row of 16x16 tiles after the other. One instance a thread; the
 * first frames are slow until the compiler has seen every loop, so warm up at start.
 */
public final class VectorBackend implements RenderBackend {
  /**
   * Vector operations of the inner loop for 16 pixels and one Gaussian, counted in {@link
   * SightBlend}.
   */
  public static final int OPERATIONS_PER_EVALUATION = 18;

  private final PosedMesh mesh = new PosedMesh();
  private final CorrectedCloud corrected = new CorrectedCloud();
  private final PosedCloud cloud = new PosedCloud();
  private final ViewColours colours = new ViewColours();
  private final ScreenSplats splats = new ScreenSplats();
  private final DepthSort order = new DepthSort();
  private final SplatRecords records = new SplatRecords();
  private final RowBlend row = new RowBlend();
  private final I420Strip i420 = new I420Strip();
  private final RgbStrip rgb = new RgbStrip();
  private final FloatFrame frame = new FloatFrame();
  private final float[] scratch =
      new float
          [Math.max(
              Math.max(CloudPose.SCRATCH, Project.SCRATCH),
              Math.max(Correct.SCRATCH, Colours.SCRATCH))];
  private long inpaintNanos;

  /**
   * Whether vectors pay here: with fewer than eight lanes there is no gather and no compress, and
   * plain Java is faster.
   */
  public static boolean worthwhile() {
    return Lanes.COUNT >= 8;
  }

  /** Lanes of the vectors of this machine. */
  public static int lanes() {
    return Lanes.COUNT;
  }

  /** Pairs of a Gaussian and a 4x4 block that have been blended so far. */
  public long evaluations() {
    return row.evaluations();
  }

  @Override
  public String name() {
    return "vector";
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
    Skinning.skin(avatar.rig(), mesh);
    Correct.correct(avatar.cloud(), request.coefficients(), corrected, scratch);
    CloudPose.pose(avatar.cloud(), corrected, mesh, cloud, scratch);
    long pose = System.nanoTime() - start;
    long convert = 0;
    inpaintNanos = 0;
    for (int i = 0; i < request.targets().size(); i++) {
      convert += draw(avatar.cloud(), request.targets().get(i));
    }
    long splat = System.nanoTime() - start - pose - convert;
    request.times(pose, splat, inpaintNanos, convert - inpaintNanos);
  }

  /** Returns the nanoseconds that went into converting and inpainting. */
  private long draw(CloudArrays arrays, DrawRequest.Target target) {
    View view = target.view();
    boolean composed = target.composed();
    boolean yuv = target.picture() instanceof Picture.I420 && !composed;
    Project.project(corrected.logOpacity(), arrays.size(), cloud, view, splats, scratch);
    order.begin(splats.visibleCount);
    for (int i = 0; i < splats.visibleCount; i++) {
      order.add(splats.visibleDepth[i], i);
    }
    order.sort();
    int originX = view.width() / 2;
    int originY = view.height() / 2;
    records.fill(splats, order, channels(arrays, view, yuv), originX, originY);
    int across = (view.width() + TileRow.SIDE - 1) / TileRow.SIDE;
    int down = (view.height() + TileRow.SIDE - 1) / TileRow.SIDE;
    float unseen = yuv ? SightBlend.unseen(records.brightest) : 0;
    row.begin(across);
    i420.begin(target.background(), across);
    rgb.begin(target.background());
    if (composed) {
      frame.resize(view.width(), view.height());
    }
    long convert = 0;
    for (int tileY = 0; tileY < down; tileY++) {
      row.blend(records, tileY, originX, originY, unseen);
      long start = System.nanoTime();
      if (composed) {
        rgb.write(row.acc(), tileY, frame);
      } else {
        write(tileY, target.picture());
      }
      convert += System.nanoTime() - start;
    }
    if (composed) {
      long start = System.nanoTime();
      inpaintNanos += frame.write(target.background(), target.picture());
      convert += System.nanoTime() - start;
    }
    return convert;
  }

  private void write(int tileY, Picture to) {
    switch (to) {
      case Picture.I420 picture -> i420.write(row.acc(), row.across(), tileY, picture);
      case Picture.Rgba picture -> rgb.write(row.acc(), tileY, picture);
      case Picture.FloatRgb picture -> rgb.write(row.acc(), tileY, picture);
      case Picture.Packed picture ->
          throw new IllegalStateException("a packed picture is composed");
    }
  }

  /** What is blended: Y, U, V or red, green, blue of every Gaussian, as this view sees it. */
  private float[][] channels(CloudArrays arrays, View view, boolean yuv) {
    if (arrays.harmonics().any()) {
      return colours.see(arrays, corrected.rgb(), mesh, cloud, view, yuv, scratch);
    }
    return yuv ? corrected.yuv() : corrected.rgb();
  }

  @Override
  public void close() {}
}
