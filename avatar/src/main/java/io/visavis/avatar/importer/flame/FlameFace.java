package io.visavis.avatar.importer.flame;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.flame.FlameHead;
import io.visavis.avatar.flame.FlameModel;
import io.visavis.avatar.flame.FlameTeeth;
import io.visavis.avatar.importer.Framing;
import io.visavis.avatar.importer.ImportException;
import io.visavis.avatar.importer.Label;
import io.visavis.avatar.importer.Retargeting;
import io.visavis.avatar.importer.paint.Canvas;
import io.visavis.avatar.importer.paint.MeshPainter;
import io.visavis.avatar.importer.paint.Region;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.Retarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A FLAME model without Gaussians becomes an avatar: the mean face or a person's shape, with the
 * teeth that GaussianAvatars adds and the inside of a mouth, painted. It moves by motion of the
 * space {@code flame}, and by {@code arkit}'s through a retargeting.
 */
public final class FlameFace {
  private final Consumer<String> log;

  /**
   * An importer.
   *
   * @param log hears a sentence for every part that is done
   */
  public FlameFace(Consumer<String> log) {
    this.log = log;
  }

  /**
   * Reads and paints a head.
   *
   * @param file FLAME 2020, 2023 or Open, .pkl or .npz
   * @param shape [up to 300] coefficients of the identity; empty for the mean face
   * @throws ImportException with one sentence if it cannot be used
   * @throws IOException if the file cannot be read
   */
  public Avatar read(Path file, float[] shape, Label label) throws IOException {
    FlameModel model = Retargeting.model(file);
    log.accept("%s: FLAME with %d shapes.".formatted(file, model.shapeCount()));
    FlameModel toothed = FlameTeeth.added(model);
    HeadMesh person = FlameHead.of(toothed, shape, new float[0]);
    MouthBag.Added head = MouthBag.to(person, regions(person));
    HeadMesh mesh = head.mesh();
    log.accept(
        "A head of %d vertices and %d triangles, with teeth and the inside of a mouth."
            .formatted(mesh.vertexCount(), mesh.triangleCount()));
    Canvas canvas =
        new Canvas(mesh, MotionSpace.FLAME, head.regions(), new boolean[mesh.triangleCount()]);
    GaussianCloud gaussians = MeshPainter.paint(canvas);
    log.accept("Painted with %d Gaussians.".formatted(gaussians.size()));
    Retarget retarget = Retargeting.arkitTo(mesh, log);
    return new Avatar(
        label.name(),
        label.title(),
        MotionSpace.FLAME,
        retarget,
        mesh,
        gaussians,
        Correctives.NONE,
        Framing.of(mesh),
        label.licence());
  }

  private static Region[] regions(HeadMesh mesh) {
    Region[] out = new Region[mesh.triangleCount()];
    Arrays.fill(out, Region.SKIN);
    for (int f = 0; f < out.length; f++) {
      int vertex = mesh.triangles()[3 * f];
      int row = Joint.COUNT * vertex;
      if (vertex >= FlameModel.VERTICES) {
        out[f] = Region.TEETH_STRIP;
      } else if (mesh.weights()[row + Joint.EYE_LEFT.ordinal()] > 0.5
          || mesh.weights()[row + Joint.EYE_RIGHT.ordinal()] > 0.5) {
        out[f] = Region.EYE;
      }
    }
    return out;
  }
}
