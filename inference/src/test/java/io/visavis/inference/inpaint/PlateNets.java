package io.visavis.inference.inpaint;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.visavis.avatar.onnx.OnnxGraph;
import io.visavis.avatar.plate.PlateNetwork;
import io.visavis.avatar.plate.PlateRegion;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Networks of plates made for tests: 24 columns, 16 rows. */
final class PlateNets {
  static final int COLUMNS = 24;
  static final int ROWS = 16;

  private PlateNets() {}

  /** What an avatar says of a network that sees a picture x and makes y. */
  static PlateNetwork of(byte[] onnx) {
    return of(onnx, 0, 1);
  }

  static PlateNetwork of(byte[] onnx, float black, float white) {
    return new PlateNetwork(
        onnx,
        List.of(new PlateNetwork.Input(PlateNetwork.Role.PICTURE, "x")),
        "y",
        black,
        white,
        PlateRegion.whole(COLUMNS, ROWS));
  }

  /** y = x through a node. */
  static byte[] unary(String type) {
    return net(g -> g.named(type, "y", "x"));
  }

  /** A network of a picture x and what is made of it. */
  static byte[] net(Consumer<OnnxGraph> body) {
    OnnxGraph graph = new OnnxGraph();
    graph.input("x", 3, ROWS, COLUMNS);
    body.accept(graph);
    graph.output("y", 3, ROWS, COLUMNS);
    return graph.toBytes(Map.of());
  }

  /** The mean of each three pixels across, by a convolution of each channel. */
  static byte[] blur() {
    return net(
        g -> {
          float[] thirds = new float[9];
          java.util.Arrays.fill(thirds, 1 / 3f);
          String blurred =
              g.opAttributes(
                  "Conv",
                  List.of(
                      OnnxGraph.attribute("group", 3L),
                      OnnxGraph.attribute("pads", new long[] {0, 1, 0, 1}),
                      OnnxGraph.attribute("kernel_shape", new long[] {1, 3})),
                  "x",
                  g.floats("w", thirds, 3, 1, 1, 3));
          g.named("Identity", "y", blurred);
        });
  }

  /** y = x while the picture is dark on the whole; not a number where it is white. */
  static byte[] blinded() {
    return net(
        g -> {
          String mean = g.opAttributes("ReduceMean", List.of(), "x");
          String left = g.op("Sub", g.scalar(0.99f), mean);
          String one = g.op("Div", g.op("Sqrt", left), g.op("Sqrt", left));
          g.named("Mul", "y", "x", one);
        });
  }

  /**
   * y = x while the picture is dark on the whole; where it is white, the loops that the rules
   * allow, one in the other, that nobody lives to see the end of.
   */
  static byte[] endless() {
    return net(
        g -> {
          String mean = g.opAttributes("ReduceMean", List.of(), "x");
          String light = g.op("Greater", mean, g.scalar(0.99f));
          String white = g.op("Squeeze", light);
          AttributeProto then = branch("then_branch", loops("x", 3).setName("bright"));
          GraphProto.Builder dark =
              GraphProto.newBuilder()
                  .setName("dark")
                  .addNode(node("Identity", "same", "x"))
                  .addOutput(anything("same"));
          g.named(
              "Identity",
              "y",
              g.opAttributes("If", List.of(then, branch("else_branch", dark)), white));
        });
  }

  /** Loops of 4,096 turns within loops, each of which leaves a picture as it is. */
  private static GraphProto.Builder loops(String picture, int depth) {
    String at = "d" + depth;
    if (depth == 0) {
      return GraphProto.newBuilder()
          .addNode(node("Abs", at + "out", picture))
          .addOutput(anything(at + "out"));
    }
    GraphProto.Builder inner = loops(at + "in", depth - 1);
    String made = inner.getOutput(0).getName();
    GraphProto body =
        inner
            .setName(at)
            .clearOutput()
            .addInput(value(at + "i", TensorProto.DataType.INT64))
            .addInput(value(at + "on", TensorProto.DataType.BOOL))
            .addInput(anything(at + "in"))
            .addNode(node("Identity", at + "go", at + "on"))
            .addOutput(value(at + "go", TensorProto.DataType.BOOL))
            .addOutput(anything(made))
            .build();
    return GraphProto.newBuilder()
        .addInitializer(
            TensorProto.newBuilder()
                .setName(at + "n")
                .setDataType(TensorProto.DataType.INT64.getNumber())
                .addInt64Data(4096))
        .addInitializer(
            TensorProto.newBuilder()
                .setName(at + "true")
                .setDataType(TensorProto.DataType.BOOL.getNumber())
                .addInt32Data(1))
        .addNode(
            node("Loop", at + "out", at + "n", at + "true", picture)
                .addAttribute(branch("body", body.toBuilder())))
        .addOutput(anything(at + "out"));
  }

  private static AttributeProto branch(String name, GraphProto.Builder graph) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.GRAPH)
        .setG(graph)
        .build();
  }

  private static NodeProto.Builder node(String type, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(type)
        .setName(output + "/" + type)
        .addAllInput(List.of(inputs))
        .addOutput(output);
  }

  private static ValueInfoProto anything(String name) {
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT.getNumber())))
        .build();
  }

  private static ValueInfoProto value(String name, TensorProto.DataType type) {
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(type.getNumber())
                        .setShape(TensorShapeProto.getDefaultInstance())))
        .build();
  }
}
