package io.visavis.render.cpu;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.MorphTarget;
import io.visavis.avatar.rig.Retarget;
import io.visavis.avatar.rig.RigPose;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A head mesh as structure of arrays, padded so that whole vectors can be read. Immutable.
 *
 * @param vertexCount V
 * @param space the motion that moves it
 * @param retarget how motion of another space moves it, or null
 * @param rest [3][V padded] rest positions
 * @param weights [5][V padded] skinning weights
 * @param pivots [5, 3] joint positions
 * @param morphChannel [K] the coefficient that drives each morph target; targets without one are
 *     left out
 * @param morphVertices [K][n] the vertices that it moves
 * @param morphDeltas [K][n, 3] by how much
 * @param morphPivots [K][5, 3] how it moves the joints; empty for not
 * @param poseCorrectives [36, 3][V padded] displacements by the features of {@link RigPose}; empty
 *     for none
 */
public record RigArrays(
    int vertexCount,
    MotionSpace space,
    @Nullable Retarget retarget,
    float[][] rest,
    float[][] weights,
    float[] pivots,
    int[] morphChannel,
    int[][] morphVertices,
    float[][] morphDeltas,
    float[][] morphPivots,
    float[][] poseCorrectives) {

  /** Arrays are padded to a multiple of this many elements: 16 floats, one 512-bit vector. */
  public static final int PAD = 16;

  /** The next multiple of {@link #PAD}. */
  public static int padded(int n) {
    return (n + PAD - 1) / PAD * PAD;
  }

  static RigArrays of(HeadMesh mesh, MotionSpace space, @Nullable Retarget retarget) {
    int n = mesh.vertexCount();
    List<MorphTarget> driven =
        mesh.morphs().stream().filter(m -> space.coefficient(m.name()) >= 0).toList();
    return new RigArrays(
        n,
        space,
        retarget,
        planes(mesh.vertices(), 3, n),
        planes(mesh.weights(), Joint.COUNT, n),
        mesh.pivots(),
        driven.stream().mapToInt(m -> space.coefficient(m.name())).toArray(),
        driven.stream().map(MorphTarget::vertices).toArray(int[][]::new),
        driven.stream().map(MorphTarget::deltas).toArray(float[][]::new),
        driven.stream().map(MorphTarget::pivots).toArray(float[][]::new),
        poseCorrectives(mesh.poseCorrectives(), n));
  }

  /** [36, n, 3] to [36, 3][n padded]. */
  private static float[][] poseCorrectives(float[] values, int n) {
    float[][] out = new float[values.length / n][padded(n)];
    for (int p = 0; p < out.length; p++) {
      for (int i = 0; i < n; i++) {
        out[p][i] = values[p / 3 * 3 * n + 3 * i + p % 3];
      }
    }
    return out;
  }

  /** [n, planes] to [planes][n padded]. */
  private static float[][] planes(float[] interleaved, int planes, int n) {
    float[][] out = new float[planes][padded(n)];
    for (int i = 0; i < n; i++) {
      for (int p = 0; p < planes; p++) {
        out[p][i] = interleaved[planes * i + p];
      }
    }
    return out;
  }

  /** Grown copies of scratch arrays are made with room to spare, so that growth is rare. */
  static float[] grown(float[] array, int size) {
    return array.length >= size ? array : Arrays.copyOf(array, padded(size + size / 4));
  }
}
