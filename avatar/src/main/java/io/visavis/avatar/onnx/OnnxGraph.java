package io.visavis.avatar.onnx;

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
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * Writes an ONNX graph node by node. All values are floats, and the first side of every input and
 * output is the batch. Single thread.
 */
public final class OnnxGraph {
  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;
  private static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();
  private static final int HALF = TensorProto.DataType.FLOAT16.getNumber();
  private static final int INT64 = TensorProto.DataType.INT64.getNumber();
  private static final String BATCH = "B";

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("visavis");
  private int names;

  /** An input of a batch of such tensors; returns its name. */
  public String input(String name, int... shape) {
    graph.addInput(value(name, shape));
    return name;
  }

  /** Declares an output. */
  public void output(String name, int... shape) {
    graph.addOutput(value(name, shape));
  }

  /** A constant of floats. */
  public String floats(String name, float[] values, long... dims) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    TensorProto.Builder t =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(FLOAT)
            .setRawData(ByteString.copyFrom(raw.rewind()));
    for (long d : dims) {
      t.addDims(d);
    }
    graph.addInitializer(t);
    return name;
  }

  /** A constant of floats that is kept in half the space. */
  public String halves(float[] values, long... dims) {
    ByteBuffer raw = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      raw.putShort(Float.floatToFloat16(value));
    }
    TensorProto.Builder t =
        TensorProto.newBuilder()
            .setName("h" + names++)
            .setDataType(HALF)
            .setRawData(ByteString.copyFrom(raw.rewind()));
    for (long d : dims) {
      t.addDims(d);
    }
    graph.addInitializer(t);
    return opAttributes("Cast", List.of(attribute("to", FLOAT)), t.getName());
  }

  /** A constant. */
  public String scalar(float value) {
    String name = "c" + names++;
    graph.addInitializer(
        TensorProto.newBuilder().setName(name).setDataType(FLOAT).addFloatData(value));
    return name;
  }

  private String longs(long... values) {
    String name = "i" + names++;
    TensorProto.Builder t =
        TensorProto.newBuilder().setName(name).setDataType(INT64).addDims(values.length);
    for (long v : values) {
      t.addInt64Data(v);
    }
    graph.addInitializer(t);
    return name;
  }

  /** A node without attributes; returns the name of its output. */
  public String op(String type, String... inputs) {
    return node(type, "t" + names++, List.of(), inputs);
  }

  /** A node with attributes; returns the name of its output. */
  public String opAttributes(String type, List<AttributeProto> attributes, String... inputs) {
    return node(type, "t" + names++, attributes, inputs);
  }

  /** A node whose output has a name that others rely on. */
  public String named(String type, String output, String... inputs) {
    return node(type, output, List.of(), inputs);
  }

  private String node(
      String type, String output, List<AttributeProto> attributes, String... inputs) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(type)
            .setName(output + "/" + type)
            .addAllInput(List.of(inputs))
            .addOutput(output)
            .addAllAttribute(attributes));
    return output;
  }

  /** The same values in another shape; 0 keeps a side. */
  public String shaped(String x, long... dims) {
    return op("Reshape", x, longs(dims));
  }

  /** Axes in another order. */
  public String transposed(String x, long... axes) {
    return opAttributes("Transpose", List.of(attribute("perm", axes)), x);
  }

  /** Columns [begin, end). */
  public String columns(String x, int begin, int end) {
    return op("Slice", x, longs(begin), longs(end), longs(1), longs(1));
  }

  /** Along an axis. */
  public String concat(int axis, List<String> parts) {
    return concat(axis, parts.toArray(String[]::new));
  }

  /** Along an axis. */
  public String concat(int axis, String... parts) {
    return opAttributes("Concat", List.of(attribute("axis", axis)), parts);
  }

  /** An attribute of a node. */
  public static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  /** An attribute of a node. */
  public static AttributeProto attribute(String name, long[] values) {
    AttributeProto.Builder a =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (long value : values) {
      a.addInts(value);
    }
    return a.build();
  }

  /** An attribute of a node. */
  public static AttributeProto attribute(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  /** An attribute of a node. */
  public static AttributeProto attribute(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  /** The file, with text in its metadata. */
  public byte[] toBytes(Map<String, String> metadata) {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("visavis")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
            .setGraph(graph);
    metadata.forEach(
        (key, value) ->
            model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build().toByteArray();
  }

  private static ValueInfoProto value(String name, int... shape) {
    TensorShapeProto.Builder dims =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
    for (int d : shape) {
      dims.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(d));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(FLOAT).setShape(dims)))
        .build();
  }
}
