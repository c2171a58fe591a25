package io.visavis.training.net;

/**
 * What the network is written with. {@code T} is a sequence of vectors: an array while training,
 * the name of a tensor while exporting. Weights are asked for by name; a back end knows them.
 *
 * @param <T> a sequence [batch, frames, channels]
 */
public interface Ops<T> {
  /** Two sequences of the same shape, side by side, so that the same weights see both at once. */
  T both(T a, T b);

  /** The first (0) or second (1) of what {@link #both} joined. */
  T one(T both, int which);

  /** x W + b, with weights {@code name.w} [in, out] and {@code name.b} [out]. */
  T linear(T x, String name, int in, int out);

  /** x w, with weights {@code name} [1, out], of one channel. */
  T spread(T x, String name, int out);

  /**
   * Causal convolution over frames: output i sees inputs up to i * stride + stride - 1, taps {@code
   * dilation} apart, zeros before the start. Weights {@code name.w} [taps * in, out], oldest tap
   * first.
   */
  T conv(T x, String name, int in, int out, int taps, int dilation, int stride);

  /** Normalises each vector to mean 0 and variance 1, then scales and shifts. */
  T layerNorm(T x, String name, int size);

  T relu(T x);

  T sigmoid(T x);

  T tanh(T x);

  T add(T a, T b);

  /** Element by element. */
  T multiply(T a, T b);

  /** What is above {@code most} becomes that. */
  T atMost(T x, float most);

  /** What is below {@code least} becomes that. */
  T atLeast(T x, float least);

  /** gain x + offset. */
  T affine(T x, float gain, float offset);

  /** Each channel by a gain of its own. */
  T scaled(T x, String name, float[] gains);

  T reciprocal(T x);

  T absolute(T x);

  /** Probabilities over the channels. */
  T softmax(T x);

  /** Joins the channels. */
  T concat(T a, T b);

  /**
   * y_i = d y_(i-1) + (1 - d) x_i from y = 0, with d = exp(-1 / (25 seconds)).
   *
   * @param seconds of all channels, or of each
   */
  T smooth(T x, String name, int channels, double... seconds);

  /**
   * The real part of z_i = d e^(i w) z_(i-1) + x_i from z = 0, with w = 2 pi hertz / 25: noise
   * becomes an oscillation of about that frequency that loses its phase in {@code seconds}.
   *
   * @param hertz of each channel
   */
  T swing(T x, String name, double[] hertz, double seconds);

  /**
   * The real part of z_i = u_i / |u_i| with u_i = e^(i w) z_(i-1) + x_i from z = 0 and w = 2 pi
   * hertz / 25: an oscillation that keeps its size and loses its phase as it is pushed. Not for
   * what is trained: no gradient goes through.
   *
   * @param x pushes: real parts of all channels, then imaginary ones; not 0 at the start
   * @param hertz of each channel
   */
  T circle(T x, String name, double[] hertz);

  /** The frame before; 0 at the start. */
  T before(T x, String name, int channels);

  /**
   * y_i = y_(i-1) + g_i (x_i - y_(i-1)) from y = 0: moves by a share of the way that is given for
   * each channel, or one for all. Not for what is trained: no gradient goes through.
   */
  T drift(T x, T share, String name, int channels);

  /**
   * c_i = min(limit, c_(i-1) + x_i) from c = 0. Not for what is trained: no gradient goes through.
   */
  T count(T x, String name, int channels, float limit);

  /** The mean of each so many frames, which become one. */
  T mean(T x, int frames);

  /** Channels [from, to). */
  T part(T x, int from, int to);

  /**
   * Scaled dot-product attention (Vaswani et al. 2017) of each frame to its own frame and those
   * before it, as far as {@link Attention#window} reaches. Weights: linear {@code name.q} of what
   * asks, {@code name.k} and {@code name.v} of what is seen.
   *
   * @param asks [batch, frames, attention.asks]
   * @param seen [batch, frames, attention.seen]
   * @return [batch, frames, attention.channels]
   */
  T attend(T asks, T seen, String name, Attention attention);

  /** x M with a fixed matrix. */
  T times(T x, String name, float[][] matrix);

  /** Zeroes a share of the values while training. */
  T dropout(T x);
}
