package io.visavis.training.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.inference.model.ModelCard;
import io.visavis.inference.model.MotionModel;
import java.nio.FloatBuffer;
import java.util.HashMap;
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
        float[] stepped = step(model, mel);
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
      NET.heads(new ArrayOps(weights, 0), manager.zeros(new Shape(1, 4, 40)));
      float[] prior = new float[40];
      java.util.Arrays.fill(prior, -4.5f);
      FeatureSpec features = FeatureSpec.standard().withPrior(prior, 2.5);

      try (MotionModel model =
          MotionModel.open(StepModel.write(NET, weights, features, "a test"), "test")) {
        ModelCard card = model.card();
        assertThat(card.kind()).isEqualTo(ModelCard.Kind.STEP);
        assertThat(card.lookaheadSamples()).isEqualTo(960);
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

  private static float[] step(MotionModel model, float[] mel) throws OrtException {
    OrtEnvironment env = OrtEnvironment.getEnvironment();
    ModelCard card = model.card();
    Map<String, float[]> states = new HashMap<>();
    card.states().forEach(s -> states.put(s.in(), new float[BATCH * s.size()]));
    float[] out = new float[BATCH * FRAMES * 55];
    for (int n = 0; n < FRAMES; n++) {
      Map<String, OnnxTensor> in = new HashMap<>();
      float[] now = new float[BATCH * 160];
      for (int b = 0; b < BATCH; b++) {
        System.arraycopy(mel, (b * 4 * FRAMES + 4 * n) * 40, now, b * 160, 160);
      }
      in.put("mel", OnnxTensor.createTensor(env, FloatBuffer.wrap(now), new long[] {BATCH, 4, 40}));
      for (ModelCard.State s : card.states()) {
        long[] shape = {BATCH, s.shape().get(0), s.shape().get(1)};
        float[] values = java.util.Objects.requireNonNull(states.get(s.in()));
        in.put(s.in(), OnnxTensor.createTensor(env, FloatBuffer.wrap(values), shape));
      }
      try (OrtSession.Result result = model.session().run(in)) {
        FloatBuffer motion = ((OnnxTensor) result.get("motion").orElseThrow()).getFloatBuffer();
        for (int b = 0; b < BATCH; b++) {
          motion.get(b * 55, out, (b * FRAMES + n) * 55, 55);
        }
        for (ModelCard.State s : card.states()) {
          float[] values = java.util.Objects.requireNonNull(states.get(s.in()));
          ((OnnxTensor) result.get(s.out()).orElseThrow()).getFloatBuffer().get(values);
        }
      }
      in.values().forEach(OnnxTensor::close);
    }
    return out;
  }
}
