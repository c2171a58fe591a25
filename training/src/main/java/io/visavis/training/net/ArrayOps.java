package io.visavis.training.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;

/** {@link Ops} on whole clips with gradients. Intermediate arrays belong to the input's manager. */
final class ArrayOps implements Ops<NDArray> {
  static final float EPSILON = 1e-5f;

  private final Weights weights;
  private final float dropout;

  /**
   * @param dropout share of values zeroed, 0 when not training
   */
  ArrayOps(Weights weights, float dropout) {
    this.weights = weights;
    this.dropout = dropout;
  }

  /** Frames of exponential smoothing to a decay factor. */
  static double decay(double seconds) {
    return Math.exp(-1 / (25 * seconds));
  }

  @Override
  public NDArray linear(NDArray x, String name, int in, int out) {
    return x.matMul(weights.matrix(name + ".w", in, out)).add(weights.vector(name + ".b", out, 0));
  }

  @Override
  public NDArray conv(NDArray x, String name, int in, int out, int taps, int dilation, int stride) {
    long batch = x.getShape().get(0);
    long frames = x.getShape().get(1);
    int pad = (taps - 1) * dilation - (stride - 1);
    NDArray padded = x.getManager().zeros(new Shape(batch, pad, in)).concat(x, 1);
    NDList windows = new NDList();
    long outputs = frames / stride;
    for (int k = 0; k < taps; k++) {
      long first = (long) k * dilation;
      windows.add(
          padded.get(
              new NDIndex(
                  ":, " + first + ":" + (first + (outputs - 1) * stride + 1) + ":" + stride)));
    }
    return linear(NDArrays.concat(windows, 2), name, in * taps, out);
  }

  @Override
  public NDArray layerNorm(NDArray x, String name, int size) {
    return LayerNorm.layerNorm(
            x,
            new Shape(size),
            weights.vector(name + ".g", size, 1),
            weights.vector(name + ".b", size, 0),
            EPSILON)
        .singletonOrThrow();
  }

  @Override
  public NDArray relu(NDArray x) {
    return Activation.relu(x);
  }

  @Override
  public NDArray sigmoid(NDArray x) {
    return Activation.sigmoid(x);
  }

  @Override
  public NDArray tanh(NDArray x) {
    return x.tanh();
  }

  @Override
  public NDArray add(NDArray a, NDArray b) {
    return a.add(b);
  }

  @Override
  public NDArray multiply(NDArray a, NDArray b) {
    return a.mul(b);
  }

  @Override
  public NDArray atMostOne(NDArray x) {
    return x.minimum(1);
  }

  @Override
  public NDArray softmax(NDArray x) {
    return x.softmax(2);
  }

  @Override
  public NDArray concat(NDArray a, NDArray b) {
    return a.concat(b, 2);
  }

  /** As a product with the lower triangular matrix (1 - d) d^(i-j). */
  @Override
  public NDArray smooth(NDArray x, String name, int channels, double seconds) {
    int frames = (int) x.getShape().get(1);
    double d = decay(seconds);
    float[] m = new float[frames * frames];
    for (int i = 0; i < frames; i++) {
      for (int j = 0; j <= i; j++) {
        m[i * frames + j] = (float) ((1 - d) * Math.pow(d, i - j));
      }
    }
    return x.getManager().create(m, new Shape(1, frames, frames)).matMul(x);
  }

  @Override
  public NDArray times(NDArray x, String name, float[][] matrix) {
    int rows = matrix.length;
    int columns = matrix[0].length;
    float[] m = new float[rows * columns];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(matrix[r], 0, m, r * columns, columns);
    }
    NDManager manager = x.getManager();
    return x.matMul(manager.create(m, new Shape(rows, columns)));
  }

  @Override
  public NDArray dropout(NDArray x) {
    return dropout == 0 ? x : Dropout.dropout(x, dropout, true).singletonOrThrow();
  }
}
