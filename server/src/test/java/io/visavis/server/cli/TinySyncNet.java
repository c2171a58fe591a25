package io.visavis.server.cli;

import io.visavis.avatar.onnx.OnnxGraph;
import java.util.List;
import java.util.Map;

/** SyncNets that can tell loud from soft and dark from bright, and no more. */
final class TinySyncNet {
  private TinySyncNet() {}

  /** Five numbers: how dark each picture is, 0 to 1. */
  static byte[] video(int side) {
    OnnxGraph g = new OnnxGraph();
    lips(g, side);
    return g.toBytes(Map.of());
  }

  /** As many numbers: how loud the voice is beside each, 0 to 1. */
  static byte[] audio(int numbers) {
    OnnxGraph g = new OnnxGraph();
    voice(g, numbers);
    return g.toBytes(Map.of());
  }

  /** Both in one, the voice first. */
  static byte[] both() {
    OnnxGraph g = new OnnxGraph();
    voice(g, 5);
    lips(g, 224);
    return g.toBytes(Map.of());
  }

  private static void lips(OnnxGraph g, int side) {
    String x = g.input("faces", 3, 5, side, side);
    String rows = g.shaped(x, 0, 3, 5, (long) side * side);
    String frames = g.shaped(g.transposed(rows, 0, 2, 1, 3), 0, 5, 3L * side * side);
    String bright = g.op("Div", mean(g, frames), g.scalar(255));
    g.output(g.named("Sub", "lips", g.scalar(1), bright), 5);
  }

  private static void voice(OnnxGraph g, int numbers) {
    String x = g.shaped(g.input("mfcc", 1, 13, 20), 0, 260);
    String energy = g.shaped(g.columns(x, 0, 20), 0, numbers, 20 / numbers);
    // From what 25 ms of a tone of 0.003 have to what a tone of 0.3 has.
    String above = g.op("Sub", mean(g, energy), g.scalar((float) Math.log(quiet())));
    g.output(g.named("Div", "voice", above, g.scalar((float) Math.log(1e4))), numbers);
  }

  private static double quiet() {
    return 1e-3 * 32_768 * 32_768;
  }

  private static String mean(OnnxGraph g, String x) {
    return g.opAttributes(
        "ReduceMean",
        List.of(OnnxGraph.attribute("axes", new long[] {2}), OnnxGraph.attribute("keepdims", 0)),
        x);
  }
}
