package io.visavis.inference.model;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a network from an untrusted file may hold. A network computes, and that is all: operators
 * from a list, no data outside of the file, no functions, no endless loops, nothing huge.
 */
final class GraphRules {
  /** Bytes of a file; a protocol buffer cannot have 2^31. */
  static final long MAX_BYTES = 2_000_000_000;

  private static final int MAX_NODES = 50_000;
  private static final int MAX_DEPTH = 4;
  private static final long MAX_TRIPS = 4_096;

  /** Deterministic, side-effect-free operators of the ONNX standard. */
  private static final Set<String> OPERATORS =
      Set.of(
          ("Abs Acos Acosh Add And ArgMax ArgMin Asin Asinh Atan Atanh AveragePool"
                  + " BatchNormalization BitShift Cast CastLike Ceil Celu Clip Compress Concat"
                  + " Constant ConstantOfShape Conv ConvInteger ConvTranspose Cos Cosh CumSum"
                  + " DepthToSpace DequantizeLinear Div Dropout DynamicQuantizeLinear Einsum Elu Equal"
                  + " Erf Exp Expand EyeLike Flatten Floor GRU Gather GatherElements GatherND Gelu"
                  + " Gemm GlobalAveragePool GlobalMaxPool Greater GreaterOrEqual GroupNormalization"
                  + " HardSigmoid HardSwish Hardmax Identity If InstanceNormalization IsInf IsNaN LSTM"
                  + " LayerNormalization LeakyRelu Less LessOrEqual Log LogSoftmax Loop"
                  + " LpNormalization MatMul MatMulInteger Max MaxPool Mean MeanVarianceNormalization"
                  + " Min Mish Mod Mul Neg NonZero Not OneHot Or PRelu Pad Pow QLinearConv"
                  + " QLinearMatMul QuantizeLinear RNN Range Reciprocal ReduceL1 ReduceL2 ReduceLogSum"
                  + " ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum"
                  + " ReduceSumSquare Relu Reshape Resize Round Scan ScatterElements ScatterND Selu"
                  + " Shape Sigmoid Sign Sin Sinh Size Slice Softmax Softplus Softsign SpaceToDepth"
                  + " Split Sqrt Squeeze Sub Sum Tan Tanh ThresholdedRelu Tile TopK Transpose Trilu"
                  + " Unsqueeze Upsample Where Xor")
              .split(" "));

  private final int most;
  private int nodes;

  private GraphRules(int most) {
    this.most = most;
  }

  /**
   * Checks a parsed model.
   *
   * @throws ModelException with one sentence that names what is not allowed
   */
  static void check(ModelProto model) {
    check(model, MAX_NODES);
  }

  /** As {@link #check(ModelProto)}, with at most so many nodes. */
  static void check(ModelProto model, int nodes) {
    if (model.getFunctionsCount() > 0) {
      throw new ModelException("The model defines its own functions; only plain graphs are run.");
    }
    if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
      throw new ModelException("The model has no graph in it.");
    }
    new GraphRules(nodes).graph(model.getGraph(), 0, Map.of());
  }

  private void graph(GraphProto graph, int depth, Map<String, TensorProto> outer) {
    if (depth > MAX_DEPTH) {
      throw new ModelException("The model nests graphs more than %d deep.".formatted(MAX_DEPTH));
    }
    Map<String, TensorProto> constants = new HashMap<>(outer);
    for (TensorProto tensor : graph.getInitializerList()) {
      tensor(tensor);
      constants.put(tensor.getName(), tensor);
    }
    graph.getSparseInitializerList().forEach(s -> tensor(s.getValues()));
    for (NodeProto node : graph.getNodeList()) {
      if (++nodes > most) {
        throw new ModelException("The model has more than %d nodes.".formatted(most));
      }
      boolean standard = node.getDomain().isEmpty() || node.getDomain().equals("ai.onnx");
      if (!standard || !OPERATORS.contains(node.getOpType())) {
        throw new ModelException(
            "The model uses the operator '%s%s', which is not among those that are run."
                .formatted(standard ? "" : shown(node.getDomain()) + ".", shown(node.getOpType())));
      }
      if (node.getOpType().equals("Loop")) {
        loop(node, constants);
      }
      for (AttributeProto attribute : node.getAttributeList()) {
        if (attribute.hasT()) {
          tensor(attribute.getT());
          if (node.getOpType().equals("Constant") && node.getOutputCount() > 0) {
            constants.put(node.getOutput(0), attribute.getT());
          }
        }
        attribute.getTensorsList().forEach(GraphRules::tensor);
        if (attribute.hasSparseTensor()) {
          tensor(attribute.getSparseTensor().getValues());
        }
        if (attribute.hasG()) {
          graph(attribute.getG(), depth + 1, constants);
        }
        for (GraphProto inner : attribute.getGraphsList()) {
          graph(inner, depth + 1, constants);
        }
      }
    }
  }

  /** A name out of the file, for a sentence. */
  private static String shown(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > 60 ? plain.substring(0, 60) + "..." : plain;
  }

  private static void loop(NodeProto node, Map<String, TensorProto> constants) {
    TensorProto trips = node.getInputCount() == 0 ? null : constants.get(node.getInput(0));
    long count = -1;
    if (trips != null && trips.getInt64DataCount() == 1) {
      count = trips.getInt64Data(0);
    } else if (trips != null && trips.getRawData().size() == 8) {
      count = Long.reverseBytes(trips.getRawData().asReadOnlyByteBuffer().getLong());
    }
    if (count < 0 || count > MAX_TRIPS) {
      throw new ModelException(
          "The model has a loop without a constant trip count of at most %d.".formatted(MAX_TRIPS));
    }
  }

  private static void tensor(TensorProto tensor) {
    if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL
        || tensor.getExternalDataCount() > 0) {
      throw new ModelException(
          "The model keeps the tensor '%s' in another file; all data must be in the model's own."
              .formatted(shown(tensor.getName())));
    }
    long values = 1;
    for (long side : tensor.getDimsList()) {
      if (side < 0 || side > MAX_BYTES || (values *= side) > MAX_BYTES) {
        throw new ModelException(
            "The model's tensor '%s' has a size that cannot be."
                .formatted(shown(tensor.getName())));
      }
    }
  }
}
