package io.visavis.inference.corrective.distil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.visavis.avatar.Avatar;
import io.visavis.avatar.TestAvatars;
import io.visavis.avatar.onnx.OnnxGraph;
import io.visavis.inference.model.ModelException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of changes that are refused, and settings; nothing is left behind. */
class BadNetworkTest {
  private static final Avatar HEAD = TestAvatars.ball("ball");
  private static final int N = HEAD.gaussians().size();

  @TempDir Path folder;

  @AfterEach
  void shouldLeaveNothingBehind() {
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldRefuseWhatIsNoNetworkOrADangerousOne() {
    refused(new byte[] {1, 2, 3}, "is no ONNX model");
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
    byte[] whole = times(1);
    refused(java.util.Arrays.copyOf(whole, whole.length / 2), "The network of changes");
  }

  @Test
  void shouldRefuseOtherTensors() {
    refused(network("pose", 4, N, "change", N), "an input 'pose'; delta, blink, voice and emotion");
    refused(network("emotion", 7, N, "change", N), "'emotion' has the shape [-1, 7]; [batch, 8]");
    refused(network("blink", 2, N, "change", N), "'blink' has the shape [-1, 2]; [batch, 1]");
    refused(network("voice", 50, N, "change", N), "[batch, 40 x rows] with 1 to 100 rows");
    refused(network("voice", 4040, N, "change", N), "[batch, 40 x rows] with 1 to 100 rows");
    refused(network("emotion", 8, N, "delta", N), "It has no output 'change'");
    refused(
        changed(
            m ->
                m.getGraphBuilder()
                    .getInputBuilder(0)
                    .getTypeBuilder()
                    .getTensorTypeBuilder()
                    .getShapeBuilder()
                    .getDimBuilder(0)
                    .setDimValue(3)),
        "with a free batch is right");
  }

  @Test
  void shouldRefuseOneOfAnotherAvatar() {
    refused(
        network("emotion", 8, N + 1, "change", N + 1),
        "'change' has the shape [-1, %d, 11]; [batch, %d, 11]".formatted(N + 1, N));
    // What it declares is free, what it gives is not right.
    byte[] liar =
        changed(
            network("emotion", 8, N + 1, "change", N + 1),
            m ->
                m.getGraphBuilder()
                    .getOutputBuilder(0)
                    .getTypeBuilder()
                    .getTensorTypeBuilder()
                    .getShapeBuilder()
                    .getDimBuilder(1)
                    .clearDimValue()
                    .setDimParam("n"));
    refused(liar, "The network of changes");
  }

  @Test
  void shouldRefuseWhatIsNoChange() {
    refused(times(Float.NaN), "gave NaN as a change of the rotation of Gaussian 0");
    refused(times(Float.POSITIVE_INFINITY), "a number within +-100 is right");
    refused(times(3e7f), "a number within +-100 is right");
    refused(times(0), "changed nothing in 16 samples; is it trained?");
  }

  @Test
  void shouldRefuseSettingsThatCannotBe() {
    refused(() -> settings(0, 512), "A rank of 0 cannot be fitted; 1 to 256 is right.");
    refused(() -> settings(257, 2048), "A rank of 257 cannot be fitted; 1 to 256 is right.");
    refused(() -> settings(16, 12), "12 samples are not right for a rank of 16; 32 to 2048 are.");
    refused(() -> settings(4, 15), "16 to 2048 are.");
    refused(() -> settings(4, 2049), "16 to 2048 are.");
  }

  @Test
  void shouldRefuseAHeadWhoseFacesAreNotKnown() {
    assertThatThrownBy(
            () ->
                Distillation.run(
                    TestAvatars.flame("flame"), times(1), settings(2, 16), folder, s -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'flame' is not moved by arkit motion");
  }

  private void refused(byte[] onnx, String sentence) {
    assertThatThrownBy(() -> Distillation.run(HEAD, onnx, settings(2, 16), folder, s -> {}))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(sentence);
  }

  private static void refused(Runnable settings, String sentence) {
    assertThatThrownBy(settings::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  private static DistilSettings settings(int rank, int samples) {
    return new DistilSettings(rank, samples, 0, List.of(), new float[0]);
  }

  /** change = the emotion's neutral, or its happiness, that often. */
  private static byte[] times(float factor) {
    OnnxGraph graph = new OnnxGraph();
    graph.input("emotion", 8);
    float[] w = new float[8 * N * ChangePart.CHANNELS];
    java.util.Arrays.fill(w, 1);
    String flat = graph.op("MatMul", "emotion", graph.floats("w", w, 8, w.length / 8));
    String shaped = graph.shaped(flat, 0, N, ChangePart.CHANNELS);
    graph.named("Mul", "change", shaped, graph.scalar(factor));
    graph.output("change", N, ChangePart.CHANNELS);
    return graph.toBytes(Map.of());
  }

  private static byte[] network(String input, int size, int n, String output, int declared) {
    OnnxGraph graph = new OnnxGraph();
    graph.input(input, size);
    float[] w = new float[size * n * ChangePart.CHANNELS];
    String flat = graph.op("MatMul", input, graph.floats("w", w, size, w.length / size));
    graph.named("Identity", output, graph.shaped(flat, 0, n, ChangePart.CHANNELS));
    graph.output(output, declared, ChangePart.CHANNELS);
    return graph.toBytes(Map.of());
  }

  private static byte[] changed(Consumer<ModelProto.Builder> change) {
    return changed(times(1), change);
  }

  private static byte[] changed(byte[] onnx, Consumer<ModelProto.Builder> change) {
    try {
      ModelProto.Builder model = ModelProto.parseFrom(onnx).toBuilder();
      change.accept(model);
      return model.build().toByteArray();
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
