package io.visavis.training.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.OrtException;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.inference.model.ModelCard;
import io.visavis.inference.model.MotionModel;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StepModelTest {
  private static final MotionNet NET = new MotionNet(40, 24, 6);
  private static final int BATCH = 2;
  private static final int FRAMES = 60;

  @Test
  void shouldGiveStepByStepWhatTheWholeClipGives() throws OrtException {
    try (NDManager manager = NDManager.newBaseManager()) {
      SplittableRandom random = new SplittableRandom(3);
      float[] mel = new float[BATCH * 4 * FRAMES * 40];
      for (int i = 0; i < mel.length; i++) {
        mel[i] = (float) random.nextGaussian();
      }
      Weights weights = new Weights(manager, 5);
      NDArray whole =
          NET.motion(
              new ArrayOps(weights, 0), manager.create(mel, new Shape(BATCH, 4 * FRAMES, 40)));
      float[] expected = whole.toFloatArray();
      byte[] onnx = StepModel.write(NET, weights, FeatureSpec.standard(), "noise");

      try (MotionModel model = MotionModel.open(onnx, "test")) {
        float[] stepped = Steps.run(model, Map.of("mel", mel), BATCH, FRAMES);
        for (int i = 0; i < expected.length; i++) {
          assertThat(stepped[i]).isCloseTo(expected[i], within(1e-4f));
        }
      }
    }
  }

  @Test
  void shouldKeepItsCardThroughTheFile() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Weights weights = new Weights(manager, 5);
      NET.motion(new ArrayOps(weights, 0), manager.zeros(new Shape(1, 4, 40)));
      float[] prior = new float[40];
      java.util.Arrays.fill(prior, -4.5f);
      FeatureSpec features = FeatureSpec.standard().withPrior(prior, 2.5);

      try (MotionModel model =
          MotionModel.open(StepModel.write(NET, weights, features, "a test"), "test")) {
        ModelCard card = model.card();
        assertThat(card.kind()).isEqualTo(ModelCard.Kind.STEP);
        assertThat(card.lookaheadSamples()).isEqualTo(880);
        assertThat(card.does()).containsExactly(ModelCard.Behaviour.HEAD);
        assertThat(card.trainedOn()).isEqualTo("a test");
        FeatureSpec read = java.util.Objects.requireNonNull(card.features());
        assertThat(read.prior()).isEqualTo(prior);
        assertThat(read.scale()).isEqualTo(2.5);
      }
    }
  }

  @Test
  void shouldNotHearTheFuture() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Weights weights = new Weights(manager, 5);
      float[] mel = new float[80 * 40];
      float[] other = mel.clone();
      for (int i = 60 * 40; i < other.length; i++) {
        other[i] = 3;
      }
      float[] a = whole(manager, weights, mel);
      float[] b = whole(manager, weights, other);
      for (int i = 0; i < 15 * 55; i++) {
        assertThat(b[i]).isCloseTo(a[i], within(1e-6f));
      }
      assertThat(b[19 * 55 + 24]).isNotEqualTo(a[19 * 55 + 24]);
    }
  }

  private static float[] whole(NDManager manager, Weights weights, float[] mel) {
    return NET.motion(new ArrayOps(weights, 0), manager.create(mel, new Shape(1, 80, 40)))
        .toFloatArray();
  }
}
