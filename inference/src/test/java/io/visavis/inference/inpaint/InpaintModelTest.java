package io.visavis.inference.inpaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.visavis.avatar.Avatar;
import io.visavis.avatar.TestAvatars;
import io.visavis.avatar.onnx.OnnxGraph;
import io.visavis.avatar.plate.Plate;
import io.visavis.avatar.plate.PlateNetwork;
import io.visavis.avatar.plate.PlateNetwork.Input;
import io.visavis.avatar.plate.PlateNetwork.Role;
import io.visavis.avatar.plate.PlateRegion;
import io.visavis.avatar.plate.TestPictures;
import io.visavis.inference.inpaint.InpaintModel.Pace;
import io.visavis.inference.model.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Networks of plates: what they make, what is refused, and what becomes of those that fail. */
class InpaintModelTest {
  private static final int PIXELS = PlateNets.COLUMNS * PlateNets.ROWS;

  @Test
  void shouldGiveBackAPictureToTheLastBit() {
    float[] picture = noise(1);
    float[] made = new float[3 * PIXELS];
    try (InpaintModel model = open(PlateNets.of(PlateNets.unary("Identity")))) {
      assertThat(model.inpaint(picture, new float[PIXELS], made)).isTrue();
      assertThat(made).isEqualTo(picture);
      assertThat(model.micros()).isPositive();
    }
    try (InpaintModel model = open(PlateNets.of(PlateNets.unary("Identity"), -1, 1))) {
      assertThat(model.inpaint(picture, new float[PIXELS], made)).isTrue();
      assertThat(made).containsExactly(picture, within(1e-6f));
    }
  }

  @Test
  void shouldTakeAndGivePicturesInTheRangeOfTheNetwork() {
    float[] made = new float[3 * PIXELS];
    // Negating is inverting where black is -1 and white is 1.
    try (InpaintModel model = open(PlateNets.of(PlateNets.unary("Neg"), -1, 1))) {
      float[] picture = noise(2);
      assertThat(model.inpaint(picture, new float[PIXELS], made)).isTrue();
      for (int i = 0; i < made.length; i++) {
        assertThat(made[i]).isCloseTo(1 - picture[i], within(1e-6f));
      }
    }
  }

  @Test
  void shouldBlurAcross() {
    float[] picture = noise(3);
    float[] made = new float[3 * PIXELS];
    try (InpaintModel model = open(PlateNets.of(PlateNets.blur()))) {
      assertThat(model.inpaint(picture, new float[PIXELS], made)).isTrue();
    }
    for (int i = 0; i < made.length; i++) {
      int column = i % PlateNets.COLUMNS;
      float left = column > 0 ? picture[i - 1] : 0;
      float right = column < PlateNets.COLUMNS - 1 ? picture[i + 1] : 0;
      assertThat(made[i]).isCloseTo((left + picture[i] + right) / 3, within(1e-5f));
    }
  }

  @Test
  void shouldShowTheMaskToANetworkThatSeesIt() {
    OnnxGraph graph = new OnnxGraph();
    graph.input("m", 1, PlateNets.ROWS, PlateNets.COLUMNS);
    graph.input("x", 3, PlateNets.ROWS, PlateNets.COLUMNS);
    graph.named("Mul", "y", "x", "m");
    graph.output("y", 3, PlateNets.ROWS, PlateNets.COLUMNS);
    PlateNetwork described =
        PlateTensors.describe(graph.toBytes(Map.of()), PlateRegion.whole(0, 0), false, 0, 1);
    assertThat(described.inputs())
        .containsExactlyInAnyOrder(new Input(Role.PICTURE, "x"), new Input(Role.MASK, "m"));
    assertThat(described.region()).isEqualTo(PlateRegion.whole(PlateNets.COLUMNS, PlateNets.ROWS));
    float[] picture = noise(4);
    float[] mask = Arrays.copyOf(noise(5), PIXELS);
    float[] made = new float[3 * PIXELS];
    try (InpaintModel model = open(described)) {
      assertThat(model.inpaint(picture, mask, made)).isTrue();
    }
    for (int i = 0; i < made.length; i++) {
      assertThat(made[i]).isCloseTo(picture[i] * mask[i % PIXELS], within(1e-6f));
    }
  }

  @Test
  void shouldGiveAnySizeToANetworkThatTakesAny() {
    OnnxGraph graph = new OnnxGraph();
    graph.input("x", 3, PlateNets.ROWS, PlateNets.COLUMNS);
    graph.named("Relu", "y", "x");
    graph.output("y", 3, PlateNets.ROWS, PlateNets.COLUMNS);
    byte[] free =
        changed(
            graph.toBytes(Map.of()),
            m -> {
              free(m.getGraphBuilder().getInputBuilder(0).getTypeBuilder());
              free(m.getGraphBuilder().getOutputBuilder(0).getTypeBuilder());
            });
    PlateRegion low = new PlateRegion(0, 0.5f, 1, 0.25f, 0, 0);
    PlateRegion taken = PlateTensors.describe(free, low, false, 0, 1).region();
    assertThat(taken.columns()).isEqualTo(4 * taken.rows());
    PlateRegion asked = new PlateRegion(0, 0.5f, 1, 0.25f, 100, 40);
    try (InpaintModel model = open(PlateTensors.describe(free, asked, true, 0, 1))) {
      float[] made = new float[3 * 100 * 40];
      float[] picture = new float[made.length];
      Arrays.fill(picture, 0.25f);
      assertThat(model.inpaint(picture, new float[100 * 40], made)).isTrue();
      assertThat(made).isEqualTo(picture);
    }
  }

  @Test
  void shouldRefuseWhatIsNoNetworkOrADangerousOne() {
    refused(PlateNets.of(new byte[] {1, 2, 3}), "is no ONNX model");
    byte[] good = PlateNets.unary("Identity");
    refused(PlateNets.of(Arrays.copyOf(good, good.length / 2)), "The network of the plate");
    refused(
        PlateNets.of(
            changed(
                good,
                m ->
                    m.getGraphBuilder()
                        .addNode(NodeProto.newBuilder().setOpType("ReadFile").addOutput("z")))),
        "the operator 'ReadFile', which is not among those that are run");
    refused(
        PlateNets.of(
            changed(
                good,
                m ->
                    m.getGraphBuilder()
                        .addNode(NodeProto.newBuilder().setOpType("Loop").addInput("x")))),
        "a loop without a constant trip count");
    refused(
        PlateNets.of(
            changed(
                good,
                m ->
                    m.getGraphBuilder()
                        .addInitializer(
                            TensorProto.newBuilder()
                                .setName("w")
                                .addDims(4)
                                .setDataLocation(TensorProto.DataLocation.EXTERNAL)))),
        "in another file");
  }

  @Test
  void shouldRefuseOtherTensors() {
    PlateNetwork good = PlateNets.of(PlateNets.unary("Identity"));
    PlateRegion other = PlateRegion.whole(PlateNets.COLUMNS, PlateNets.ROWS + 1);
    refused(
        new PlateNetwork(good.onnx(), good.inputs(), "y", 0, 1, other),
        "Its input 'x' has the shape [-1, 3, 16, 24]; float [1, 3, 17, 24] is right");
    refused(
        new PlateNetwork(good.onnx(), good.inputs(), "z", 0, 1, good.region()),
        "has no output 'z'");
    List<Input> mask = List.of(new Input(Role.PICTURE, "x"), new Input(Role.MASK, "m"));
    refused(new PlateNetwork(good.onnx(), mask, "y", 0, 1, good.region()), "has no input 'm'");
    List<Input> wrong = List.of(new Input(Role.MASK, "x"));
    refused(new PlateNetwork(good.onnx(), wrong, "y", 0, 1, good.region()), "[1, 1, 16, 24]");
    // What it declares is free, what it gives is too small.
    byte[] liar =
        changed(
            PlateNets.net(
                g -> g.named("Identity", "y", g.opAttributes("ReduceMean", List.of(), "x"))),
            m -> free(m.getGraphBuilder().getOutputBuilder(0).getTypeBuilder()));
    refused(PlateNets.of(liar), "The network of the plate");
  }

  @Test
  void shouldSayWhatMakesNoPictureOfAPicture() {
    OnnxGraph graph = new OnnxGraph();
    graph.input("x", 4, 16, 16);
    graph.named("Relu", "y", "x");
    graph.output("y", 4, 16, 16);
    byte[] four = graph.toBytes(Map.of());
    assertThatThrownBy(() -> PlateTensors.describe(four, PlateRegion.whole(0, 0), false, 0, 1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("'x' has the shape [-1, 4, 16, 16]; float [1, 3, rows, columns]");
    OnnxGraph blind = new OnnxGraph();
    blind.input("m", 1, 16, 16);
    blind.named("Relu", "y", "m");
    blind.output("y", 1, 16, 16);
    assertThatThrownBy(
            () ->
                PlateTensors.describe(
                    blind.toBytes(Map.of()), PlateRegion.whole(0, 0), false, 0, 1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("It has 1 inputs; a picture of 3 channels");
  }

  @Test
  void shouldRefuseOneThatGivesWhatIsNoNumber() {
    byte[] nan =
        PlateNets.net(
            g -> {
              String zero = g.op("Sub", "x", "x");
              g.named("Div", "y", zero, zero);
            });
    refused(PlateNets.of(nan), "a value on noise that is not a number");
  }

  @Test
  void shouldRefuseOneThatIsTooSlow() {
    PlateRegion large = PlateRegion.whole(256, 256);
    OnnxGraph graph = new OnnxGraph();
    graph.input("x", 3, 256, 256);
    String wide = graph.op("Conv", "x", graph.floats("w", new float[32 * 3], 32, 3, 1, 1));
    for (int i = 0; i < 4; i++) {
      String w = graph.floats("w" + i, new float[32 * 32 * 25], 32, 32, 5, 5);
      wide =
          graph.opAttributes(
              "Conv", List.of(OnnxGraph.attribute("pads", new long[] {2, 2, 2, 2})), wide, w);
    }
    graph.named("Conv", "y", wide, graph.floats("v", new float[3 * 32], 3, 32, 1, 1));
    graph.output("y", 3, 256, 256);
    refused(
        new PlateNetwork(
            graph.toBytes(Map.of()), List.of(new Input(Role.PICTURE, "x")), "y", 0, 1, large),
        "ms a picture on this machine; at most 10 ms are right");
  }

  @Test
  void shouldNotRunOneAgainThatGaveWhatIsNoNumber() {
    float[] made = new float[3 * PIXELS];
    try (InpaintModel model = open(PlateNets.of(PlateNets.blinded()))) {
      assertThat(model.inpaint(noise(1), new float[PIXELS], made)).isTrue();
      assertThat(model.works()).isTrue();
      assertThat(model.inpaint(white(), new float[PIXELS], made)).isFalse();
      assertThat(model.works()).isFalse();
      assertThat(model.inpaint(noise(1), new float[PIXELS], made)).isFalse();
    }
  }

  @Test
  void shouldEndOneThatWouldNeverComeBack() {
    float[] made = new float[3 * PIXELS];
    try (InpaintModel model = open(PlateNets.of(PlateNets.endless()))) {
      assertThat(model.inpaint(white(), new float[PIXELS], made)).as("ended").isFalse();
      assertThat(model.works()).as("once is not enough to give it up").isTrue();
      assertThat(model.inpaint(noise(1), new float[PIXELS], made)).as("goes on").isTrue();
      for (int i = 0; i < 3; i++) {
        assertThat(model.inpaint(white(), new float[PIXELS], made)).isFalse();
      }
      assertThat(model.works()).as("three times").isFalse();
    }
  }

  @Test
  void shouldBeNothingForAnAvatarWithoutOne() {
    assertThat(InpaintModel.open(TestAvatars.ball("ball"), Pace.LIVE)).isNull();
  }

  private static InpaintModel open(PlateNetwork network) {
    return Objects.requireNonNull(InpaintModel.open(avatar(network), Pace.LIVE));
  }

  private static void refused(PlateNetwork network, String sentence) {
    assertThatThrownBy(() -> InpaintModel.open(avatar(network), Pace.LIVE))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("The network of the plate of the avatar 'ball' ")
        .hasMessageContaining(sentence);
  }

  private static Avatar avatar(PlateNetwork network) {
    try {
      Plate plate = Plate.of(TestPictures.png(64, 64), 0.5f, 0.75f);
      return TestAvatars.ball("ball").before(plate.with(network));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static float[] noise(long seed) {
    Random random = new Random(seed);
    float[] out = new float[3 * PIXELS];
    for (int i = 0; i < out.length; i++) {
      out[i] = random.nextFloat();
    }
    return out;
  }

  private static float[] white() {
    float[] out = new float[3 * PIXELS];
    Arrays.fill(out, 1);
    return out;
  }

  private static void free(ai.onnx.proto.OnnxMl.TypeProto.Builder type) {
    for (int side = 2; side < 4; side++) {
      type.getTensorTypeBuilder().getShapeBuilder().getDimBuilder(side).setDimParam("s" + side);
    }
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
