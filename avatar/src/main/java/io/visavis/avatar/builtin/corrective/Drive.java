package io.visavis.avatar.builtin.corrective;

import io.visavis.avatar.corrective.CoefficientNetwork;
import io.visavis.avatar.corrective.CoefficientNetwork.Input;
import io.visavis.avatar.corrective.CoefficientNetwork.Role;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.onnx.OnnxGraph;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * When a corrective shows: a weighted sum of what a face does, feels and stands in, held in 0..1.
 *
 * @param weights [66] of the 55 values of motion, 8 of emotion and 3 of relation
 * @param bias added to the sum
 */
record Drive(float[] weights, float bias) {
  private static final List<String> EMOTIONS =
      List.of("neutral", "happy", "sad", "fear", "disgusted", "contempt", "angry", "surprised");
  private static final List<String> RELATIONS = List.of("blood", "equal", "higher");
  private static final int MOTION = MotionSpace.ARKIT.size();
  private static final int SIZE = MOTION + EMOTIONS.size() + RELATIONS.size();

  /**
   * Reads a sum.
   *
   * @param text such as {@code "browDown=.5 angry=.1 higher=-1 -.2"}; a channel's name without a
   *     side stands for both, emotions count by their intensity 0..3
   */
  static Drive of(String text) {
    float[] weights = new float[SIZE];
    float bias = 0;
    for (String term : text.split(" ", -1)) {
      int equals = term.indexOf('=');
      float value = Float.parseFloat(term.substring(equals + 1));
      if (equals < 0) {
        bias += value;
      } else {
        add(weights, term.substring(0, equals), value);
      }
    }
    return new Drive(weights, bias);
  }

  private static void add(float[] weights, String name, float value) {
    int emotion = EMOTIONS.indexOf(name);
    int relation = RELATIONS.indexOf(name);
    if (emotion >= 0) {
      weights[MOTION + emotion] += value;
    } else if (relation >= 0) {
      weights[MOTION + EMOTIONS.size() + relation] += value;
    } else {
      boolean known = false;
      for (String side : List.of("", "Left", "Right")) {
        var channel = ArkitChannel.find(name + side);
        channel.ifPresent(c -> weights[c.ordinal()] += value);
        known |= channel.isPresent();
      }
      if (!known) {
        throw new IllegalArgumentException("There is no channel " + name + ".");
      }
    }
  }

  /** The network of these sums: a row each, clip(W [motion, emotion, relation] + b, 0, 1). */
  static CoefficientNetwork network(List<Drive> drives) {
    OnnxGraph graph = new OnnxGraph();
    graph.input("motion", MOTION);
    graph.input("emotion", EMOTIONS.size());
    graph.input("relation", RELATIONS.size());
    int rows = drives.size();
    float[] matrix = new float[SIZE * rows];
    float[] bias = new float[rows];
    for (int k = 0; k < rows; k++) {
      for (int i = 0; i < SIZE; i++) {
        matrix[i * rows + k] = drives.get(k).weights[i];
      }
      bias[k] = drives.get(k).bias;
    }
    String all = graph.concat(1, "motion", "emotion", "relation");
    String sum =
        graph.op(
            "Gemm",
            all,
            graph.floats("weights", matrix, SIZE, rows),
            graph.floats("bias", bias, rows));
    graph.named("Clip", "coefficients", sum, graph.scalar(0), graph.scalar(1));
    graph.output("coefficients", rows);
    return new CoefficientNetwork(
        graph.toBytes(Map.of()),
        List.of(
            Input.of(Role.MOTION, "motion"),
            Input.of(Role.EMOTION, "emotion"),
            Input.of(Role.RELATION, "relation")),
        "coefficients");
  }

  /** Equal by content. */
  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof Drive(float[] w, float b)
        && Arrays.equals(weights, w)
        && Float.compare(bias, b) == 0;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(weights) + Float.hashCode(bias);
  }
}
