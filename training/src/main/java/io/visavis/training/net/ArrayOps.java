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
import java.util.function.IntToDoubleFunction;

/** {@link Ops} on whole clips with gradients. Intermediate arrays belong to the input's manager. */
public final class ArrayOps implements Ops<NDArray> {
  static final float EPSILON = 1e-5f;

  /** The logit of what must not be seen. */
  static final float UNSEEN = -1e4f;

  /** Keeps a point at the centre of its circle where it is. */
  static final float CENTRE = 1e-12f;

  /** Frames that are filtered together. */
  private static final int PIECE = 250;

  /** Queries that attention takes together. */
  private static final int BLOCK = 50;

  private final Weights weights;
  private final float dropout;
  private final boolean fixed;

  /**
   * @param dropout share of values zeroed, 0 when not training
   */
  public ArrayOps(Weights weights, float dropout) {
    this(weights, dropout, false);
  }

  private ArrayOps(Weights weights, float dropout, boolean fixed) {
    this.weights = weights;
    this.dropout = dropout;
    this.fixed = fixed;
  }

  /** The same with weights that do not learn, though what goes through them may. */
  public ArrayOps fixed() {
    return new ArrayOps(weights, dropout, true);
  }

  private NDArray matrix(String name, int in, int out) {
    NDArray w = weights.matrix(name, in, out);
    return fixed ? w.stopGradient() : w;
  }

  private NDArray vector(String name, int size, float value) {
    NDArray w = weights.vector(name, size, value);
    return fixed ? w.stopGradient() : w;
  }

  /** Frames of exponential smoothing to a decay factor. */
  static double decay(double seconds) {
    return Math.exp(-1 / (25 * seconds));
  }

  @Override
  public NDArray both(NDArray a, NDArray b) {
    return a.concat(b, 0);
  }

  @Override
  public NDArray one(NDArray both, int which) {
    long batch = both.getShape().get(0) / 2;
    return both.get(new NDIndex(which * batch + ":" + (which + 1) * batch));
  }

  @Override
  public NDArray scaled(NDArray x, String name, float[] gains) {
    return x.mul(x.getManager().create(gains));
  }

  @Override
  public NDArray linear(NDArray x, String name, int in, int out) {
    return x.matMul(matrix(name + ".w", in, out)).add(vector(name + ".b", out, 0));
  }

  @Override
  public NDArray spread(NDArray x, String name, int out) {
    return x.mul(matrix(name, 1, out));
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
            x, new Shape(size), vector(name + ".g", size, 1), vector(name + ".b", size, 0), EPSILON)
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
  public NDArray atMost(NDArray x, float most) {
    return Numbers.atMost(x, most);
  }

  @Override
  public NDArray atLeast(NDArray x, float least) {
    return Numbers.atLeast(x, least);
  }

  @Override
  public NDArray affine(NDArray x, float gain, float offset) {
    return Numbers.times(x, gain).add(offset);
  }

  @Override
  public NDArray reciprocal(NDArray x) {
    return Numbers.reciprocal(x);
  }

  @Override
  public NDArray absolute(NDArray x) {
    return x.abs();
  }

  @Override
  public NDArray softmax(NDArray x) {
    return x.softmax(2);
  }

  @Override
  public NDArray concat(NDArray a, NDArray b) {
    return a.concat(b, 2);
  }

  @Override
  public NDArray smooth(NDArray x, String name, int channels, double... seconds) {
    if (seconds.length == 1) {
      return smooth(x, seconds[0]);
    }
    NDList all = new NDList();
    for (int from = 0, to = 0; from < channels; from = to) {
      while (to < channels && seconds[to] == seconds[from]) {
        to++;
      }
      all.add(smooth(part(x, from, to), seconds[from]));
    }
    return NDArrays.concat(all, 2);
  }

  /** Piece by piece, each with what the one before it left. */
  private static NDArray smooth(NDArray x, double seconds) {
    double d = decay(seconds);
    int frames = (int) x.getShape().get(1);
    NDList pieces = new NDList();
    for (int from = 0; from < frames; from += PIECE) {
      int length = Math.min(PIECE, frames - from);
      NDArray piece =
          length == frames ? x : x.get(new NDIndex(":, " + from + ":" + (from + length)));
      NDArray y = filtered(piece, k -> (1 - d) * Math.pow(d, k));
      if (from > 0) {
        NDArray left = pieces.getLast().get(new NDIndex(":, -1:"));
        y = y.add(left.mul(fading(x.getManager(), d, length)));
      }
      pieces.add(y);
    }
    return pieces.size() == 1 ? pieces.head() : NDArrays.concat(pieces, 1);
  }

  /** [1, length, 1]: d, d^2, ... */
  private static NDArray fading(NDManager manager, double d, int length) {
    float[] powers = new float[length];
    for (int i = 0; i < length; i++) {
      powers[i] = (float) Math.pow(d, i + 1);
    }
    return manager.create(powers, new Shape(1, length, 1));
  }

  @Override
  public NDArray swing(NDArray x, String name, double[] hertz, double seconds) {
    double d = decay(seconds);
    NDList all = new NDList();
    for (int c = 0; c < hertz.length; c++) {
      double turn = turn(hertz[c]);
      all.add(filtered(part(x, c, c + 1), k -> Math.pow(d, k) * Math.cos(turn * k)));
    }
    return NDArrays.concat(all, 2);
  }

  @Override
  public NDArray circle(NDArray x, String name, double[] hertz) {
    int channels = hertz.length;
    Shape s = x.getShape();
    int frames = (int) s.get(1);
    float[] pushes = x.toFloatArray();
    float[] out = new float[pushes.length / 2];
    double re = 0;
    double im = 0;
    for (int c = 0; c < channels; c++) {
      double cosine = Math.cos(turn(hertz[c]));
      double sine = Math.sin(turn(hertz[c]));
      for (int i = 0; i < out.length / channels; i++) {
        boolean first = i % frames == 0;
        double a = (first ? 0 : re * cosine - im * sine) + pushes[2 * i * channels + c];
        double b = (first ? 0 : re * sine + im * cosine) + pushes[(2 * i + 1) * channels + c];
        double size = Math.sqrt(a * a + b * b + CENTRE);
        re = a / size;
        im = b / size;
        out[i * channels + c] = (float) re;
      }
    }
    return x.getManager().create(out, new Shape(s.get(0), frames, channels));
  }

  /** Radians a frame. */
  static double turn(double hertz) {
    return 2 * Math.PI * hertz / 25;
  }

  /** As a product with the lower triangular matrix of a response. */
  private static NDArray filtered(NDArray x, IntToDoubleFunction response) {
    int frames = (int) x.getShape().get(1);
    float[] backwards = new float[frames];
    for (int k = 0; k < frames; k++) {
      backwards[frames - 1 - k] = (float) response.applyAsDouble(k);
    }
    float[] m = new float[frames * frames];
    for (int i = 0; i < frames; i++) {
      System.arraycopy(backwards, frames - 1 - i, m, i * frames, i + 1);
    }
    return x.getManager().create(m, new Shape(1, frames, frames)).matMul(x);
  }

  @Override
  public NDArray before(NDArray x, String name, int channels) {
    long batch = x.getShape().get(0);
    return x.getManager()
        .zeros(new Shape(batch, 1, channels))
        .concat(x.get(new NDIndex(":, :-1")), 1);
  }

  @Override
  public NDArray drift(NDArray x, NDArray share, String name, int channels) {
    int shares = (int) share.getShape().get(2);
    float[] g = share.toFloatArray();
    return inOrder(
        x,
        channels,
        (value, old, i, c) -> old + g[i * shares + (shares == 1 ? 0 : c)] * (value - old));
  }

  @Override
  public NDArray count(NDArray x, String name, int channels, float limit) {
    return inOrder(x, channels, (value, old, i, c) -> Math.min(limit, old + value));
  }

  /** What a frame's value becomes; {@code i} counts the frames of all clips. */
  private interface Step {
    float next(float value, float old, int i, int channel);
  }

  private static NDArray inOrder(NDArray x, int channels, Step step) {
    int frames = (int) x.getShape().get(1);
    float[] values = x.toFloatArray();
    for (int i = 0; i < values.length / channels; i++) {
      for (int c = 0; c < channels; c++) {
        int at = i * channels + c;
        float old = i % frames == 0 ? 0 : values[at - channels];
        values[at] = step.next(values[at], old, i, c);
      }
    }
    return x.getManager().create(values, x.getShape());
  }

  @Override
  public NDArray mean(NDArray x, int frames) {
    Shape s = x.getShape();
    return x.reshape(s.get(0), s.get(1) / frames, frames, s.get(2)).mean(new int[] {2});
  }

  @Override
  public NDArray part(NDArray x, int from, int to) {
    return x.get(new NDIndex(":, :, " + from + ":" + to));
  }

  /** In blocks of queries, each with the keys that it can see, so that long clips stay cheap. */
  @Override
  public NDArray attend(NDArray asks, NDArray seen, String name, Attention attention) {
    NDArray q = linear(asks, name + ".q", attention.asks(), attention.channels());
    NDArray k = linear(seen, name + ".k", attention.seen(), attention.channels());
    NDArray v = linear(seen, name + ".v", attention.seen(), attention.channels());
    int batch = (int) q.getShape().get(0);
    int frames = (int) q.getShape().get(1);
    int block = block(frames);
    int blocks = frames / block;
    int reach = block + attention.window() - 1;
    int heads = attention.heads();
    int size = attention.size();
    NDArray queries =
        Numbers.times(heads(blocks(q, block, block), heads, size), 1 / Math.sqrt(size));
    NDArray keys = heads(blocks(padded(k, reach - block), block, reach), heads, size);
    NDArray values = heads(blocks(padded(v, reach - block), block, reach), heads, size);
    NDArray logits =
        queries
            .matMul(keys.transpose(0, 1, 3, 2))
            .reshape(blocks, batch, heads, block, reach)
            .add(mask(q.getManager(), blocks, block, attention));
    NDArray mixed =
        logits.softmax(4).reshape((long) blocks * batch, heads, block, reach).matMul(values);
    return mixed
        .transpose(0, 2, 1, 3)
        .reshape(blocks, batch, block, attention.channels())
        .transpose(1, 0, 2, 3)
        .reshape(batch, frames, attention.channels());
  }

  /** The largest divisor that is no more than {@link #BLOCK}. */
  private static int block(int frames) {
    int block = Math.min(frames, BLOCK);
    while (frames % block != 0) {
      block--;
    }
    return block;
  }

  private static NDArray padded(NDArray x, int frames) {
    Shape s = x.getShape();
    return x.getManager().zeros(new Shape(s.get(0), frames, s.get(2))).concat(x, 1);
  }

  /** [B, n, c] to [n / block * B, length, c]: what begins at each block. */
  private static NDArray blocks(NDArray x, int block, int length) {
    NDList all = new NDList();
    for (int from = 0; from + length <= x.getShape().get(1); from += block) {
      all.add(x.get(new NDIndex(":, " + from + ":" + (from + length))));
    }
    return NDArrays.concat(all, 0);
  }

  /** [B, n, c] to [B, heads, n, size]. */
  private static NDArray heads(NDArray x, int heads, int size) {
    Shape s = x.getShape();
    return x.reshape(s.get(0), s.get(1), heads, size).transpose(0, 2, 1, 3);
  }

  /**
   * The bias of what is seen, and far below 0 for what is not: [blocks, 1, heads, block, reach].
   */
  private static NDArray mask(NDManager manager, int blocks, int block, Attention attention) {
    int window = attention.window();
    int reach = block + window - 1;
    int heads = attention.heads();
    float[] m = new float[blocks * heads * block * reach];
    int at = 0;
    for (int b = 0; b < blocks; b++) {
      for (int h = 0; h < heads; h++) {
        for (int i = 0; i < block; i++) {
          for (int j = 0; j < reach; j++) {
            int distance = i + window - 1 - j;
            boolean there = b * block + j >= window - 1;
            boolean seen = there && distance >= 0 && distance < window;
            m[at++] = seen ? attention.bias(h, distance) : UNSEEN;
          }
        }
      }
    }
    return manager.create(m, new Shape(blocks, 1, heads, block, reach));
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
