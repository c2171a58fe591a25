package io.visavis.training.net;

import io.visavis.avatar.onnx.OnnxGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Layers of networks that see a whole clip at once, with weights of chance. A tensor is [B, n,
 * channels]. Weights are kept in half precision.
 */
final class ClipGraph {
  private static final float EPSILON = 1e-5f;
  private static final float ROOT_HALF = (float) Math.sqrt(0.5);

  private final OnnxGraph graph;
  private final SplittableRandom random;

  ClipGraph(OnnxGraph graph, long seed) {
    this.graph = graph;
    this.random = new SplittableRandom(seed);
  }

  String linear(String x, int in, int out) {
    return graph.op("Add", graph.op("MatMul", x, chance(in, in, out)), chance(in, out));
  }

  String relu(String x) {
    return graph.op("Relu", x);
  }

  /** x Phi(x). */
  String gelu(String x) {
    String erf = graph.op("Erf", graph.op("Mul", x, graph.scalar(ROOT_HALF)));
    String phi = graph.op("Mul", graph.op("Add", erf, graph.scalar(1)), graph.scalar(0.5f));
    return graph.op("Mul", x, phi);
  }

  String add(String x, String y) {
    return graph.op("Add", x, y);
  }

  String concat(String x, String y) {
    return graph.concat(2, x, y);
  }

  String scaled(String x, float gain) {
    return graph.op("Mul", x, graph.scalar(gain));
  }

  String layerNorm(String x, int channels) {
    return graph.opAttributes(
        "LayerNormalization",
        List.of(OnnxGraph.attribute("axis", -1L), OnnxGraph.attribute("epsilon", EPSILON)),
        x,
        constant(1, channels),
        constant(0, channels));
  }

  /** Each clip of samples [B, n] to mean 0 and variance 1, as [B, 1, n]. */
  String normalised(String pcm, int samples) {
    String x = graph.shaped(pcm, 0, 1, samples);
    return graph.opAttributes(
        "InstanceNormalization",
        List.of(OnnxGraph.attribute("epsilon", EPSILON)),
        x,
        constant(1, 1),
        constant(0, 1));
  }

  /** Each channel of [B, channels, n] to mean 0 and variance 1 over the clip. */
  String channelNorm(String x, int channels) {
    return graph.opAttributes(
        "InstanceNormalization",
        List.of(OnnxGraph.attribute("epsilon", EPSILON)),
        x,
        constant(1, channels),
        constant(0, channels));
  }

  /** Convolution of [B, in, n]. */
  String conv(String x, int in, int out, int taps, int stride, int padding, int groups) {
    int each = in / groups;
    return graph.opAttributes(
        "Conv",
        List.of(
            OnnxGraph.attribute("strides", new long[] {stride}),
            OnnxGraph.attribute("pads", new long[] {padding, padding}),
            OnnxGraph.attribute("group", (long) groups)),
        x,
        chance(each * taps, out, each, taps));
  }

  /** [B, channels, n] to [B, n, channels] and back. */
  String turned(String x) {
    return graph.transposed(x, 0, 2, 1);
  }

  /** The first of n frames of [B, n, channels]. */
  String first(String x, int frames) {
    return graph.columns(x, 0, frames);
  }

  /** Another number of frames, by linear interpolation; first and last stay first and last. */
  String resampled(String x, int from, int to) {
    float[] m = new float[to * from];
    for (int i = 0; i < to; i++) {
      double at = to == 1 ? 0 : i * (from - 1.0) / (to - 1);
      int before = Math.min((int) at, from - 1);
      int after = Math.min(before + 1, from - 1);
      m[i * from + before] += (float) (1 - (at - before));
      m[i * from + after] += (float) (at - before);
    }
    return graph.op("MatMul", graph.halves(m, to, from), x);
  }

  /** Queries of {@code asks} on keys and values of {@code seen}: [B, n, size]. */
  String attention(String asks, int asking, String seen, int frames, int size, int heads) {
    int each = size / heads;
    String q = heads(linear(asks, size, size), asking, heads, each, 0, 2, 1, 3);
    String k = heads(linear(seen, size, size), frames, heads, each, 0, 2, 3, 1);
    String v = heads(linear(seen, size, size), frames, heads, each, 0, 2, 1, 3);
    String logits = scaled(graph.op("MatMul", q, k), 1 / (float) Math.sqrt(each));
    String shares =
        graph.opAttributes("Softmax", List.of(OnnxGraph.attribute("axis", -1L)), logits);
    String mixed = graph.transposed(graph.op("MatMul", shares, v), 0, 2, 1, 3);
    return linear(graph.shaped(mixed, 0, asking, size), size, size);
  }

  private String heads(String x, int frames, int heads, int each, long... axes) {
    return graph.transposed(graph.shaped(x, 0, frames, heads, each), axes);
  }

  /** A transformer encoder layer, normalised after each sum. */
  String encoderLayer(String x, int frames, int size, int heads, int hidden) {
    String y = layerNorm(add(x, attention(x, frames, x, frames, size, heads)), size);
    return layerNorm(add(y, feedForward(y, size, hidden)), size);
  }

  /** A transformer decoder layer: what is asked for sees itself, then the memory. */
  String decoderLayer(String x, String memory, int frames, int size, int heads, int hidden) {
    String y = layerNorm(add(x, attention(x, frames, x, frames, size, heads)), size);
    y = layerNorm(add(y, attention(y, frames, memory, frames, size, heads)), size);
    return layerNorm(add(y, feedForward(y, size, hidden)), size);
  }

  private String feedForward(String x, int size, int hidden) {
    return linear(gelu(linear(x, size, hidden)), hidden, size);
  }

  /** A bidirectional LSTM layer: [B, n, 2 * hidden]. */
  String bidirectionalLstm(String x, int frames, int in, int hidden) {
    List<String> inputs = new ArrayList<>();
    inputs.add(graph.transposed(x, 1, 0, 2));
    inputs.add(chance(hidden, 2, 4L * hidden, in));
    inputs.add(chance(hidden, 2, 4L * hidden, hidden));
    inputs.add(chance(hidden, 2, 8L * hidden));
    String y =
        graph.opAttributes(
            "LSTM",
            List.of(
                OnnxGraph.attribute("hidden_size", (long) hidden),
                OnnxGraph.attribute("direction", "bidirectional")),
            inputs.toArray(String[]::new));
    return graph.shaped(graph.transposed(y, 2, 0, 1, 3), 0, frames, 2L * hidden);
  }

  /** Uniform within +-1 / sqrt(inputs). */
  private String chance(int inputs, long... dims) {
    long size = 1;
    for (long d : dims) {
      size *= d;
    }
    float[] values = new float[Math.toIntExact(size)];
    float bound = 1 / (float) Math.sqrt(inputs);
    for (int i = 0; i < values.length; i++) {
      values[i] = bound * (2 * (random.nextInt() >>> 8) / (float) (1 << 24) - 1);
    }
    return graph.halves(values, dims);
  }

  private String constant(float value, int size) {
    float[] values = new float[size];
    java.util.Arrays.fill(values, value);
    return graph.halves(values, size);
  }
}
