package io.visavis.inference.corrective.distil;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.visavis.avatar.corrective.CoefficientNetwork;
import io.visavis.avatar.corrective.CoefficientNetwork.Input;
import io.visavis.inference.model.ModelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two networks of correctives as one, which gives the coefficients of an avatar's own and then
 * those of a distilled one. The own graph, which may hold anything, stays as it is; the distilled
 * one, which {@link CoefficientFit} wrote, gets other names, and hears what the own one hears too.
 */
final class MergedNetwork {
  private static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();

  private final String prefix;
  private final Map<String, String> heard = new HashMap<>();

  private MergedNetwork(String prefix) {
    this.prefix = prefix;
  }

  /**
   * Merges.
   *
   * @param own of the avatar, or null where its coefficients come from nowhere: they are 0 then
   * @param before number of its coefficients
   * @param more the distilled one
   * @param after number of its coefficients
   */
  static CoefficientNetwork of(
      @Nullable CoefficientNetwork own, int before, CoefficientNetwork more, int after) {
    ModelProto added = parsed(more);
    ModelProto.Builder model = (own == null ? added : parsed(own)).toBuilder();
    if (own == null) {
      model.getGraphBuilder().clear().setName("visavis");
    }
    List<Input> inputs = new ArrayList<>(own == null ? List.of() : own.inputs());
    MergedNetwork merged = new MergedNetwork(unused(own));
    merged.hear(inputs, more.inputs());
    GraphProto.Builder graph = model.getGraphBuilder();
    merged.add(graph, added.getGraph());
    String last = merged.named(more.output());
    String first = own == null ? merged.zeros(graph, last, after, before) : own.output();
    String output = merged.prefix + "coefficients-of-both";
    graph.addNode(
        node("Concat", output, first, last)
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("axis")
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(1)));
    graph.clearOutput().addOutput(coefficients(output, before + after));
    if (own != null) {
      notes(model, added);
    }
    return new CoefficientNetwork(model.build().toByteArray(), inputs, output);
  }

  private static ModelProto parsed(CoefficientNetwork network) {
    try {
      return ModelProto.parseFrom(network.onnx());
    } catch (InvalidProtocolBufferException e) {
      throw new ModelException("The network of the avatar's correctives is no ONNX model.", e);
    }
  }

  /** A beginning that no name in a network has. */
  private static String unused(@Nullable CoefficientNetwork own) {
    String all = own == null ? "" : new String(own.onnx(), StandardCharsets.ISO_8859_1);
    int n = 1;
    while (all.contains("distilled%d/".formatted(n))) {
      n++;
    }
    return "distilled%d/".formatted(n);
  }

  /** Adds inputs; what is heard already is shared. */
  private void hear(List<Input> inputs, List<Input> more) {
    for (Input input : more) {
      Input shared = null;
      for (Input own : inputs) {
        boolean same = own.role() == input.role() && own.rows() == input.rows();
        shared = same && own.periods().equals(input.periods()) ? own : shared;
      }
      if (shared == null) {
        inputs.add(new Input(input.role(), named(input.tensor()), input.periods(), input.rows()));
      } else {
        heard.put(input.tensor(), shared.tensor());
      }
    }
  }

  private String named(String name) {
    return name.isEmpty() ? name : heard.getOrDefault(name, prefix + name);
  }

  private void add(GraphProto.Builder to, GraphProto from) {
    for (ValueInfoProto input : from.getInputList()) {
      if (!heard.containsKey(input.getName())) {
        to.addInput(input.toBuilder().setName(named(input.getName())));
      }
    }
    for (TensorProto constant : from.getInitializerList()) {
      to.addInitializer(constant.toBuilder().setName(named(constant.getName())));
    }
    for (NodeProto node : from.getNodeList()) {
      NodeProto.Builder other = node.toBuilder().setName(named(node.getName()));
      other.clearInput().addAllInput(node.getInputList().stream().map(this::named).toList());
      other.clearOutput().addAllOutput(node.getOutputList().stream().map(this::named).toList());
      to.addNode(other);
    }
  }

  /** [B, width] zeros, for whatever batch another tensor of [B, like] has. */
  private String zeros(GraphProto.Builder graph, String of, int like, int width) {
    String weights = prefix + "nothing";
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(weights)
            .setDataType(FLOAT)
            .addDims(like)
            .addDims(width)
            .addAllFloatData(Collections.nCopies(like * width, 0f)));
    String output = prefix + "zeros";
    graph.addNode(node("MatMul", output, of, weights));
    return output;
  }

  private static NodeProto.Builder node(String type, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(type)
        .setName(output)
        .addAllInput(List.of(inputs))
        .addOutput(output);
  }

  private static ValueInfoProto coefficients(String name, int size) {
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(FLOAT)
                        .setShape(
                            TensorShapeProto.newBuilder()
                                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("both"))
                                .addDim(
                                    TensorShapeProto.Dimension.newBuilder().setDimValue(size)))))
        .build();
  }

  /** Metadata of both; where both say something under a key, one after the other. */
  private static void notes(ModelProto.Builder model, ModelProto added) {
    Map<String, String> all = new java.util.LinkedHashMap<>();
    for (StringStringEntryProto note : model.getMetadataPropsList()) {
      all.put(note.getKey(), note.getValue());
    }
    for (StringStringEntryProto note : added.getMetadataPropsList()) {
      all.merge(note.getKey(), note.getValue(), (one, other) -> one + "; " + other);
    }
    model.clearMetadataProps();
    all.forEach(
        (key, value) ->
            model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
  }
}
