package io.visavis.avatar.flame;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.MorphTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A person's head of FLAME's model: v = template + shapes . identity + offset at rest, expressions
 * as morph targets that move joints, pose correctives, skinning.
 */
public final class FlameHead {
  private FlameHead() {}

  /**
   * A mesh that motion of the space {@code flame} moves.
   *
   * @param identity [up to 300] coefficients of the identity; what is missing is 0
   * @param offset [V, 3] of this person's vertices, metres; shorter, or empty, for those that have
   *     none
   */
  public static HeadMesh of(FlameModel model, float[] identity, float[] offset) {
    int all = model.shapeCount();
    float[] rest = model.template().clone();
    for (int i = 0; i < rest.length; i++) {
      double sum = rest[i] + (i < offset.length ? offset[i] : 0);
      for (int k = 0; k < Math.min(identity.length, FlameModel.IDENTITIES); k++) {
        sum += (double) identity[k] * model.shapes()[i * all + k];
      }
      rest[i] = (float) sum;
    }
    List<MorphTarget> morphs = new ArrayList<>();
    int expressions = Math.min(all - FlameModel.IDENTITIES, MotionSpace.FLAME.coefficients());
    for (int k = 0; k < expressions; k++) {
      morphs.add(expression(model, k));
    }
    return new HeadMesh(
        rest,
        model.triangles(),
        morphs,
        joints(model, rest),
        model.weights(),
        poses(model),
        FlameLandmarks.vertices());
  }

  private static MorphTarget expression(FlameModel model, int number) {
    int all = model.shapeCount();
    float[] moved = new float[model.template().length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = model.shapes()[i * all + FlameModel.IDENTITIES + number];
    }
    int[] vertices =
        IntStream.range(0, model.vertexCount())
            .filter(v -> moved[3 * v] != 0 || moved[3 * v + 1] != 0 || moved[3 * v + 2] != 0)
            .toArray();
    float[] deltas = new float[3 * vertices.length];
    for (int i = 0; i < deltas.length; i++) {
      deltas[i] = moved[3 * vertices[i / 3] + i % 3];
    }
    return new MorphTarget("expression" + number, vertices, deltas, joints(model, moved));
  }

  /** [5, 3] J = regressor . vertices. */
  private static float[] joints(FlameModel model, float[] vertices) {
    float[] out = new float[3 * Joint.COUNT];
    int n = model.vertexCount();
    for (int i = 0; i < out.length; i++) {
      double sum = 0;
      for (int v = 0; v < n; v++) {
        sum += (double) model.regressor()[i / 3 * n + v] * vertices[3 * v + i % 3];
      }
      out[i] = (float) sum;
    }
    return out;
  }

  /** From vertex by vertex to feature by feature. */
  private static float[] poses(FlameModel model) {
    int values = model.template().length;
    float[] out = new float[FlameModel.POSES * values];
    for (int i = 0; i < values; i++) {
      for (int p = 0; p < FlameModel.POSES; p++) {
        out[p * values + i] = model.poses()[i * FlameModel.POSES + p];
      }
    }
    return out;
  }
}
