package io.visavis.inference.corrective.distil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import io.visavis.inference.model.OnnxRuntime;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The network that distillation is tested with is GaussianEmoTalker's, equation by equation. */
class AttentionNetworkTest {
  private static final int GAUSSIANS = 7;
  private static final int BATCH = 3;

  @Test
  void shouldGiveWhatTheEquationsGive() throws Exception {
    AttentionNetwork network = new AttentionNetwork(GAUSSIANS, 11);
    SplittableRandom random = new SplittableRandom(2);
    float[] delta = floats(random, BATCH * GAUSSIANS * 3, .01);
    float[] blink = {0, .4f, 1};
    float[] voice = floats(random, BATCH * AttentionNetwork.VOICE, 8);
    float[] emotion = new float[BATCH * 8];
    emotion[0] = 1;
    emotion[8 + 3] = 2.5f;
    emotion[16] = .25f;
    emotion[16 + 1] = .5f;
    emotion[16 + 6] = .25f;
    FloatBuffer change =
        java.nio.ByteBuffer.allocateDirect(4 * BATCH * GAUSSIANS * ChangePart.CHANNELS)
            .order(java.nio.ByteOrder.nativeOrder())
            .asFloatBuffer();
    try (ChangeNetwork opened = ChangeNetwork.open(network.onnx(), GAUSSIANS);
        OnnxTensor d = tensor(delta, BATCH, GAUSSIANS, 3);
        OnnxTensor b = tensor(blink, BATCH, 1);
        OnnxTensor v = tensor(voice, BATCH, AttentionNetwork.VOICE);
        OnnxTensor e = tensor(emotion, BATCH, 8);
        OnnxTensor out =
            OnnxTensor.createTensor(
                OnnxRuntime.environment(),
                change,
                new long[] {BATCH, GAUSSIANS, ChangePart.CHANNELS})) {
      assertThat(opened.rows()).isEqualTo(AttentionNetwork.ROWS);
      opened.run(Map.of("delta", d, "blink", b, "voice", v, "emotion", e), out, BATCH);
    }
    for (int s = 0; s < BATCH; s++) {
      for (int i = 0; i < GAUSSIANS; i++) {
        double[] expected =
            network.change(
                part(delta, 3 * (s * GAUSSIANS + i), 3),
                blink[s],
                part(voice, s * AttentionNetwork.VOICE, AttentionNetwork.VOICE),
                part(emotion, 8 * s, 8));
        for (int c = 0; c < expected.length; c++) {
          assertThat((double) change.get((s * GAUSSIANS + i) * expected.length + c))
              .isCloseTo(expected[c], within(1e-5));
        }
      }
    }
  }

  private static OnnxTensor tensor(float[] values, long... shape) throws Exception {
    return OnnxTensor.createTensor(OnnxRuntime.environment(), FloatBuffer.wrap(values), shape);
  }

  private static double[] part(float[] values, int from, int count) {
    double[] out = new double[count];
    for (int i = 0; i < count; i++) {
      out[i] = values[from + i];
    }
    return out;
  }

  private static float[] floats(SplittableRandom random, int count, double size) {
    float[] out = new float[count];
    for (int i = 0; i < count; i++) {
      out[i] = (float) random.nextDouble(-size, size);
    }
    return out;
  }
}
