package io.visavis.inference.corrective.distil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
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
import io.visavis.inference.Emotion;
import io.visavis.inference.Relation;
import io.visavis.inference.corrective.CoefficientBatch;
import io.visavis.inference.corrective.CoefficientModel;
import io.visavis.inference.corrective.CoefficientStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MergedNetworkTest {
  private static final Avatar MIRA = BuiltInHeads.build("mira");

  @Test
  void shouldGiveWhatBothGive() throws Exception {
    Correctives own = MIRA.correctives();
    CoefficientNetwork its = Objects.requireNonNull(own.network());
    CoefficientNetwork more = moods(2, "motion", "emotion");
    CoefficientNetwork both = MergedNetwork.of(its, own.size(), more, 2);
    assertThat(both.inputs().stream().map(Input::role).distinct())
        .as("what both hear is heard once")
        .hasSameSizeAs(both.inputs());
    float[] alone = coefficients(MIRA, its, own.size());
    float[] merged = coefficients(MIRA, both, own.size() + 2);
    for (int k = 0; k < alone.length; k++) {
      assertThat(merged[k]).isCloseTo(alone[k], within(1e-6f));
    }
    assertThat(merged).endsWith(coefficients(MIRA, more, 2));
    // And a third beside the two.
    CoefficientNetwork three = MergedNetwork.of(both, own.size() + 2, more, 2);
    assertThat(coefficients(MIRA, three, own.size() + 4))
        .startsWith(merged)
        .endsWith(coefficients(MIRA, more, 2));
    assertThat(ModelProto.parseFrom(three.onnx()).getMetadataPropsList())
        .anyMatch(p -> p.getKey().equals("from") && p.getValue().equals("test; test"));
  }

  @Test
  void shouldGiveNothingForCoefficientsWithoutANetwork() {
    CoefficientNetwork more = moods(2, "x", "e");
    float[] merged = coefficients(MIRA, MergedNetwork.of(null, 3, more, 2), 5);
    assertThat(merged).startsWith(0, 0, 0).endsWith(coefficients(MIRA, more, 2));
    assertThat(merged[4]).isNotZero();
  }

  @Test
  void shouldHearAVoiceAsFarBackAsEitherDoes() {
    CoefficientNetwork late = loudness(1);
    CoefficientNetwork long100 = loudness(100);
    float[] merged = coefficients(MIRA, MergedNetwork.of(late, 1, long100, 1), 2);
    assertThat(merged)
        .containsExactly(coefficients(MIRA, late, 1)[0], coefficients(MIRA, long100, 1)[0]);
    // The tone stopped before the newest row, and filled most of the others.
    assertThat(merged[1]).isGreaterThan(merged[0] + 1);
  }

  /** The mean of what it hears. */
  private static CoefficientNetwork loudness(int rows) {
    OnnxGraph graph = new OnnxGraph();
    int n = CoefficientNetwork.BANDS * rows;
    float[] w = new float[n];
    java.util.Arrays.fill(w, 1f / n);
    graph.input("voice", n);
    graph.named("MatMul", "gamma", "voice", graph.floats("w", w, n, 1));
    graph.output("gamma", 1);
    return new CoefficientNetwork(
        graph.toBytes(Map.of()), List.of(Input.voice("voice", rows)), "gamma");
  }

  /** A network that gives two numbers of the motion and the mood. */
  private static CoefficientNetwork moods(int k, String motion, String emotion) {
    OnnxGraph graph = new OnnxGraph();
    graph.input(motion, 55);
    graph.input(emotion, 8);
    float[] w = new float[63 * k];
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) Math.sin(i);
    }
    graph.named("MatMul", "gamma", graph.concat(1, motion, emotion), graph.floats("w", w, 63, k));
    graph.output("gamma", k);
    return new CoefficientNetwork(
        graph.toBytes(Map.of("from", "test")),
        List.of(Input.of(Role.MOTION, motion), Input.of(Role.EMOTION, emotion)),
        "gamma");
  }

  private static float[] coefficients(Avatar avatar, CoefficientNetwork network, int size) {
    List<String> names = IntStream.range(0, size).mapToObj(k -> "k" + k).toList();
    float[] values = new float[3 * avatar.gaussians().size()];
    List<CorrectiveBasis> bases =
        List.of(new CorrectiveBasis(CorrectiveTarget.COLOUR, false, 0, values));
    Avatar shown = avatar.with(avatar.gaussians(), new Correctives(names, bases, network));
    try (CoefficientModel model = CoefficientModel.open(shown);
        CoefficientBatch batch = new CoefficientBatch(model, 1)) {
      CoefficientStream stream = new CoefficientStream(model, MotionSpace.ARKIT, 0);
      float[] motion = new float[55];
      java.util.Arrays.fill(motion, 0.3f);
      stream.hear(tone(), 0, 48_000);
      stream.take(25, motion, Emotion.of(Map.of("angry", 2f)).intensities(), standing());
      List<CoefficientStream> streams = new ArrayList<>(List.of(stream));
      batch.run(streams);
      return stream.coefficients().clone();
    }
  }

  /** A second, 0.9 of it noise. */
  private static float[] tone() {
    float[] out = new float[48_000];
    java.util.Random random = new java.util.Random(1);
    for (int i = 0; i < 43_000; i++) {
      out[i] = (float) (0.1 * random.nextGaussian());
    }
    return out;
  }

  private static float[] standing() {
    float[] out = new float[Relation.SIZE];
    Relation.DEFAULT.write(out);
    return out;
  }
}
