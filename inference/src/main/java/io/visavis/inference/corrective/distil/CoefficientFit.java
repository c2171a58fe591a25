package io.visavis.inference.corrective.distil;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.corrective.CoefficientNetwork;
import io.visavis.avatar.corrective.CoefficientNetwork.Input;
import io.visavis.avatar.corrective.CoefficientNetwork.Role;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.onnx.OnnxGraph;
import io.visavis.avatar.rig.OwnMotion;
import io.visavis.inference.Emotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The small network that tells coefficients from motion, emotion and voice: Gemm, Relu, Gemm, of
 * which only the last is fitted.
 */
final class CoefficientFit {
  private static final String OUTPUT = "coefficients";

  private final Avatar avatar;
  private final int rows;
  private final FeatureLayer layer;
  private final double[][] weights;
  private final double[] bias;

  /**
   * Fits it.
   *
   * @param rows of the voice that it hears; 0 for none
   * @param conditions that the fit may see
   * @param wanted [conditions][k] coefficients
   * @param worth [k] what the square of an error counts
   */
  CoefficientFit(
      Avatar avatar,
      int rows,
      List<Condition> conditions,
      double[][] wanted,
      double[] worth,
      SplittableRandom random) {
    this.avatar = avatar;
    this.rows = rows;
    double[][] x = new double[conditions.size()][];
    for (int s = 0; s < x.length; s++) {
      x[s] = inputs(conditions.get(s));
    }
    int motion = avatar.space().size();
    int mood = motion + CoefficientNetwork.EMOTIONS;
    int[] groups =
        rows > 0
            ? new int[] {motion, mood, mood + CoefficientNetwork.BANDS * rows}
            : new int[] {motion, mood};
    this.layer = FeatureLayer.draw(x, groups, rows > 0, random);
    double[][] features = new double[x.length][];
    for (int s = 0; s < x.length; s++) {
      features[s] = layer.apply(x[s]);
    }
    Ridge ridge = Ridge.fit(features, wanted, worth);
    this.weights = ridge.weights();
    this.bias = ridge.bias();
  }

  /** Motion as the head has it, then emotion, then voice, as a live portrayal hears them. */
  private double[] inputs(Condition condition) {
    float[] motion = new float[avatar.space().size()];
    new OwnMotion()
        .write(avatar.space(), avatar.retarget(), MotionSpace.ARKIT, condition.felt(), motion);
    int mood = motion.length + CoefficientNetwork.EMOTIONS;
    double[] x = new double[mood + condition.voice().length];
    for (int i = 0; i < motion.length; i++) {
      x[i] = motion[i];
    }
    x[motion.length] = Emotion.neutral(condition.emotion());
    for (int e = 0; e < condition.emotion().length; e++) {
      x[motion.length + 1 + e] = condition.emotion()[e];
    }
    for (int v = 0; v < condition.voice().length; v++) {
      x[mood + v] = condition.voice()[v];
    }
    return x;
  }

  /** The coefficients [k] that it gives. */
  double[] predict(Condition condition) {
    double[] features = layer.apply(inputs(condition));
    double[] out = bias.clone();
    for (int u = 0; u < features.length; u++) {
      for (int k = 0; k < out.length; k++) {
        out[k] += features[u] * weights[u][k];
      }
    }
    return out;
  }

  /**
   * The network as an avatar has it.
   *
   * @param note what its metadata says of where it comes from
   */
  CoefficientNetwork network(String note) {
    OnnxGraph graph = new OnnxGraph();
    List<Input> inputs = new ArrayList<>();
    inputs.add(Input.of(Role.MOTION, graph.input("motion", avatar.space().size())));
    inputs.add(Input.of(Role.EMOTION, graph.input("emotion", CoefficientNetwork.EMOTIONS)));
    if (rows > 0) {
      inputs.add(Input.voice(graph.input("voice", CoefficientNetwork.BANDS * rows), rows));
    }
    String x = graph.concat(1, inputs.stream().map(Input::tensor).toList());
    int units = layer.units();
    String hidden =
        graph.op(
            "Relu",
            graph.op(
                "Gemm",
                x,
                graph.floats("w1", flat(layer.weights(), units), layer.weights().length, units),
                graph.floats("b1", layer.bias(), units)));
    int k = bias.length;
    float[] last = new float[units * k];
    float[] lastBias = new float[k];
    for (int j = 0; j < k; j++) {
      lastBias[j] = (float) bias[j];
      for (int u = 0; u < units; u++) {
        last[u * k + j] = (float) weights[u][j];
      }
    }
    graph.named(
        "Gemm",
        OUTPUT,
        hidden,
        graph.floats("w2", last, units, k),
        graph.floats("b2", lastBias, k));
    graph.output(OUTPUT, k);
    return new CoefficientNetwork(graph.toBytes(Map.of("visavis.distilled", note)), inputs, OUTPUT);
  }

  private static float[] flat(float[][] rows, int width) {
    float[] out = new float[rows.length * width];
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(rows[r], 0, out, r * width, width);
    }
    return out;
  }
}
