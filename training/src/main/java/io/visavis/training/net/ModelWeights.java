package io.visavis.training.net;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * The weights in a model that {@link StepOps} wrote, by the names of the network: who has a model
 * can train it further without its checkpoint. Queries and keys of attention are in the file as
 * their product; they come back as two factors of it, which attend alike.
 */
public final class ModelWeights {
  private static final String QUERIES = ".qk.w";
  private static final String QUERY_BIASES = ".qk.b";
  private static final String VALUES = ".v.mixed";

  private final Map<String, float[]> constants = new HashMap<>();
  private final Map<String, int[]> shapes = new HashMap<>();
  private final Map<String, float[]> weights = new HashMap<>();

  private ModelWeights() {}

  /**
   * Reads weights, row after row, by name.
   *
   * @throws InvalidProtocolBufferException if it is no model
   */
  public static Map<String, float[]> read(byte[] onnx) throws InvalidProtocolBufferException {
    ModelWeights read = new ModelWeights();
    for (TensorProto tensor : ModelProto.parseFrom(onnx).getGraph().getInitializerList()) {
      if (tensor.getDataType() == TensorProto.DataType.FLOAT_VALUE
          && !tensor.getRawData().isEmpty()) {
        float[] values = new float[tensor.getRawData().size() / Float.BYTES];
        tensor
            .getRawData()
            .asReadOnlyByteBuffer()
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer()
            .get(values);
        read.constants.put(tensor.getName(), values);
        read.shapes.put(
            tensor.getName(), tensor.getDimsList().stream().mapToInt(Long::intValue).toArray());
      }
    }
    for (String name : read.constants.keySet()) {
      if (name.endsWith(VALUES)) {
        read.attention(name.substring(0, name.length() - VALUES.length()));
      }
    }
    read.constants.forEach(read.weights::putIfAbsent);
    return read.weights;
  }

  private void attention(String name) {
    float[] values = constant(name + VALUES);
    int channels = shape(name + VALUES)[1];
    int size = 0;
    // The first head fills the first columns of the first row; the others are 0 there.
    while (size < channels && values[size] != 0) {
      size++;
    }
    int heads = channels / size;
    int seen = shape(name + VALUES)[0] / heads;
    float[] v = new float[seen * channels];
    for (int h = 0; h < heads; h++) {
      for (int e = 0; e < seen; e++) {
        int row = (h * seen + e) * channels;
        System.arraycopy(values, row + h * size, v, e * channels + h * size, size);
      }
    }
    weights.put(name + ".v.w", v);
    factors(name, heads, seen, size);
  }

  /** Of each head, (Q; b) K^T = U S V^T, so U sqrt(S) is as good a query and V sqrt(S) a key. */
  private void factors(String name, int heads, int seen, int size) {
    int asks = shape(name + QUERIES)[0];
    int channels = heads * size;
    float[] q = new float[asks * channels];
    float[] bias = new float[channels];
    float[] k = new float[seen * channels];
    for (int h = 0; h < heads; h++) {
      SingularValueDecomposition svd = new SingularValueDecomposition(product(name, h, asks, seen));
      for (int c = 0; c < size; c++) {
        double root = Math.sqrt(svd.getSingularValues()[c] * Math.sqrt(size));
        int column = h * size + c;
        for (int a = 0; a < asks; a++) {
          q[a * channels + column] = (float) (root * svd.getU().getEntry(a, c));
        }
        bias[column] = (float) (root * svd.getU().getEntry(asks, c));
        for (int e = 0; e < seen; e++) {
          k[e * channels + column] = (float) (root * svd.getV().getEntry(e, c));
        }
      }
    }
    weights.put(name + ".q.w", q);
    weights.put(name + ".q.b", bias);
    weights.put(name + ".k.w", k);
    // Softmax does not see it, and it is not in the file.
    weights.put(name + ".k.b", new float[channels]);
  }

  /** [asks + 1][seen] of a head, the biases last. */
  private RealMatrix product(String name, int head, int asks, int seen) {
    float[] queries = constant(name + QUERIES);
    float[] biases = constant(name + QUERY_BIASES);
    int columns = queries.length / asks;
    double[][] m = new double[asks + 1][seen];
    for (int e = 0; e < seen; e++) {
      for (int a = 0; a < asks; a++) {
        m[a][e] = queries[a * columns + head * seen + e];
      }
      m[asks][e] = biases[head * seen + e];
    }
    return MatrixUtils.createRealMatrix(m);
  }

  private float[] constant(String name) {
    return Objects.requireNonNull(constants.get(name), name);
  }

  private int[] shape(String name) {
    return Objects.requireNonNull(shapes.get(name), name);
  }
}
