package io.visavis.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.visavis.inference.MotionBatch;
import io.visavis.inference.MotionStream;
import io.visavis.inference.Speech;
import io.visavis.inference.model.ModelCard.Input;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MotionModelTest {
  private static final ModelCard PLAIN = TestModels.plain();

  @Test
  void shouldReadBackTheCardThatWasWritten() {
    for (ModelCard card : List.of(PLAIN, TestModels.allRoles(), TestModels.window())) {
      String json = CardWriter.write(card);
      assertThat(CardWriter.write(CardReader.read(json))).isEqualTo(json);
    }
  }

  @Test
  void shouldSayWhatARunCosts() {
    try (MotionModel model = TestModels.open(TestModels.allRoles())) {
      assertThat(model.check().micros1()).isPositive();
      assertThat(model.card().hears(Role.EMOTION)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"version\" : 1 | \"version\" : 2 | The model's card has version 2; this build reads"
            + " version 1.",
        "\"step\" | \"walk\" | The model's card says 'kind': \"walk\"; it should be \"step\" or"
            + " \"window\".",
        "\"arkit\" | \"blend\" | it should be \"arkit\" or \"flame\".",
        "\"fps\" : 25 | \"fps\" : 30 | The model's card says 'fps': 30; it should be 25.",
        "\"fps\" : 25, | `` | The model's card has no key 'fps'.",
        "\"fps\" : 25 | \"fps\" : 25, \"speed\" : 1 | The model's card has an unknown key 'speed'.",
        "\"self.logmel40\", | \"self.mel\", | Input 1 of the model's card has an unknown role"
            + " 'self.mel'.",
        "\"bands\" : 40 | \"bands\" : 80 | Key 'features' of the model's card says 'bands': 80",
        "\"init\" : \"zero\" | \"init\" : \"one\" | State 1 of the model's card says 'init':"
            + " \"one\"; it should be \"zero\".",
        "4, 40 ] | 4, 41 ] | The model's card gives the role 'self.logmel40' the shape [\"B\", 4,"
            + " 41]; [\"B\", frames, 40] would be right.",
        "\"lookahead_samples\" : 960 | \"lookahead_samples\" : 100 | half an analysis window and"
            + " the resampler alone take 240.",
        "\"does\" : [ ] | \"does\" : [ \"sing\" ] | it should be a list of blink, gaze, breath,"
            + " head.",
        "{ | {{ | The model's card is not JSON",
        "\"role\" : \"motion\" | \"role\" : \"picture\" | a list with the one role 'motion'."
      })
  void shouldSayWhichKeyOfACardIsWrong(String right, String wrong, String message) {
    String good = CardWriter.write(PLAIN);
    assertThat(good).contains(right);
    String bad = good.replaceFirst(java.util.regex.Pattern.quote(right), wrong);
    assertThatThrownBy(() -> CardReader.read(bad))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldNameTheTensorThatIsMissingOrWrong() {
    ModelCard renamed =
        TestModels.stepCard(
            List.of(new Input(Role.SELF_LOGMEL, "voice", List.of(4, 40), false, List.of())));
    refused(
        TestModels.proto(PLAIN, CardWriter.write(renamed)),
        "The model has no input tensor 'voice', which its card names; it has h, self.logmel40.");
    ModelCard wider = TestModels.stepCard(List.of(TestModels.input(Role.SELF_LOGMEL, 8, 40)));
    refused(
        TestModels.proto(PLAIN, CardWriter.write(wider)),
        "The model's input tensor 'self.logmel40' has the shape [free, 4, 40]; its card says"
            + " [\"B\", 8, 40].");
    ModelCard deaf = TestModels.stepCard(List.of());
    refused(
        TestModels.proto(PLAIN, CardWriter.write(deaf)),
        "The model has an input tensor 'self.logmel40' that its card does not name.");
  }

  @Test
  void shouldSayThatTheCardIsMissing() {
    refused(
        TestModels.proto(PLAIN, null), "has no card: the metadata key 'visavis.card' is missing");
  }

  @Test
  void shouldRefuseWhatIsNoModel() {
    assertThatThrownBy(() -> MotionModel.open(Path.of("no-such.onnx")))
        .hasMessage("There is no model file no-such.onnx.");
    assertThatThrownBy(
            () -> MotionModel.open("just text".getBytes(StandardCharsets.UTF_8), "x.onnx"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("x.onnx is not an ONNX model");
    refused(ModelProto.getDefaultInstance(), "The model has no graph in it.");
  }

  @Test
  void shouldRefuseNetworksThatDoMoreThanCompute() {
    refused(
        changed(m -> m.getGraphBuilder().addNode(NodeProto.newBuilder().setOpType("SequenceMap"))),
        "The model uses the operator 'SequenceMap', which is not among those that are run.");
    refused(
        changed(
            m ->
                m.getGraphBuilder()
                    .addNode(NodeProto.newBuilder().setOpType("Add").setDomain("com.evil"))),
        "the operator 'com.evil.Add'");
    refused(
        changed(
            m ->
                m.getGraphBuilder()
                    .getInitializerBuilder(0)
                    .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                    .addExternalData(
                        StringStringEntryProto.newBuilder()
                            .setKey("location")
                            .setValue("../../etc/passwd"))),
        "in another file; all data must be in the model's own");
    refused(
        changed(
            m ->
                m.getGraphBuilder()
                    .addNode(NodeProto.newBuilder().setOpType("Loop").addInput("h"))),
        "a loop without a constant trip count of at most 4096");
    refused(
        changed(m -> m.getGraphBuilder().getInitializerBuilder(0).setDims(0, Long.MAX_VALUE)),
        "has a size that cannot be");
    refused(
        changed(
            m -> {
              for (int i = 0; i <= 50_000; i++) {
                m.getGraphBuilder().addNode(NodeProto.newBuilder().setOpType("Neg"));
              }
            }),
        "more than 50000 nodes");
  }

  @Test
  void shouldRefuseANetworkThatGivesWhatIsNoNumber() {
    refused(rootsOfNegatives(), "The model gave a value on noise that is not a number.");
  }

  @Test
  void shouldRunOnTheCpuWhereCudaFails() {
    ModelSession session =
        ModelSession.open(
            TestModels.onnx(PLAIN),
            "test-model",
            PLAIN,
            ExecutionProvider.CUDA,
            options -> {
              throw new OrtException("no CUDA-capable device is detected");
            });
    assertThat(session.provider()).isEqualTo(ExecutionProvider.CPU);
    assertThat(TrialRun.run(session.session(), PLAIN, 2, 1)).isPositive();
    session.close();
  }

  @Test
  void shouldRunOnTheCpuWhereASessionOpensWithCudaAndCannotBeUsed() {
    AtomicInteger sessions = new AtomicInteger();
    ModelSession session =
        ModelSession.open(
            TestModels.onnx(PLAIN),
            "test-model",
            PLAIN,
            ExecutionProvider.CUDA,
            options -> {
              sessions.incrementAndGet();
              options.setSymbolicDimensionValue("B", 2); // no more batches of one
            });
    assertThat(sessions).hasValue(1);
    assertThat(session.provider()).isEqualTo(ExecutionProvider.CPU);
    session.close();
  }

  /** The session opens, and fails when a second portrayal comes: its shapes are for one. */
  @Test
  void shouldGoOnOnTheCpuWhereCudaFailsLater() throws OrtException {
    OnnxTensor forOne = OnnxTensor.createTensor(OnnxRuntime.environment(), new long[] {1, -1});
    MotionModel model =
        MotionModel.open(
            TestModels.onnx(PLAIN),
            "test-model",
            ExecutionProvider.CUDA,
            options -> options.addInitializer("i0", forOne));
    MotionModel cpu = TestModels.open(PLAIN);
    assertThat(model.provider()).isEqualTo(ExecutionProvider.CUDA);
    List<MotionStream> streams = talking(model);
    List<MotionStream> same = talking(cpu);
    try (MotionBatch batch = new MotionBatch(model, 2);
        MotionBatch other = new MotionBatch(cpu, 2)) {
      for (int frame = 0; frame < 20; frame++) {
        int count = frame < 10 ? 1 : 2;
        batch.step(streams.subList(0, count));
        other.step(same.subList(0, count));
        for (int i = 0; i < count; i++) {
          assertThat(streams.get(i).motion()).isEqualTo(same.get(i).motion());
        }
      }
    }
    assertThat(model.provider()).isEqualTo(ExecutionProvider.CPU);
    model.close();
    cpu.close();
    forOne.close();
  }

  private static List<MotionStream> talking(MotionModel model) {
    List<MotionStream> streams = List.of(new MotionStream(model, 1), new MotionStream(model, 2));
    for (MotionStream stream : streams) {
      float[] voice = Speech.of(7, 25);
      stream.self(voice, 0, voice.length);
      stream.partner(voice, 0, voice.length);
    }
    return streams;
  }

  @Test
  void shouldSayWhatIsWrongWithAModelThatFailsEverywhere() {
    byte[] onnx = rootsOfNegatives().toByteArray();
    assertThatThrownBy(
            () ->
                ModelSession.open(onnx, "test-model", PLAIN, ExecutionProvider.CUDA, options -> {}))
        .isInstanceOf(ModelException.class)
        .hasMessage("The model gave a value on noise that is not a number.");
  }

  @Test
  void shouldRefuseACommandLineThatWouldAbortTheProcess() {
    OnnxRuntime.refuse(3_000);
    assertThatThrownBy(() -> OnnxRuntime.refuse(5_000))
        .hasMessageContaining("environment variable CLASSPATH");
  }

  @FuzzTest
  void shouldNeverFailOtherwiseThanByOneSentence(byte[] bytes) {
    try {
      CardReader.read(new String(bytes, StandardCharsets.UTF_8));
    } catch (ModelException e) {
      assertThat(e.getMessage()).endsWith(".").doesNotContain("\n");
    }
  }

  private static ModelProto rootsOfNegatives() {
    return changed(
        m -> {
          var g = m.getGraphBuilder();
          g.getNodeBuilder(g.getNodeCount() - 1).setOpType("Sqrt");
        });
  }

  private static ModelProto changed(Consumer<ModelProto.Builder> change) {
    ModelProto.Builder builder = TestModels.proto(PLAIN, CardWriter.write(PLAIN)).toBuilder();
    change.accept(builder);
    return builder.build();
  }

  private static void refused(ModelProto proto, String message) {
    assertThatThrownBy(() -> MotionModel.open(proto.toByteArray(), "test-model"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(message);
  }
}
