package io.visavis.inference.inpaint;

import io.visavis.avatar.onnx.OnnxGraph;
import io.visavis.avatar.plate.PlateNetwork;
import io.visavis.avatar.plate.PlateRegion;
import io.visavis.inference.model.EndlessLoops;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Networks of plates made for tests: 24 columns, 16 rows. */
final class PlateNets {
  static final int COLUMNS = 24;
  static final int ROWS = 16;

  private PlateNets() {}

  /** What an avatar says of a network that sees a picture x and makes y. */
  static PlateNetwork of(byte[] onnx) {
    return of(onnx, 0, 1);
  }

  static PlateNetwork of(byte[] onnx, float black, float white) {
    return new PlateNetwork(
        onnx,
        List.of(new PlateNetwork.Input(PlateNetwork.Role.PICTURE, "x")),
        "y",
        black,
        white,
        PlateRegion.whole(COLUMNS, ROWS));
  }

  /** y = x through a node. */
  static byte[] unary(String type) {
    return net(g -> g.named(type, "y", "x"));
  }

  /** A network of a picture x and what is made of it. */
  static byte[] net(Consumer<OnnxGraph> body) {
    OnnxGraph graph = new OnnxGraph();
    graph.input("x", 3, ROWS, COLUMNS);
    body.accept(graph);
    graph.output("y", 3, ROWS, COLUMNS);
    return graph.toBytes(Map.of());
  }

  /** The mean of each three pixels across, by a convolution of each channel. */
  static byte[] blur() {
    return net(
        g -> {
          float[] thirds = new float[9];
          java.util.Arrays.fill(thirds, 1 / 3f);
          String blurred =
              g.opAttributes(
                  "Conv",
                  List.of(
                      OnnxGraph.attribute("group", 3L),
                      OnnxGraph.attribute("pads", new long[] {0, 1, 0, 1}),
                      OnnxGraph.attribute("kernel_shape", new long[] {1, 3})),
                  "x",
                  g.floats("w", thirds, 3, 1, 1, 3));
          g.named("Identity", "y", blurred);
        });
  }

  /** y = x while the picture is dark on the whole; not a number where it is white. */
  static byte[] blinded() {
    return net(
        g -> {
          String mean = g.opAttributes("ReduceMean", List.of(), "x");
          String left = g.op("Sub", g.scalar(0.99f), mean);
          String one = g.op("Div", g.op("Sqrt", left), g.op("Sqrt", left));
          g.named("Mul", "y", "x", one);
        });
  }

  /**
   * y = x while the picture is dark on the whole; where it is white, the loops that the rules
   * allow, one in the other, that nobody lives to see the end of.
   */
  static byte[] endless() {
    return net(
        g -> {
          String mean = g.opAttributes("ReduceMean", List.of(), "x");
          String light = g.op("Greater", mean, g.scalar(0.99f));
          g.named("Identity", "y", EndlessLoops.where(g, g.op("Squeeze", light), "x"));
        });
  }
}
