package io.visavis.inference.model;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.visavis.avatar.onnx.OnnxGraph;
import java.util.List;

/** The loops that the rules of graphs allow, one in the other, whose end nobody lives to see. */
public final class EndlessLoops {
  private EndlessLoops() {}

  /**
   * Leaves values as they are, and does not come back where a condition holds.
   *
   * @param condition one boolean
   * @return the name of the values
   */
  public static String where(OnnxGraph graph, String condition, String values) {
    AttributeProto then = branch("then_branch", loops(values, 3).setName("endless"));
    GraphProto.Builder same =
        GraphProto.newBuilder()
            .setName("same")
            .addNode(node("Identity", "as it was", values))
            .addOutput(anything("as it was"));
    return graph.opAttributes("If", List.of(then, branch("else_branch", same)), condition);
  }

  /** Loops of 4,096 turns within loops, each of which leaves its values positive. */
  private static GraphProto.Builder loops(String values, int depth) {
    String at = "d" + depth;
    if (depth == 0) {
      return GraphProto.newBuilder()
          .addNode(node("Abs", at + "out", values))
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
            node("Loop", at + "out", at + "n", at + "true", values)
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
