package io.visavis.avatar.importer.ict;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.glb.AvatarRules;
import io.visavis.avatar.importer.Framing;
import io.visavis.avatar.importer.ImportException;
import io.visavis.avatar.importer.Label;
import io.visavis.avatar.importer.paint.Canvas;
import io.visavis.avatar.importer.paint.HeadJoints;
import io.visavis.avatar.importer.paint.MeshPainter;
import io.visavis.avatar.importer.paint.Region;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.obj.ObjFile;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.MorphTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * ICT-FaceKit's light model (Li et al. 2020) becomes an avatar: its expressions are ARKit's, its
 * parts are known by their vertices, and joints that it has not are put where its eyes, chin and
 * ears are. It is painted.
 */
public final class IctFaceKit {
  /** Metres between the centres of the eyes of an adult, least and most. */
  private static final double LEAST_EYES = 0.045;

  private static final double MOST_EYES = 0.080;

  private final Consumer<String> log;

  /**
   * An importer.
   *
   * @param log hears a sentence for every part that is done
   */
  public IctFaceKit(Consumer<String> log) {
    this.log = log;
  }

  /** The units that somebody may have written such a folder in. */
  private enum Unit {
    CENTIMETRE("a centimetre", 0.01),
    METRE("a metre", 1),
    MILLIMETRE("a millimetre", 0.001);

    private final String name;
    private final double metres;

    Unit(String name, double metres) {
      this.name = name;
      this.metres = metres;
    }
  }

  /**
   * Reads and paints a head.
   *
   * @param folder FaceXModel, or the one that it is in
   * @throws ImportException with one sentence if it cannot be used
   * @throws IOException if a file cannot be read
   */
  public Avatar read(Path folder, IctIdentity identity, Label label) throws IOException {
    IctFolder files = new IctFolder(folder);
    ObjFile neutral = files.mesh(IctFolder.NEUTRAL);
    log.accept(
        "%s: %d vertices and %d polygons."
            .formatted(files.path(), neutral.vertexCount(), neutral.polygonCount()));
    float[] vertices = identity.of(files, neutral.vertices());
    double scale = scale(files, vertices);
    List<MorphTarget> morphs = new IctExpressions(files, neutral.vertices(), scale).read();
    log.accept("%d of ARKit's 52 morph targets from 53 expressions.".formatted(morphs.size()));
    for (int i = 0; i < vertices.length; i++) {
      vertices[i] = (float) (vertices[i] * scale);
    }
    Faces faces = new Faces(neutral);
    HeadMesh mesh = mesh(vertices, faces, morphs);
    GaussianCloud gaussians =
        MeshPainter.paint(new Canvas(mesh, MotionSpace.ARKIT, faces.regions(), faces.quads()));
    log.accept("Painted with %d Gaussians.".formatted(gaussians.size()));
    Avatar avatar =
        new Avatar(label.name(), label.title(), mesh, gaussians, Framing.of(mesh), label.licence());
    Optional<String> fault = AvatarRules.firstFault(avatar);
    if (fault.isPresent()) {
      throw new ImportException("%s: %s".formatted(files.path(), fault.get()));
    }
    return avatar;
  }

  private double scale(IctFolder files, float[] vertices) {
    double[] left = eye(vertices, IctParts.EYEBALL_LEFT);
    double[] right = eye(vertices, IctParts.EYEBALL_RIGHT);
    double apart = left[0] - right[0];
    for (Unit unit : Unit.values()) {
      double metres = apart * unit.metres;
      if (metres >= LEAST_EYES && metres <= MOST_EYES) {
        log.accept(
            String.format(
                Locale.ROOT,
                "Its eyes are %.3g units apart, so that a unit is taken for %s.",
                apart,
                unit.name));
        return unit.metres;
      }
    }
    throw new ImportException(
        String.format(
            Locale.ROOT,
            "The left eye of %s is %.3g units from the right one towards +x; ICT-FaceKit's heads"
                + " have some 6 centimetres there.",
            files.path(),
            apart));
  }

  private static double[] eye(float[] vertices, IctParts ball) {
    return Ball.centre(vertices, ball.first(), ball.last() - ball.first() + 1);
  }

  private static HeadMesh mesh(float[] vertices, Faces faces, List<MorphTarget> morphs) {
    int[] landmarks = IctParts.landmarks();
    int chin = 3 * landmarks[8];
    HeadJoints joints =
        new HeadJoints(
            eye(vertices, IctParts.EYEBALL_LEFT),
            eye(vertices, IctParts.EYEBALL_RIGHT),
            new float[] {vertices[chin], vertices[chin + 1], vertices[chin + 2]},
            ((double) vertices[3 * landmarks[0] + 2] + vertices[3 * landmarks[16] + 2]) / 2);
    float[] weights = new float[Joint.COUNT * IctParts.VERTICES];
    for (int v = 0; v < IctParts.VERTICES; v++) {
      int row = Joint.COUNT * v;
      switch (IctParts.of(v)) {
        case EYEBALL_LEFT -> weights[row + Joint.EYE_LEFT.ordinal()] = 1;
        case EYEBALL_RIGHT -> weights[row + Joint.EYE_RIGHT.ordinal()] = 1;
        case FACE, HEAD_AND_NECK -> {
          float head = joints.head(vertices[3 * v + 1], vertices[3 * v + 2]);
          weights[row + Joint.NECK.ordinal()] = head;
          weights[row + Joint.ROOT.ordinal()] = 1 - head;
        }
        default -> weights[row + Joint.NECK.ordinal()] = 1;
      }
    }
    return new HeadMesh(
        vertices, faces.triangles(), morphs, joints.pivots(), weights, new float[0], landmarks);
  }

  /** Polygons as triangles, and what they are. */
  private static final class Faces {
    private final List<int[]> triangles = new ArrayList<>();
    private final List<Region> regions = new ArrayList<>();
    private final List<Boolean> quads = new ArrayList<>();

    Faces(ObjFile mesh) {
      for (int p = 0; p < mesh.polygonCount(); p++) {
        int from = mesh.first()[p];
        int sides = mesh.first()[p + 1] - from;
        for (int k = 1; k + 1 < sides; k++) {
          int[] t = {mesh.corners()[from], mesh.corners()[from + k], mesh.corners()[from + k + 1]};
          triangles.add(t);
          regions.add(IctParts.of(t[0]).region());
          quads.add(sides == 4 && k == 1);
        }
      }
    }

    int[] triangles() {
      return triangles.stream().flatMapToInt(java.util.Arrays::stream).toArray();
    }

    Region[] regions() {
      return regions.toArray(Region[]::new);
    }

    boolean[] quads() {
      boolean[] out = new boolean[quads.size()];
      for (int f = 0; f < out.length; f++) {
        out[f] = quads.get(f);
      }
      return out;
    }
  }
}
