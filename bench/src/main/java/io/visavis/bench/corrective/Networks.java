package io.visavis.bench.corrective;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.builtin.BuiltInHeads;
import io.visavis.avatar.corrective.CoefficientNetwork;
import io.visavis.avatar.corrective.CoefficientNetwork.Input;
import io.visavis.avatar.corrective.CoefficientNetwork.Role;
import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.onnx.OnnxGraph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Heads with networks of the sizes that the papers have, of random weights. */
final class Networks {
  private static final int VOICE_ROWS = 16;
  private static final List<Float> PERIODS = List.of(1f, 2f, 4f, 8f);

  private final Random random = new Random(12);
  private final Avatar head = BuiltInHeads.build(BuiltInHeads.names().getFirst());

  /** Each by what it is. */
  Map<String, Avatar> all() {
    int motion = MotionSpace.ARKIT.size();
    Map<String, Avatar> all = new LinkedHashMap<>();
    all.put("the built-in heads'", head);
    all.put(
        "pose to latent (GaussianTalker eq. 16), 2 x 128",
        head(List.of(Input.of(Role.MOTION, "motion")), List.of(motion, 128, 128, 50)));
    all.put(
        "offsetnet (RSATalker eq. 8), 2 x 64",
        head(
            List.of(Input.of(Role.RELATION, "relation"), Input.time("time", PERIODS)),
            List.of(3 + 2 * PERIODS.size(), 64, 64, 32)));
    all.put(
        "all inputs and %d rows of voice, 3 x 256".formatted(VOICE_ROWS),
        head(
            List.of(
                Input.of(Role.MOTION, "motion"),
                Input.of(Role.EMOTION, "emotion"),
                Input.of(Role.RELATION, "relation"),
                Input.time("time", PERIODS),
                Input.voice("voice", VOICE_ROWS)),
            List.of(
                motion + 8 + 3 + 2 * PERIODS.size() + CoefficientNetwork.BANDS * VOICE_ROWS,
                256,
                256,
                256,
                64)));
    return all;
  }

  /** The head with a network of linear layers with rectifiers between. */
  private Avatar head(List<Input> inputs, List<Integer> widths) {
    OnnxGraph graph = new OnnxGraph();
    for (Input input : inputs) {
      graph.input(input.tensor(), input.size(MotionSpace.ARKIT.size()));
    }
    String x =
        inputs.size() == 1
            ? inputs.getFirst().tensor()
            : graph.concat(1, inputs.stream().map(Input::tensor).toList());
    for (int layer = 1; layer < widths.size(); layer++) {
      int in = widths.get(layer - 1);
      int out = widths.get(layer);
      float[] weights = new float[in * out];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) (random.nextGaussian() / Math.sqrt(in));
      }
      x =
          graph.op(
              "Gemm",
              layer == 1 ? x : graph.op("Relu", x),
              graph.floats("w" + layer, weights, in, out),
              graph.floats("b" + layer, new float[out], out));
    }
    graph.named("Tanh", "gamma", x);
    int k = widths.getLast();
    graph.output("gamma", k);
    return head.with(
        head.gaussians(),
        new Correctives(
            IntStream.range(0, k).mapToObj(i -> "k" + i).toList(),
            List.of(
                new CorrectiveBasis(
                    CorrectiveTarget.OPACITY_LINEAR,
                    true,
                    0,
                    new float[head.mesh().triangleCount()])),
            new CoefficientNetwork(graph.toBytes(Map.of()), inputs, "gamma")));
  }
}
