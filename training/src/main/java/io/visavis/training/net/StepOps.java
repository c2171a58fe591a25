package io.visavis.training.net;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@link Ops} that write the streaming graph: one run takes the four mel frames of 40 ms and gives
 * one motion frame. What a convolution or integrator remembers goes in and out as a state.
 */
final class StepOps implements Ops<StepOps.Sequence> {
  /** A tensor [B, frames, channels] of the graph. */
  record Sequence(String name, int frames, int channels) {}

  /** A memory, zero at the start. */
  record State(String in, String out, int frames, int channels) {}

  private final OnnxGraph graph;
  private final Weights weights;
  private final List<State> states = new ArrayList<>();
  private final Set<String> written = new HashSet<>();

  StepOps(OnnxGraph graph, Weights weights) {
    this.graph = graph;
    this.weights = weights;
  }

  List<State> states() {
    return List.copyOf(states);
  }

  @Override
  public Sequence linear(Sequence x, String name, int in, int out) {
    String y = graph.op("MatMul", x.name, weight(name + ".w", in, out));
    return new Sequence(graph.op("Add", y, weight(name + ".b", out)), x.frames, out);
  }

  @Override
  public Sequence conv(
      Sequence x, String name, int in, int out, int taps, int dilation, int stride) {
    int reach = (taps - 1) * dilation;
    int memory = reach - (stride - 1);
    State state = state(name, memory, in);
    String joined = graph.concat(1, state.in, x.name);
    keepLast(state, joined, memory + x.frames);
    int outputs = x.frames / stride;
    String[] windows = new String[outputs];
    for (int i = 0; i < outputs; i++) {
      String window = graph.frames(joined, i * stride, i * stride + reach + 1, dilation);
      windows[i] = graph.flattened(window, taps * in);
    }
    String all = outputs == 1 ? windows[0] : graph.concat(1, windows);
    return linear(new Sequence(all, outputs, taps * in), name, taps * in, out);
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
    return new Sequence(y, x.frames, size);
  }

  @Override
  public Sequence relu(Sequence x) {
    return new Sequence(graph.op("Relu", x.name), x.frames, x.channels);
  }

  @Override
  public Sequence sigmoid(Sequence x) {
    return new Sequence(graph.op("Sigmoid", x.name), x.frames, x.channels);
  }

  @Override
  public Sequence tanh(Sequence x) {
    return new Sequence(graph.op("Tanh", x.name), x.frames, x.channels);
  }

  @Override
  public Sequence add(Sequence a, Sequence b) {
    return new Sequence(graph.op("Add", a.name, b.name), a.frames, a.channels);
  }

  @Override
  public Sequence multiply(Sequence a, Sequence b) {
    return new Sequence(graph.op("Mul", a.name, b.name), a.frames, a.channels);
  }

  @Override
  public Sequence atMostOne(Sequence x) {
    return new Sequence(graph.op("Min", x.name, graph.scalar(1)), x.frames, x.channels);
  }

  @Override
  public Sequence softmax(Sequence x) {
    String y = graph.opAttributes("Softmax", List.of(OnnxGraph.attribute("axis", 2)), x.name);
    return new Sequence(y, x.frames, x.channels);
  }

  @Override
  public Sequence concat(Sequence a, Sequence b) {
    return new Sequence(graph.concat(2, a.name, b.name), a.frames, a.channels + b.channels);
  }

  @Override
  public Sequence smooth(Sequence x, String name, int channels, double seconds) {
    float keep = (float) ArrayOps.decay(seconds);
    State state = state(name, 1, channels);
    String old = graph.op("Mul", state.in, graph.scalar(keep));
    String fresh = graph.op("Mul", x.name, graph.scalar(1 - keep));
    return new Sequence(graph.named("Add", state.out, old, fresh), 1, channels);
  }

  @Override
  public Sequence times(Sequence x, String name, float[][] matrix) {
    int columns = matrix[0].length;
    float[] m = new float[matrix.length * columns];
    for (int r = 0; r < matrix.length; r++) {
      System.arraycopy(matrix[r], 0, m, r * columns, columns);
    }
    String constant = graph.floats(name, m, matrix.length, columns);
    return new Sequence(graph.op("MatMul", x.name, constant), x.frames, columns);
  }

  @Override
  public Sequence dropout(Sequence x) {
    return x;
  }

  private State state(String name, int frames, int channels) {
    State state = new State("state." + name, "next." + name, frames, channels);
    graph.input(state.in, frames, channels);
    graph.output(state.out, frames, channels);
    states.add(state);
    return state;
  }

  private void keepLast(State state, String joined, int frames) {
    String last = graph.frames(joined, frames - state.frames, frames, 1);
    graph.named("Identity", state.out, last);
  }

  private String weight(String name, long... dims) {
    if (written.add(name)) {
      graph.floats(name, weights.values(name), dims);
    }
    return name;
  }
}
