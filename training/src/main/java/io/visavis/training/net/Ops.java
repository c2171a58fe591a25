package io.visavis.training.net;

/**
 * What the network is written with. {@code T} is a sequence of vectors: an array while training,
 * the name of a tensor while exporting. Weights are asked for by name; a back end knows them.
 *
 * @param <T> a sequence [batch, frames, channels]
 */
interface Ops<T> {
  /** x W + b, with weights {@code name.w} [in, out] and {@code name.b} [out]. */
  T linear(T x, String name, int in, int out);

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

  /** What is above 1 becomes 1. */
  T atMostOne(T x);

  /** Probabilities over the channels. */
  T softmax(T x);

  /** Joins the channels. */
  T concat(T a, T b);

  /** y_i = d y_(i-1) + (1 - d) x_i from y = 0, with d = exp(-1 / (25 seconds)). */
  T smooth(T x, String name, int channels, double seconds);

  /** x M with a fixed matrix. */
  T times(T x, String name, float[][] matrix);

  /** Zeroes a share of the values while training. */
  T dropout(T x);
}
