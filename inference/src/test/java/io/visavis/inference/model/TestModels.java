package io.visavis.inference.model;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.inference.model.ModelCard.Input;
import io.visavis.inference.model.ModelCard.Kind;
import io.visavis.inference.model.ModelCard.State;
import io.visavis.inference.model.ModelCard.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Small real networks with cards: a recurrent step model and a window model. */
public final class TestModels {
  private static final int HIDDEN = 12;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");
  private final Random random = new Random(5);
  private int names;
  private boolean fails;

  private TestModels() {}

  /** A card of a step model that hears those roles. */
  public static ModelCard stepCard(List<Input> inputs) {
    return new ModelCard(
        Kind.STEP,
        MotionSpace.ARKIT,
        960,
        16_000,
        inputs,
        FeatureSpec.standard(),
        List.of(new State("h", "h_out", List.of(HIDDEN))),
        "motion",
        Set.of(),
        null,
        "Apache-2.0",
        "nothing; random weights");
  }

  /** An input named after its role. */
  public static Input input(Role role, Integer... shape) {
    List<String> names =
        role == Role.IDENTITY ? List.of("ann", "bob", "cid").subList(0, shape[0]) : List.of();
    return new Input(role, role.id(), List.of(shape), role.ofPartner(), names);
  }

  /** Hears the voice of self only. */
  public static ModelCard plain() {
    return stepCard(List.of(input(Role.SELF_LOGMEL, 4, 40)));
  }

  /** Hears everything there is. */
  public static ModelCard allRoles() {
    return stepCard(
        List.of(
            input(Role.SELF_LOGMEL, 4, 40),
            input(Role.SELF_PCM, 640),
            input(Role.PARTNER_LOGMEL, 6, 40),
            input(Role.PARTNER_PCM, 700),
            input(Role.PARTNER_MOTION, 2, 55),
            input(Role.PARTNER_MASK, 2, 55),
            input(Role.RELATION, 3),
            input(Role.EMOTION, 8),
            input(Role.IDENTITY, 3),
            input(Role.NOISE, 5)));
  }

  /** The log-mel of digital silence, so that silence is 0 from the first frame on. */
  private static float[] silence() {
    float[] prior = new float[40];
    java.util.Arrays.fill(prior, (float) Math.log(1e-8f));
    return prior;
  }

  /** Runs on windows of 20 frames, every 5, and fades 3. */
  public static ModelCard window() {
    return new ModelCard(
        Kind.WINDOW,
        MotionSpace.ARKIT,
        960,
        16_000,
        List.of(input(Role.SELF_LOGMEL, 80, 40)),
        FeatureSpec.standard().withPrior(silence(), 1),
        List.of(),
        "motion",
        Set.of(),
        new Window(20, 5, 3),
        "Apache-2.0",
        "nothing; random weights");
  }

  /** The network of a card, opened. */
  public static MotionModel open(ModelCard card) {
    return MotionModel.open(onnx(card), "test-model");
  }

  /** Hears emotion, and gives what is not a number while somebody is happier than 2.5. */
  public static MotionModel failsWhenHappy() {
    TestModels builder = new TestModels();
    builder.fails = true;
    ModelCard card = stepCard(List.of(input(Role.SELF_LOGMEL, 4, 40), input(Role.EMOTION, 8)));
    return MotionModel.open(
        proto(builder, card, CardWriter.write(card)).toByteArray(), "test-model");
  }

  /** The network of a card as a file. */
  public static byte[] onnx(ModelCard card) {
    return proto(card, CardWriter.write(card)).toByteArray();
  }

  /** The network of a card with other words in its metadata. */
  public static ModelProto proto(ModelCard card, @Nullable String cardJson) {
    return proto(new TestModels(), card, cardJson);
  }

  private static ModelProto proto(TestModels builder, ModelCard card, @Nullable String cardJson) {
    if (card.window() == null) {
      builder.step(card);
    } else {
      builder.window(card, card.window());
    }
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17))
            .setGraph(builder.graph);
    if (cardJson != null) {
      model.addMetadataProps(
          StringStringEntryProto.newBuilder().setKey(ModelCard.METADATA_KEY).setValue(cardJson));
    }
    return model.build();
  }

  /** h' = tanh(W [inputs] + U h); motion = sigmoid(V h' - 1). */
  private void step(ModelCard card) {
    List<String> flat = new ArrayList<>();
    int width = 0;
    for (Input input : card.inputs()) {
      graph.addInput(tensor(input.tensor(), input.shape()));
      flat.add(op("Reshape", input.tensor(), ints(0, -1)));
      width += input.size();
    }
    graph.addInput(tensor("h", List.of(HIDDEN)));
    String x = node("Concat", "x", flat, List.of(axis(1)));
    String sum =
        op(
            "Add",
            op("MatMul", x, weights(0.4 / Math.sqrt(width), width, HIDDEN)),
            op("MatMul", "h", weights(0.25, HIDDEN, HIDDEN)));
    if (fails) {
      // The logarithm of what is below 0 is not a number, and neither is it times 0.
      String happy = op("Gather", op("Transpose", Role.EMOTION.id()), ints(1));
      String log = op("Log", op("Sub", constant(2.5f), op("Transpose", happy)));
      sum = op("Add", sum, op("Mul", log, constant(0)));
    }
    node("Tanh", "h_out", List.of(sum), List.of());
    String y = op("MatMul", "h_out", weights(0.7, HIDDEN, 55));
    node("Sigmoid", "motion", List.of(op("Add", y, weights(0.3, 55))), List.of());
    graph.addOutput(tensor("h_out", List.of(HIDDEN)));
    graph.addOutput(tensor("motion", List.of(55)));
  }

  /** motion = sigmoid(W [the features of each frame] + b[position in the window]). */
  private void window(ModelCard card, Window window) {
    Input input = card.inputs().getFirst();
    graph.addInput(tensor(input.tensor(), input.shape()));
    String x = op("Reshape", input.tensor(), ints(0, window.length(), 160));
    String y = op("MatMul", x, weights(0.02, 160, 55));
    String z = op("Add", y, weights(1, window.length(), 55));
    node("Sigmoid", "motion", List.of(z), List.of());
    graph.addOutput(tensor("motion", List.of(window.length(), 55)));
  }

  private String op(String type, String... inputs) {
    return node(type, "t" + names++, List.of(inputs), List.of());
  }

  private String node(
      String type, String output, List<String> inputs, List<AttributeProto> attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(type)
            .setName("n" + names++)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(attributes));
    return output;
  }

  private static AttributeProto axis(long value) {
    return AttributeProto.newBuilder()
        .setName("axis")
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private String weights(double scale, int... dims) {
    TensorProto.Builder t = TensorProto.newBuilder().setName("w" + names++).setDataType(1);
    int size = 1;
    for (int d : dims) {
      t.addDims(d);
      size *= d;
    }
    for (int i = 0; i < size; i++) {
      t.addFloatData((float) (scale * random.nextGaussian()));
    }
    graph.addInitializer(t);
    return t.getName();
  }

  private String constant(float value) {
    TensorProto.Builder t =
        TensorProto.newBuilder().setName("c" + names++).setDataType(1).addFloatData(value);
    graph.addInitializer(t);
    return t.getName();
  }

  private String ints(long... values) {
    TensorProto.Builder t =
        TensorProto.newBuilder().setName("i" + names++).setDataType(7).addDims(values.length);
    for (long v : values) {
      t.addInt64Data(v);
    }
    graph.addInitializer(t);
    return t.getName();
  }

  static ValueInfoProto tensor(String name, List<Integer> shape) {
    TensorShapeProto.Builder s = TensorShapeProto.newBuilder();
    s.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("B"));
    shape.forEach(d -> s.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(d)));
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(1).setShape(s)))
        .build();
  }
}
