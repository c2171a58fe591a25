package io.visavis.training.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.OrtException;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.inference.model.MotionModel;
import io.visavis.inference.model.Role;
import io.visavis.training.net.dual.DualNet;
import io.visavis.training.net.dual.Latent;
import io.visavis.training.net.dual.Perception;
import io.visavis.training.net.dual.Senses;
import io.visavis.training.net.dual.Variant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DualModelTest {
  private static final int BATCH = 2;

  /** Longer than attention looks back. */
  private static final int FRAMES = 70;

  private static final List<String> PEOPLE = List.of("ann", "bob");
  private static final DualNet NET =
      new DualNet(new MotionNet(40, 128, 1), MotionSpace.ARKIT, PEOPLE.size(), Variant.FULL);

  private static final Map<String, Integer> SIZES =
      Map.of(
          "self_logmel", 160,
          "partner_pcm", Perception.SAMPLES,
          "partner_logmel", 160,
          "partner_motion", 55,
          "partner_mask", 55,
          "relation", 3,
          "emotion", 8,
          "identity", PEOPLE.size(),
          "noise", Latent.NOISE);

  @Test
  void shouldGiveStepByStepWhatTheWholeClipGives() throws OrtException {
    try (NDManager manager = NDManager.newBaseManager()) {
      Weights lips = new Weights(manager, 5);
      Weights weights = new Weights(manager, 6);
      Map<String, float[]> inputs = inputs();
      float[] expected = whole(manager, lips, weights, inputs);
      byte[] onnx = DualModel.write(NET, lips, weights, FeatureSpec.standard(), PEOPLE, "noise");
      try (MotionModel model = MotionModel.open(onnx, "test")) {
        float[] stepped = Steps.run(model, inputs, BATCH, FRAMES);
        for (int i = 0; i < expected.length; i++) {
          assertThat(stepped[i]).as("value %d", i).isCloseTo(expected[i], within(2e-4f));
        }
        assertThat(model.card().input(Role.IDENTITY).orElseThrow().names()).isEqualTo(PEOPLE);
      }
    }
  }

  private static Map<String, float[]> inputs() {
    SplittableRandom random = new SplittableRandom(3);
    Map<String, float[]> inputs = new HashMap<>();
    SIZES.forEach(
        (name, size) -> {
          float[] x = new float[BATCH * FRAMES * size];
          for (int i = 0; i < x.length; i++) {
            double value =
                name.equals("partner_mask")
                    ? (random.nextInt(4) > 0 ? 1 : 0)
                    : random.nextGaussian();
            x[i] = (float) value;
          }
          inputs.put(name, x);
        });
    return inputs;
  }

  private static float[] whole(
      NDManager manager, Weights lips, Weights weights, Map<String, float[]> inputs) {
    Map<String, NDArray> in = new HashMap<>();
    inputs.forEach(
        (name, values) -> {
          int rows = name.endsWith("logmel") ? 4 * FRAMES : FRAMES;
          in.put(
              name, manager.create(values, new Shape(BATCH, rows, values.length / BATCH / rows)));
        });
    ArrayOps o = new ArrayOps(weights, 0);
    Senses<NDArray> senses =
        new Perception(NET.voice(), NET.space())
            .of(
                new ArrayOps(lips, 0),
                get(in, "self_logmel"),
                get(in, "partner_logmel"),
                get(in, "partner_pcm"),
                get(in, "partner_motion"),
                get(in, "partner_mask"));
    DualNet.Told<NDArray> told =
        new DualNet.Told<>(get(in, "relation"), get(in, "emotion"), get(in, "identity"));
    DualNet.Understood<NDArray> understood = NET.understand(o, senses, told);
    NDArray latent = Latent.of(o, get(in, "noise"));
    return NET.face(o, understood, Latent.calm(o, latent), NET.lead(o, senses, told))
        .toFloatArray();
  }

  private static NDArray get(Map<String, NDArray> in, String name) {
    return Objects.requireNonNull(in.get(name));
  }
}
