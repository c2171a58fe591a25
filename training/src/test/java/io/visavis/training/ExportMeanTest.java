package io.visavis.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.inference.model.MotionModel;
import io.visavis.training.fit.Trained;
import io.visavis.training.net.DualModel;
import io.visavis.training.net.MotionNet;
import io.visavis.training.net.Weights;
import io.visavis.training.net.dual.DualNet;
import io.visavis.training.net.dual.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportMeanTest {
  @TempDir Path folder;

  private final StringWriter errors = new StringWriter();
  private Path one = Path.of("");
  private Map<String, float[]> weights = Map.of();

  @BeforeEach
  void copyTheModel() throws IOException {
    one = folder.resolve("one.onnx");
    try (InputStream in =
        Objects.requireNonNull(
            MotionModel.class.getResourceAsStream("/io/visavis/inference/visavis-base.onnx"))) {
      Files.copy(in, one);
    }
    weights = Trained.weights(one);
  }

  @Test
  void shouldExportTheMeanOfTwo() throws IOException {
    Map<String, float[]> thrice = new HashMap<>();
    weights.forEach((name, values) -> thrice.put(name, times(values, 3)));
    Path other = folder.resolve("other.onnx");
    Files.write(other, model(36, thrice));
    Path mean = folder.resolve("mean.onnx");

    assertThat(export(one + "," + other, mean)).isZero();

    float[] expected = times(weight(weights, "chance.w"), 2);
    assertThat(weight(Trained.weights(mean), "chance.w")).containsExactly(expected, within(1e-4f));
  }

  @Test
  void shouldRefuseTheMeanOfUnlikeNetworks() throws IOException {
    Path other = folder.resolve("other.onnx");
    Map<String, float[]> fewer = new HashMap<>(weights);
    fewer.put("identity.w", java.util.Arrays.copyOf(weight(weights, "identity.w"), 2 * 32));
    Files.write(other, model(2, fewer));
    Path mean = folder.resolve("mean.onnx");

    assertThat(export(one + "," + other, mean)).isEqualTo(2);

    assertThat(errors.toString()).contains("a mean is of networks that began alike");
    assertThat(mean).doesNotExist();
  }

  private int export(String checkpoints, Path out) {
    return Main.commandLine()
        .setErr(new PrintWriter(errors, true))
        .execute(
            "export",
            "--lips",
            one.toString(),
            "--checkpoint",
            checkpoints,
            "--out",
            out.toString());
  }

  private byte[] model(int people, Map<String, float[]> known) {
    try (NDManager manager = NDManager.newBaseManager()) {
      DualNet net = new DualNet(MotionNet.standard(), MotionSpace.ARKIT, people, Variant.FULL);
      return DualModel.write(
          net,
          new Weights(manager, 1, weights),
          new Weights(manager, 2, known),
          FeatureSpec.standard(),
          IntStream.range(0, people).mapToObj(k -> "person-" + k).toList(),
          "a test");
    }
  }

  private static float[] weight(Map<String, float[]> weights, String name) {
    return Objects.requireNonNull(weights.get(name));
  }

  private static float[] times(float[] values, float gain) {
    float[] out = values.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] *= gain;
    }
    return out;
  }
}
