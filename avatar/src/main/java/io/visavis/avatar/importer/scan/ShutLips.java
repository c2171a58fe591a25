package io.visavis.avatar.importer.scan;

import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.MorphTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A head as a scan can follow it, which has nothing behind its lips and lids.
 *
 * <ul>
 *   <li>The lips stay together: where a morph target would part them, both go where the middle of
 *       their ways is, and the skin round them gives in. {@code jawOpen} is what {@code jawOpen}
 *       and {@code mouthClose} do together, so that the chin goes down behind shut lips. It, {@code
 *       mouthFunnel}, {@code mouthUpperUp} and {@code mouthLowerDown} go half their way, {@code
 *       mouthPucker} 0.7 of it; {@code mouthClose} by itself and {@code tongueOut} are left out.
 *   <li>The lids stay where they are: {@code eyeBlink}, {@code eyeWide} and {@code eyeLook} are
 *       left out, and of the others, such as {@code eyeSquint}, what is at the edge of a lid.
 *   <li>The eyes turn with the head.
 * </ul>
 */
final class ShutLips {
  private static final Set<String> LEFT_OUT = Set.of("mouthClose", "tongueOut");
  private static final List<String> OF_LIDS = List.of("eyeBlink", "eyeWide", "eyeLook");
  private static final String JAW = "jawOpen";
  private static final String CLOSE = "mouthClose";

  /** How far what opens the lips goes, of its way with the mouth open. */
  private static final double HALF = 0.5;

  private static final List<String> HALVED =
      List.of(JAW, "mouthFunnel", "mouthUpperUp", "mouthLowerDown");

  /** Lips that are pressed together fold at the corners if they become as round as open ones. */
  private static final double ROUND = 0.7;

  private static final String PUCKER = "mouthPucker";

  /** Metres; see {@link Seam}. */
  private static final double LIPS_WIDTH = 0.010;

  private static final double LIDS_WIDTH = 0.006;

  /** Metres from the centre of an eye to the middle of its lids at most. */
  private static final double EYE = 0.03;

  /** Metres; what moves less stays. */
  private static final double STILL = 1e-5;

  private final HeadMesh mesh;
  private final List<Seam> lids = new ArrayList<>();
  private final Map<Seam, int[]> lips = new LinkedHashMap<>();

  private ShutLips(HeadMesh mesh) {
    this.mesh = mesh;
    double[] left = Vector.at(mesh.pivots(), Joint.EYE_LEFT.ordinal());
    double[] right = Vector.at(mesh.pivots(), Joint.EYE_RIGHT.ordinal());
    double[] jaw = Vector.at(mesh.pivots(), Joint.JAW.ordinal());
    for (int[] loop : Seam.openings(mesh)) {
      double[] middle = new double[3];
      for (int v : loop) {
        middle = Vector.plus(middle, Vector.at(mesh.vertices(), v), 1.0 / loop.length);
      }
      if (Vector.length(Vector.minus(middle, left)) < EYE
          || Vector.length(Vector.minus(middle, right)) < EYE) {
        lids.add(new Seam(mesh, loop, LIDS_WIDTH));
      } else if (middle[2] > (jaw[2] + left[2]) / 2) {
        lips.put(new Seam(mesh, loop, LIPS_WIDTH), opposite(mesh, loop));
      }
    }
  }

  /** That head. */
  static HeadMesh of(HeadMesh mesh) {
    return new ShutLips(mesh).mesh();
  }

  /** The names of morph targets of a head that are left out. */
  static boolean isLeftOut(String name) {
    return LEFT_OUT.contains(name) || OF_LIDS.stream().anyMatch(name::startsWith);
  }

  private static double weight(String name) {
    if (HALVED.stream().anyMatch(name::startsWith)) {
      return HALF;
    }
    return name.equals(PUCKER) ? ROUND : 1;
  }

  private HeadMesh mesh() {
    Map<String, MorphTarget> byName = new TreeMap<>();
    mesh.morphs().forEach(m -> byName.put(m.name(), m));
    List<MorphTarget> morphs = new ArrayList<>();
    for (MorphTarget morph : mesh.morphs()) {
      if (isLeftOut(morph.name())) {
        continue;
      }
      double[] moved = new double[mesh.vertices().length];
      double weight = weight(morph.name());
      add(moved, morph, weight);
      MorphTarget close = byName.get(CLOSE);
      if (morph.name().equals(JAW) && close != null) {
        add(moved, close, weight);
      }
      lids.forEach(lid -> lid.hold(moved, new double[3 * lid.loop().length]));
      lips.forEach((seam, opposite) -> seam.hold(moved, together(moved, seam, opposite)));
      morphs.add(sparse(morph.name(), moved));
    }
    return new HeadMesh(
        mesh.vertices(), mesh.triangles(), List.copyOf(morphs), mesh.pivots(), weights());
  }

  private static void add(double[] moved, MorphTarget morph, double weight) {
    for (int i = 0; i < morph.deltas().length; i++) {
      moved[3 * morph.vertices()[i / 3] + i % 3] += weight * morph.deltas()[i];
    }
  }

  /** Halfway between what either lip does. */
  private static double[] together(double[] moved, Seam seam, int[] opposite) {
    double[] goal = new double[3 * opposite.length];
    for (int i = 0; i < goal.length; i++) {
      goal[i] =
          (moved[3 * seam.loop()[i / 3] + i % 3] + moved[3 * seam.loop()[opposite[i / 3]] + i % 3])
              / 2;
    }
    return goal;
  }

  /** For each vertex round the mouth the number of that of the other lip. */
  private static int[] opposite(HeadMesh mesh, int[] loop) {
    int left = 0;
    int right = 0;
    for (int i = 1; i < loop.length; i++) {
      left = x(mesh, loop[i]) > x(mesh, loop[left]) ? i : left;
      right = x(mesh, loop[i]) < x(mesh, loop[right]) ? i : right;
    }
    int way = Math.floorMod(right - left, loop.length);
    int[] out = new int[loop.length];
    for (int i = 0; i < out.length; i++) {
      boolean first = Math.floorMod(i - left, loop.length) <= way;
      out[i] = left;
      for (int k = 0; k < out.length; k++) {
        boolean corner = k == left || k == right;
        if ((corner || first != (Math.floorMod(k - left, loop.length) <= way))
            && Math.abs(x(mesh, loop[k]) - x(mesh, loop[i]))
                < Math.abs(x(mesh, loop[out[i]]) - x(mesh, loop[i]))) {
          out[i] = k;
        }
      }
    }
    return out;
  }

  private static float x(HeadMesh mesh, int vertex) {
    return mesh.vertices()[3 * vertex];
  }

  private MorphTarget sparse(String name, double[] moved) {
    int[] vertices = new int[mesh.vertexCount()];
    float[] deltas = new float[moved.length];
    int count = 0;
    for (int v = 0; v < vertices.length; v++) {
      double x = moved[3 * v];
      double y = moved[3 * v + 1];
      double z = moved[3 * v + 2];
      if (x * x + y * y + z * z > STILL * STILL) {
        deltas[3 * count] = (float) x;
        deltas[3 * count + 1] = (float) y;
        deltas[3 * count + 2] = (float) z;
        vertices[count++] = v;
      }
    }
    return new MorphTarget(name, Arrays.copyOf(vertices, count), Arrays.copyOf(deltas, 3 * count));
  }

  /** Those of the mesh, with eyes that turn as the head does. */
  private float[] weights() {
    float[] out = mesh.weights().clone();
    for (int row = 0; row < out.length; row += Joint.COUNT) {
      for (Joint eye : List.of(Joint.EYE_LEFT, Joint.EYE_RIGHT)) {
        out[row + Joint.NECK.ordinal()] += out[row + eye.ordinal()];
        out[row + eye.ordinal()] = 0;
      }
    }
    return out;
  }
}
