package io.visavis.inference.corrective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.visavis.avatar.Avatar;
import io.visavis.avatar.TestAvatars;
import io.visavis.avatar.builtin.BuiltInHeads;
import io.visavis.avatar.corrective.CoefficientNetwork;
import io.visavis.avatar.corrective.CoefficientNetwork.Input;
import io.visavis.avatar.corrective.CoefficientNetwork.Role;
import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.onnx.OnnxGraph;
import io.visavis.inference.Emotion;
import io.visavis.inference.EmotionName;
import io.visavis.inference.Relation;
import io.visavis.inference.model.EndlessLoops;
import io.visavis.inference.model.ModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Networks of correctives: what is refused, and how portrayals share a run. */
class CoefficientModelTest {
  private static final int SIZE = MotionSpace.ARKIT.size();

  @Test
  void shouldRefuseWhatIsNoNetworkOrADangerousOne() {
    refused(avatar(new byte[] {1, 2, 3}), "is no ONNX model");
    refused(changed(m -> m.getGraphBuilder().clearNode()), "has no graph in it");
    refused(
        changed(
            m ->
                m.getGraphBuilder()
                    .addNode(NodeProto.newBuilder().setOpType("ReadFile").addOutput("x"))),
        "the operator 'ReadFile', which is not among those that are run");
    refused(
        changed(
            m ->
                m.getGraphBuilder()
                    .addInitializer(
                        TensorProto.newBuilder()
                            .setName("w")
                            .addDims(4)
                            .setDataLocation(TensorProto.DataLocation.EXTERNAL))),
        "in another file");
    refused(
        changed(
            m -> {
              for (int i = 0; i < 2_001; i++) {
                m.getGraphBuilder()
                    .addNode(
                        NodeProto.newBuilder()
                            .setOpType("Relu")
                            .addInput("gamma")
                            .addOutput("more" + i));
              }
            }),
        "has more than 2000 nodes");
  }

  @Test
  void shouldRefuseOneThatDoesNotFitTheAvatar() {
    refused(avatar(network(SIZE + 1, 2, List.of(Input.of(Role.MOTION, "x")))), "[batch, 55]");
    refused(avatar(network(SIZE, 3, List.of(Input.of(Role.MOTION, "x")))), "[batch, 2]");
    refused(avatar(network(SIZE, 2, List.of(Input.of(Role.MOTION, "y")))), "has no input 'y'");
    CoefficientNetwork two = network(SIZE, 2, List.of(Input.of(Role.MOTION, "x")));
    refused(
        avatar(new CoefficientNetwork(two.onnx(), two.inputs(), "delta")), "has no output 'delta'");
    refused(
        avatar(
            new CoefficientNetwork(
                two.onnx(),
                List.of(Input.of(Role.MOTION, "x"), Input.of(Role.EMOTION, "e")),
                "gamma")),
        "has no input 'e'");
  }

  @Test
  void shouldRefuseOneThatGivesWhatIsNoNumber() {
    OnnxGraph graph = new OnnxGraph();
    graph.input("x", SIZE);
    String two = graph.columns("x", 0, 2);
    String zero = graph.op("Sub", two, two);
    graph.named("Div", "gamma", zero, zero);
    graph.output("gamma", 2);
    refused(
        avatar(
            new CoefficientNetwork(
                graph.toBytes(Map.of()), List.of(Input.of(Role.MOTION, "x")), "gamma")),
        "a value on noise that is not a number");
  }

  @Test
  void shouldGiveEachOfABatchWhatItGetsAlone() {
    Avatar head = BuiltInHeads.build("mira");
    try (CoefficientModel model = CoefficientModel.open(head);
        CoefficientBatch together = new CoefficientBatch(model, 3);
        CoefficientBatch alone = new CoefficientBatch(model, 1)) {
      List<CoefficientStream> streams = new ArrayList<>();
      List<float[]> expected = new ArrayList<>();
      for (String emotion : List.of("angry=3", "fear=2", "")) {
        CoefficientStream one = stream(model, emotion, "blood,self-lower");
        alone.run(List.of(one));
        expected.add(one.coefficients().clone());
        streams.add(stream(model, emotion, "blood,self-lower"));
      }
      together.run(streams);
      for (int i = 0; i < 3; i++) {
        assertThat(streams.get(i).coefficients()).containsExactly(expected.get(i), within(1e-6f));
      }
      assertThat(expected.get(0)).isNotEqualTo(expected.get(1));
      // Fewer than before: rows of the batch before are not seen.
      together.run(streams.subList(2, 3));
      assertThat(streams.get(2).coefficients()).containsExactly(expected.get(2), within(1e-6f));
    }
  }

  @Test
  void shouldShowWhatAFaceFeelsAndBeforeWhomItStands() {
    Avatar head = BuiltInHeads.build("mira");
    try (CoefficientModel model = CoefficientModel.open(head);
        CoefficientBatch batch = new CoefficientBatch(model, 1)) {
      CoefficientStream angry = stream(model, "angry=3", "non-blood,equal");
      batch.run(List.of(angry));
      CoefficientStream calm = stream(model, "", "non-blood,equal");
      batch.run(List.of(calm));
      CoefficientStream lower = stream(model, "", "non-blood,self-lower");
      batch.run(List.of(lower));
      CoefficientStream higher = stream(model, "", "blood,self-higher");
      batch.run(List.of(higher));
      assertThat(of(head, angry, "blush")).isGreaterThan(of(head, calm, "blush") + .5f);
      assertThat(of(head, calm, "deference")).isZero();
      assertThat(of(head, lower, "deference")).isEqualTo(1);
      assertThat(of(head, higher, "pride")).isEqualTo(1);
      assertThat(of(head, higher, "family")).isEqualTo(1);
      CoefficientStream raised = new CoefficientStream(model, MotionSpace.ARKIT, 0);
      float[] motion = new float[SIZE];
      motion[ArkitChannel.BROW_INNER_UP.ordinal()] = 1;
      raised.take(0, motion, new float[7], new float[3]);
      batch.run(List.of(raised));
      assertThat(of(head, raised, "brow-lines")).isGreaterThan(.5f);
    }
  }

  @Test
  void shouldHearTheVoiceUpToTheFrameHoweverItIsCut() {
    int rows = 8;
    OnnxGraph graph = new OnnxGraph();
    graph.input("v", 40 * rows);
    // The newest row's bands 3 and 20.
    int newest = 40 * (rows - 1);
    String low = graph.columns("v", newest + 3, newest + 4);
    String high = graph.columns("v", newest + 20, newest + 21);
    graph.named("Concat", "gamma", low, high);
    byte[] onnx = withAxis(graph);
    Avatar avatar = avatar(new CoefficientNetwork(onnx, List.of(Input.voice("v", rows)), "gamma"));
    float[] voice = new float[48_000];
    for (int i = 0; i < voice.length; i++) {
      double t = i / 48_000.0;
      voice[i] = t > .4 && t < .7 ? (float) (.3 * Math.sin(2 * Math.PI * 220 * t)) : 0;
    }
    try (CoefficientModel model = CoefficientModel.open(avatar);
        CoefficientBatch batch = new CoefficientBatch(model, 1)) {
      CoefficientStream even = new CoefficientStream(model, MotionSpace.ARKIT, 0);
      CoefficientStream uneven = new CoefficientStream(model, MotionSpace.ARKIT, 0);
      CoefficientStream late = new CoefficientStream(model, MotionSpace.ARKIT, 5 * 1_920);
      int cut = 0;
      for (int n = 0; n < 24; n++) {
        even.hear(voice, n * 1_920, 1_920);
        while (cut < (n + 1) * 1_920) {
          int some = Math.min((n + 1) * 1_920 - cut, 7 + 131 * (n % 5));
          uneven.hear(voice, cut, some);
          cut += some;
        }
        if (n >= 5) {
          late.hear(voice, n * 1_920, 1_920);
        }
        for (CoefficientStream s : List.of(even, uneven, late)) {
          s.take(n, new float[SIZE], new float[7], new float[3]);
          batch.run(List.of(s));
        }
        assertThat(uneven.coefficients()).containsExactly(even.coefficients(), within(1e-4f));
        if (n > 12) {
          assertThat(late.coefficients()).containsExactly(even.coefficients(), within(1e-3f));
        }
        boolean speaks = n >= 11 && n <= 16;
        boolean silent = n <= 9 || n >= 19;
        if (speaks) {
          assertThat(even.coefficients()[0]).as("frame %d", n).isGreaterThan(4);
        } else if (silent) {
          assertThat(even.coefficients()[0]).as("frame %d", n).isLessThan(0);
        }
      }
    }
  }

  @Test
  void shouldEndOneThatWouldNeverComeBack() {
    try (CoefficientModel model = CoefficientModel.open(avatar(endless()));
        CoefficientBatch batch = new CoefficientBatch(model, 1)) {
      CoefficientStream stream = new CoefficientStream(model, MotionSpace.ARKIT, 0);
      float half = shown(batch, stream, 0.5f);
      assertThat(half).isPositive();
      assertThat(shown(batch, stream, 1)).as("ended: as it was").isEqualTo(half);
      assertThat(shown(batch, stream, 0.25f)).as("goes on").isBetween(0.1f, half);
      for (int i = 0; i < 3; i++) {
        shown(batch, stream, 1);
      }
      assertThat(shown(batch, stream, 0.5f)).as("given up after three in a row").isZero();
    }
  }

  /** The first coefficient for a motion whose channels all have a value. */
  private static float shown(CoefficientBatch batch, CoefficientStream stream, float value) {
    float[] motion = new float[SIZE];
    Arrays.fill(motion, value);
    stream.take(0, motion, new float[EmotionName.COUNT], new float[Relation.SIZE]);
    batch.run(List.of(stream));
    return stream.coefficients()[0];
  }

  /** gamma = the first two of x, and nothing ever where they are large. */
  private static byte[] endless() {
    OnnxGraph graph = new OnnxGraph();
    graph.input("x", SIZE);
    String values = graph.op("Tanh", graph.columns("x", 0, 2));
    String mean = graph.opAttributes("ReduceMean", List.of(), "x");
    String large = graph.op("Squeeze", graph.op("Greater", mean, graph.scalar(0.8f)));
    graph.named("Identity", "gamma", EndlessLoops.where(graph, large, values));
    graph.output("gamma", 2);
    return graph.toBytes(Map.of());
  }

  /** Concat has its axis from its attribute, which {@code named} does not give. */
  private static byte[] withAxis(OnnxGraph graph) {
    graph.output("gamma", 2);
    try {
      ModelProto.Builder model = ModelProto.parseFrom(graph.toBytes(Map.of())).toBuilder();
      for (NodeProto.Builder node : model.getGraphBuilder().getNodeBuilderList()) {
        if (node.getOpType().equals("Concat")) {
          node.addAttribute(OnnxGraph.attribute("axis", 1L));
        }
      }
      return model.build().toByteArray();
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static float of(Avatar head, CoefficientStream stream, String name) {
    return stream.coefficients()[head.correctives().names().indexOf(name)];
  }

  private static CoefficientStream stream(CoefficientModel model, String emotion, String relation) {
    CoefficientStream stream = new CoefficientStream(model, MotionSpace.ARKIT, 0);
    float[] standing = new float[Relation.SIZE];
    Relation.parse(relation).write(standing);
    stream.take(0, new float[SIZE], Emotion.parse(emotion).intensities(), standing);
    return stream;
  }

  private static void refused(Avatar avatar, String sentence) {
    assertThatThrownBy(() -> CoefficientModel.open(avatar).close())
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("The network of the correctives of the avatar 'parts'")
        .hasMessageContaining(sentence);
  }

  /** gamma = the first values of x. */
  private static CoefficientNetwork network(int size, int coefficients, List<Input> inputs) {
    OnnxGraph graph = new OnnxGraph();
    graph.input("x", size);
    graph.named("Tanh", "gamma", graph.columns("x", 0, coefficients));
    graph.output("gamma", coefficients);
    return new CoefficientNetwork(graph.toBytes(Map.of()), inputs, "gamma");
  }

  private static Avatar changed(Consumer<ModelProto.Builder> change) {
    try {
      ModelProto.Builder model =
          ModelProto.parseFrom(network(SIZE, 2, List.of(Input.of(Role.MOTION, "x"))).onnx())
              .toBuilder();
      change.accept(model);
      return avatar(model.build().toByteArray());
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Avatar avatar(byte[] onnx) {
    return avatar(new CoefficientNetwork(onnx, List.of(Input.of(Role.MOTION, "x")), "gamma"));
  }

  private static Avatar avatar(CoefficientNetwork network) {
    Avatar odd = TestAvatars.odd(5);
    return TestAvatars.of(
        MotionSpace.ARKIT,
        odd.mesh(),
        odd.gaussians(),
        new Correctives(
            List.of("a", "b"),
            List.of(
                new CorrectiveBasis(
                    CorrectiveTarget.COLOUR, false, 0, new float[6 * odd.gaussians().size()])),
            network));
  }
}
