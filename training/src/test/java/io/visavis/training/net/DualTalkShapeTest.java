package io.visavis.training.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.onnx.OnnxGraph;
import io.visavis.inference.MotionBatch;
import io.visavis.inference.MotionStream;
import io.visavis.inference.model.ModelCard;
import io.visavis.inference.model.MotionModel;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DualTalkShapeTest {
  private static final ModelCard.Window WINDOW = new ModelCard.Window(50, 10, 4);
  private static final int FRAMES = 75;
  private static final int SAMPLES = 48_000 * (FRAMES + WINDOW.hop() + WINDOW.fade()) / 25;

  @Test
  void shouldRunLiveOnOverlappingWindows() {
    try (MotionModel model = open(MotionSpace.ARKIT)) {
      // A run for frame n hears up to frame n + hop + fade - 1, and the resampler 2.5 ms more.
      assertThat(new MotionStream(model, 1).lookaheadSamples48k())
          .isBetween(13 * 1_920, 13 * 1_920 + 240);

      float[][] motion = motion(model, noise(1), noise(2), 1, 480);

      assertThat(motion(model, noise(1), noise(2), 1, 7_001)).isDeepEqualTo(motion);
      assertThat(motion(model, noise(3), noise(2), 1, 480)[60]).isNotEqualTo(motion[60]);
      assertThat(motion(model, noise(1), noise(3), 1, 480)[60]).isNotEqualTo(motion[60]);
      assertThat(motion(model, noise(1), noise(2), 0, 480)[60]).isNotEqualTo(motion[60]);
      for (float[] frame : motion) {
        for (float value : frame) {
          assertThat(value).isFinite();
        }
      }
    }
  }

  @Test
  void shouldMoveAFlameFaceToo() {
    try (MotionModel model = open(MotionSpace.FLAME)) {
      assertThat(motion(model, noise(1), noise(2), 1, 480)[0]).hasSize(MotionSpace.FLAME.size());
    }
  }

  @Test
  void shouldInterpolateFromFirstToLast() throws OrtException {
    OnnxGraph graph = new OnnxGraph();
    ClipGraph g = new ClipGraph(graph, 1);
    int frames = WINDOW.length();
    String motion = graph.input("motion_in", frames, MotionSpace.FLAME.size());
    String there = g.resampled(motion, frames, 2 * frames - 1);
    graph.named("Identity", "motion", g.resampled(there, 2 * frames - 1, frames));
    graph.output("motion", frames, MotionSpace.FLAME.size());

    // Twice as many frames less one, and back: every other one is an old one.
    float[] values = new float[frames * MotionSpace.FLAME.size()];
    Random random = new Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    OrtEnvironment env = OrtEnvironment.getEnvironment();
    try (OrtSession session = env.createSession(graph.toBytes(Map.of()));
        OnnxTensor in =
            OnnxTensor.createTensor(env, FloatBuffer.wrap(values), new long[] {1, frames, 56});
        OrtSession.Result result = session.run(Map.of("motion_in", in))) {
      FloatBuffer back = ((OnnxTensor) result.get(0)).getFloatBuffer();
      for (float value : values) {
        assertThat(back.get()).isCloseTo(value, within(1e-6f));
      }
    }
  }

  private static MotionModel open(MotionSpace space) {
    byte[] file = DualTalkShape.write(DualTalkShape.Encoder.TINY, space, WINDOW, 1);
    return MotionModel.open(file, "dualtalk-shape");
  }

  private static float[] noise(int seed) {
    Random random = new Random(seed);
    float[] x = new float[SAMPLES];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (0.1 * random.nextGaussian());
    }
    return x;
  }

  /** The model's motion; partner and self in pieces, the partner's face still. */
  private static float[][] motion(
      MotionModel model, float[] self, float[] partner, float face, int piece) {
    MotionStream stream = new MotionStream(model, 1);
    float[] seen = new float[model.card().space().size()];
    java.util.Arrays.fill(seen, face);
    float[][] out = new float[FRAMES][];
    int given = 0;
    try (MotionBatch batch = new MotionBatch(model, 1)) {
      for (int n = 0; n < FRAMES; n++) {
        stream.partnerMotion(n / 25.0, seen, null);
        while (!stream.ready()) {
          int length = Math.min(piece, SAMPLES - given);
          stream.self(self, given, length);
          stream.partner(partner, given, length);
          given += length;
        }
        batch.step(List.of(stream));
        out[n] = stream.motion().clone();
      }
      batch.release(stream);
    }
    return out;
  }
}
