package io.visavis.training.net;

import io.visavis.avatar.onnx.OnnxGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@link Ops} that write the streaming graph: one run takes the four mel frames of 40 ms and gives
 * one motion frame. What a convolution, an integrator or attention remembers goes in and out as a
 * state.
 *
 * <p>Every tensor is [B, frames * channels]: a layer of one frame is then one node, and what a node
 * costs to start is most of what a portrayal costs.
 */
public final class StepOps implements Ops<StepOps.Sequence> {
  /**
   * A tensor of the graph.
   *
   * @param rows 1, or 2 where two uses of the same weights run together: [2 B, frames * channels]
   */
  public record Sequence(String name, int frames, int channels, int rows) {
    Sequence(String name, int frames, int channels) {
      this(name, frames, channels, 1);
    }

    private Sequence with(String other) {
      return new Sequence(other, frames, channels, rows);
    }

    private Sequence with(String other, int otherChannels) {
      return new Sequence(other, frames, otherChannels, rows);
    }
  }

  /** A memory of that many values, zero at the start. */
  public record State(String in, String out, int size) {}

  /** [B, window * channels] frames that attention sees. */
  private record Memory(String name, int window) {}

  /** What all back ends of one graph share. */
  private static final class Shared {
    final List<State> states = new ArrayList<>();
    final Set<String> written = new HashSet<>();
    final Map<Attention, String> masks = new HashMap<>();
    final Map<String, Memory> memories = new HashMap<>();
    @Nullable String clock;
  }

  /** Frames that the clock counts: more than any attention looks back. */
  private static final int CLOCK = 1000;

  private final OnnxGraph graph;
  private final Weights weights;
  private final Shared shared;

  StepOps(OnnxGraph graph, Weights weights) {
    this(graph, weights, new Shared());
  }

  private StepOps(OnnxGraph graph, Weights weights, Shared shared) {
    this.graph = graph;
    this.weights = weights;
    this.shared = shared;
  }

  /** The same graph and states with other weights, whose names must be others too. */
  StepOps with(Weights others) {
    return new StepOps(graph, others, shared);
  }

  /** An input tensor [B, frames, channels]. */
  Sequence input(String name, int frames, int channels) {
    String x = graph.input(name, frames, channels);
    return new Sequence(graph.shaped(x, 0, (long) frames * channels), frames, channels);
  }

  /** An input tensor [B, channels]. */
  Sequence input(String name, int channels) {
    return new Sequence(graph.input(name, channels), 1, channels);
  }

  /** The output tensor [B, channels]. */
  void output(String name, Sequence x) {
    graph.named("Identity", name, x.name);
    graph.output(name, x.channels);
  }

  /** What is remembered from step to step. */
  List<State> states() {
    return List.copyOf(shared.states);
  }

  @Override
  public Sequence both(Sequence a, Sequence b) {
    int size = a.frames * a.channels;
    String rows = graph.shaped(graph.concat(1, a.name, b.name), -1, size);
    return new Sequence(rows, a.frames, a.channels, 2);
  }

  @Override
  public Sequence one(Sequence x, int which) {
    int size = x.frames * x.channels;
    String columns = graph.shaped(x.name, -1, 2L * size);
    return new Sequence(
        graph.columns(columns, which * size, (which + 1) * size), x.frames, x.channels);
  }

  @Override
  public Sequence linear(Sequence x, String name, int in, int out) {
    String w = weight(name + ".w", in, out);
    String b = weight(name + ".b", out);
    String rows = x.frames == 1 ? x.name : graph.shaped(x.name, -1, in);
    String y = graph.op("Gemm", rows, w, b);
    return x.with(x.frames == 1 ? y : graph.shaped(y, -1, (long) x.frames * out), out);
  }

  @Override
  public Sequence spread(Sequence x, String name, int out) {
    return x.with(graph.op("Mul", x.name, weight(name, 1, out)), out);
  }

  @Override
  public Sequence conv(
      Sequence x, String name, int in, int out, int taps, int dilation, int stride) {
    int reach = (taps - 1) * dilation;
    int memory = reach - (stride - 1);
    String joined = remembered(x, name, memory);
    int outputs = x.frames / stride;
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      if (dilation == 1) {
        parts.add(graph.columns(joined, i * stride * in, (i * stride + taps) * in));
        continue;
      }
      for (int k = 0; k < taps; k++) {
        int at = i * stride + k * dilation;
        parts.add(graph.columns(joined, at * in, (at + 1) * in));
      }
    }
    String all = parts.size() == 1 ? parts.getFirst() : graph.concat(1, parts);
    return linear(new Sequence(all, outputs, taps * in, x.rows), name, taps * in, out);
  }

  @Override
  public Sequence layerNorm(Sequence x, String name, int size) {
    String y =
        graph.opAttributes(
            "LayerNormalization",
            List.of(
                OnnxGraph.attribute("axis", -1L), OnnxGraph.attribute("epsilon", ArrayOps.EPSILON)),
            x.name,
            weight(name + ".g", size),
            weight(name + ".b", size));
    return x.with(y);
  }

  @Override
  public Sequence relu(Sequence x) {
    return x.with(graph.op("Relu", x.name));
  }

  @Override
  public Sequence sigmoid(Sequence x) {
    return x.with(graph.op("Sigmoid", x.name));
  }

  @Override
  public Sequence tanh(Sequence x) {
    return x.with(graph.op("Tanh", x.name));
  }

  @Override
  public Sequence add(Sequence a, Sequence b) {
    return a.with(graph.op("Add", a.name, b.name));
  }

  @Override
  public Sequence multiply(Sequence a, Sequence b) {
    return a.with(graph.op("Mul", a.name, b.name), Math.max(a.channels, b.channels));
  }

  @Override
  public Sequence atMost(Sequence x, float most) {
    return x.with(graph.op("Min", x.name, graph.scalar(most)));
  }

  @Override
  public Sequence atLeast(Sequence x, float least) {
    return x.with(graph.op("Max", x.name, graph.scalar(least)));
  }

  @Override
  public Sequence affine(Sequence x, float gain, float offset) {
    String y = gain == 1 ? x.name : graph.op("Mul", x.name, graph.scalar(gain));
    return x.with(offset == 0 ? y : graph.op("Add", y, graph.scalar(offset)));
  }

  @Override
  public Sequence scaled(Sequence x, String name, float[] gains) {
    return x.with(graph.op("Mul", x.name, graph.floats(name, gains, gains.length)));
  }

  @Override
  public Sequence reciprocal(Sequence x) {
    return x.with(graph.op("Reciprocal", x.name));
  }

  @Override
  public Sequence absolute(Sequence x) {
    return x.with(graph.op("Abs", x.name));
  }

  @Override
  public Sequence softmax(Sequence x) {
    return x.with(graph.opAttributes("Softmax", List.of(OnnxGraph.attribute("axis", 1L)), x.name));
  }

  @Override
  public Sequence concat(Sequence a, Sequence b) {
    return a.with(graph.concat(1, a.name, b.name), a.channels + b.channels);
  }

  @Override
  public Sequence smooth(Sequence x, String name, int channels, double... seconds) {
    float[] keep = new float[seconds.length];
    float[] fresh = new float[seconds.length];
    for (int c = 0; c < seconds.length; c++) {
      keep[c] = (float) ArrayOps.decay(seconds[c]);
      fresh[c] = 1 - keep[c];
    }
    State state = state(name, channels);
    String old = graph.op("Mul", state.in, graph.floats(name + ".keep", keep, keep.length));
    String now = graph.op("Mul", x.name, graph.floats(name + ".fresh", fresh, fresh.length));
    return x.with(graph.named("Add", state.out, old, now));
  }

  @Override
  public Sequence swing(Sequence x, String name, double[] hertz, double seconds) {
    Turned z = turned(name, hertz, ArrayOps.decay(seconds));
    graph.named("Identity", z.imaginary.out, z.im);
    return x.with(graph.named("Add", z.real.out, z.re, x.name));
  }

  @Override
  public Sequence circle(Sequence x, String name, double[] hertz) {
    int channels = hertz.length;
    Turned z = turned(name, hertz, 1);
    String a = graph.op("Add", z.re, graph.columns(x.name, 0, channels));
    String b = graph.op("Add", z.im, graph.columns(x.name, channels, 2 * channels));
    String square = graph.op("Add", graph.op("Mul", a, a), graph.op("Mul", b, b));
    String size = graph.op("Sqrt", graph.op("Add", square, graph.scalar(ArrayOps.CENTRE)));
    graph.named("Div", z.imaginary.out, b, size);
    return x.with(graph.named("Div", z.real.out, a, size), channels);
  }

  /** Complex states and what they are a frame later: d e^(i w) z. */
  private record Turned(State real, State imaginary, String re, String im) {}

  private Turned turned(String name, double[] hertz, double d) {
    int channels = hertz.length;
    float[] cosines = new float[channels];
    float[] sines = new float[channels];
    for (int c = 0; c < channels; c++) {
      cosines[c] = (float) (d * Math.cos(ArrayOps.turn(hertz[c])));
      sines[c] = (float) (d * Math.sin(ArrayOps.turn(hertz[c])));
    }
    String along = graph.floats(name + ".along", cosines, channels);
    String across = graph.floats(name + ".across", sines, channels);
    State real = state(name + ".re", channels);
    State imaginary = state(name + ".im", channels);
    String re =
        graph.op("Sub", graph.op("Mul", real.in, along), graph.op("Mul", imaginary.in, across));
    String im =
        graph.op("Add", graph.op("Mul", real.in, across), graph.op("Mul", imaginary.in, along));
    return new Turned(real, imaginary, re, im);
  }

  @Override
  public Sequence before(Sequence x, String name, int channels) {
    State state = state(name, channels);
    graph.named("Identity", state.out, x.name);
    return x.with(state.in);
  }

  @Override
  public Sequence drift(Sequence x, Sequence share, String name, int channels) {
    State state = state(name, channels);
    String way = graph.op("Mul", graph.op("Sub", x.name, state.in), share.name);
    return x.with(graph.named("Add", state.out, state.in, way));
  }

  @Override
  public Sequence count(Sequence x, String name, int channels, float limit) {
    return x.with(counted(state(name, channels), x.name, limit));
  }

  private String counted(State state, String more, float limit) {
    String sum = graph.op("Add", state.in, more);
    return graph.named("Min", state.out, sum, graph.scalar(limit));
  }

  /** As a product with a fixed matrix. */
  @Override
  public Sequence mean(Sequence x, int frames) {
    if (x.frames != frames) {
      throw new IllegalArgumentException(
          "A step has %d frames, not %d.".formatted(x.frames, frames));
    }
    float[] m = new float[frames * x.channels * x.channels];
    for (int i = 0; i < frames * x.channels; i++) {
      m[i * x.channels + i % x.channels] = 1f / frames;
    }
    String matrix = "mean." + frames + "." + x.channels;
    if (shared.written.add(matrix)) {
      graph.floats(matrix, m, (long) frames * x.channels, x.channels);
    }
    return new Sequence(graph.op("MatMul", x.name, matrix), 1, x.channels, x.rows);
  }

  @Override
  public Sequence part(Sequence x, int from, int to) {
    return x.with(graph.columns(x.name, from, to), to - from);
  }

  /**
   * Remembered is what was seen, once for all that attend to it, not keys and values: q . (K e) =
   * (K^T q) . e, and a mixture of V e is V of the mixture. What the biases of keys add is the same
   * for all frames, and softmax does not see it.
   */
  @Override
  public Sequence attend(Sequence asks, Sequence seen, String name, Attention attention) {
    int heads = attention.heads();
    int window = attention.window();
    AttentionWeights w = new AttentionWeights(weights, name, attention);
    String query =
        graph.op(
            "Gemm",
            asks.name,
            graph.floats(
                name + ".qk.w", w.queries(), attention.asks(), (long) heads * seen.channels),
            graph.floats(name + ".qk.b", w.queryBiases(), (long) heads * seen.channels));
    query = graph.shaped(query, 0, heads, seen.channels);
    String past = graph.shaped(seenBefore(seen, window), 0, window, seen.channels);
    String logits = graph.op("MatMul", query, graph.transposed(past, 0, 2, 1));
    logits = graph.op("Add", logits, mask(attention));
    String shares = graph.opAttributes("Softmax", List.of(OnnxGraph.attribute("axis", 2L)), logits);
    String mixed = graph.shaped(graph.op("MatMul", shares, past), 0, (long) heads * seen.channels);
    String y =
        graph.op(
            "Gemm",
            mixed,
            graph.floats(
                name + ".v.mixed", w.values(), (long) heads * seen.channels, attention.channels()),
            weight(name + ".v.b", attention.channels()));
    return asks.with(y, attention.channels());
  }

  /** The frames of a window, this one last; who asks for the widest window asks first. */
  private String seenBefore(Sequence seen, int window) {
    Memory memory =
        shared.memories.computeIfAbsent(
            seen.name, n -> new Memory(remembered(seen, n + ".seen", window - 1), window));
    int size = seen.channels;
    return memory.window == window
        ? memory.name
        : graph.columns(memory.name, (memory.window - window) * size, memory.window * size);
  }

  /** [B, heads, window]: the bias by distance, the query's own frame last; unseen before 0. */
  private String mask(Attention attention) {
    String known = shared.masks.get(attention);
    if (known != null) {
      return known;
    }
    int window = attention.window();
    float[] bias = new float[attention.heads() * window];
    float[] distances = new float[window];
    for (int i = 0; i < window; i++) {
      distances[i] = -window + i;
      for (int h = 0; h < attention.heads(); h++) {
        bias[h * window + i] = attention.bias(h, window - 1 - i);
      }
    }
    String name = "mask" + shared.masks.size();
    // Frames so far, less the distance and one: below 0 there was nothing yet.
    String there = graph.op("Add", clock(), graph.floats(name + ".far", distances, 1, 1, window));
    String unseen =
        graph.op("Mul", graph.op("Min", there, graph.scalar(0)), graph.scalar(-ArrayOps.UNSEEN));
    String mask =
        graph.op("Add", unseen, graph.floats(name + ".bias", bias, 1, attention.heads(), window));
    shared.masks.put(attention, mask);
    return mask;
  }

  /** Frames so far, this one too: [B, 1, 1]. */
  private String clock() {
    String known = shared.clock;
    if (known == null) {
      known = graph.shaped(counted(state("clock", 1), graph.scalar(1), CLOCK), 0, 1, 1);
      shared.clock = known;
    }
    return known;
  }

  @Override
  public Sequence times(Sequence x, String name, float[][] matrix) {
    int columns = matrix[0].length;
    float[] m = new float[matrix.length * columns];
    for (int r = 0; r < matrix.length; r++) {
      System.arraycopy(matrix[r], 0, m, r * columns, columns);
    }
    String constant = graph.floats(name, m, matrix.length, columns);
    return x.with(graph.op("MatMul", x.name, constant), columns);
  }

  @Override
  public Sequence dropout(Sequence x) {
    return x;
  }

  /** The frames that were, then these; the last of them are remembered. */
  private String remembered(Sequence x, String name, int frames) {
    int size = frames * x.channels;
    State state = state(name, x.rows * size);
    String old = x.rows == 1 ? state.in : graph.shaped(state.in, -1, size);
    String joined = graph.concat(1, old, x.name);
    String last = graph.columns(joined, x.frames * x.channels, x.frames * x.channels + size);
    if (x.rows > 1) {
      last = graph.shaped(last, -1, (long) x.rows * size);
    }
    graph.named("Identity", state.out, last);
    return joined;
  }

  private State state(String name, int size) {
    State state = new State("state." + name, "next." + name, size);
    graph.input(state.in, size);
    graph.output(state.out, size);
    shared.states.add(state);
    return state;
  }

  private String weight(String name, long... dims) {
    if (shared.written.add(name)) {
      graph.floats(name, weights.values(name), dims);
    }
    return name;
  }
}
