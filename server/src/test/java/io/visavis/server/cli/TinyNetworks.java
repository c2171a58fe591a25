package io.visavis.server.cli;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

/** Networks that look at pictures, as small as can be. */
final class TinyNetworks {
  private TinyNetworks() {}

  /** The mean square of the difference of two pictures of that side, or of any where it is 0. */
  static byte[] distance(int side) {
    GraphProto.Builder graph = graph();
    graph.addInput(tensor("a", 1, 3, side, side)).addInput(tensor("b", 1, 3, side, side));
    graph.addNode(node("Sub", "difference", "a", "b"));
    graph.addNode(node("Mul", "square", "difference", "difference"));
    graph.addNode(node("ReduceMean", "distance", "square").addAttribute(number("keepdims", 0)));
    return model(graph.addOutput(tensor("distance")));
  }

  /** The mean red, green and blue of a picture. */
  static byte[] features() {
    GraphProto.Builder graph = graph();
    graph.addInput(tensor("picture", 1, 3, 299, 299));
    graph.addNode(node("GlobalAveragePool", "features", "picture"));
    return model(graph.addOutput(tensor("features", 1, 3, 1, 1)));
  }

  /** That network with another operator in its first node. */
  static byte[] with(byte[] network, String operator) throws java.io.IOException {
    ModelProto.Builder model = ModelProto.parseFrom(network).toBuilder();
    model.getGraphBuilder().getNodeBuilder(0).setOpType(operator);
    return model.build().toByteArray();
  }

  private static GraphProto.Builder graph() {
    return GraphProto.newBuilder().setName("test");
  }

  private static NodeProto.Builder node(String type, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(type)
        .setName(output)
        .addAllInput(java.util.List.of(inputs))
        .addOutput(output);
  }

  private static AttributeProto number(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private static byte[] model(GraphProto.Builder graph) {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private static ValueInfoProto tensor(String name, int... sides) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (int i = 0; i < sides.length; i++) {
      TensorShapeProto.Dimension.Builder side = TensorShapeProto.Dimension.newBuilder();
      shape.addDim(sides[i] > 0 ? side.setDimValue(sides[i]) : side.setDimParam("side" + i));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(1).setShape(shape)))
        .build();
  }
}
