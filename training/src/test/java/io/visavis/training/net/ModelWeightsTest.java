package io.visavis.training.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.visavis.avatar.onnx.OnnxGraph;
import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ModelWeightsTest {
  private static final int FRAMES = 20;
  private static final Attention ATTENTION = new Attention(6, 8, 8, 2, 10, 4);

  @Test
  void shouldComputeWithTheWeightsOfAModelWhatTheModelComputes() throws IOException {
    try (NDManager manager = NDManager.newBaseManager()) {
      Weights weights = new Weights(manager, 4);
      NDArray x = noise(manager, 6);
      float[] expected = net(new ArrayOps(weights, 0), x).toFloatArray();
      Map<String, float[]> read = ModelWeights.read(model(weights));
      // Of another seed, so that only what was read can make them alike.
      float[] again = net(new ArrayOps(new Weights(manager, 5, read), 0), x).toFloatArray();
      assertThat(again).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat(again[i]).as("value %d", i).isCloseTo(expected[i], within(1e-5f));
      }
    }
  }

  @Test
  void shouldBeginAnewWhatHasAnotherSize() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, float[]> known = Map.of("a.w", new float[6], "a.b", new float[] {7, 8});
      Weights weights = new Weights(manager, 1, known);
      assertThat(weights.matrix("a.w", 4, 2).abs().sum().getFloat()).isPositive();
      assertThat(weights.vector("a.b", 2, 0).toFloatArray()).containsExactly(7, 8);
    }
  }

  private static <T> T net(Ops<T> o, T x) {
    T seen = o.relu(o.linear(x, "seen", 6, 8));
    T y = o.attend(x, seen, "look", ATTENTION);
    return o.layerNorm(o.conv(y, "last", 8, 5, 3, 1, 1), "norm", 5);
  }

  private static byte[] model(Weights weights) {
    OnnxGraph graph = new OnnxGraph();
    StepOps o = new StepOps(graph, weights);
    o.output("motion", net(o, o.input("x", 6)));
    return graph.toBytes(Map.of());
  }

  private static NDArray noise(NDManager manager, int channels) {
    SplittableRandom random = new SplittableRandom(9);
    float[] x = new float[FRAMES * channels];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return manager.create(x, new Shape(1, FRAMES, channels));
  }
}
