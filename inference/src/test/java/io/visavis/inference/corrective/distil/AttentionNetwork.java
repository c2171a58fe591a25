package io.visavis.inference.corrective.distil;

import io.visavis.avatar.onnx.OnnxGraph;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * GaussianEmoTalker's spatial-audio-emotion cross attention with weights by chance: eq. 6 to 11,
 * once as an ONNX graph and once in plain double precision. CLIP's embeddings of the emotions'
 * names (eq. 7) are rows of a table, those of the levels are blended by the intensity; the tracked
 * camera and the null vector are constants.
 */
final class AttentionNetwork {
  static final int ROWS = 8;
  static final int VOICE = 40 * ROWS;

  private static final int LAYERS = 2;
  private static final int WIDTH = 16;
  private static final int SPATIAL = 8;
  private static final int OCTAVES = 3;
  private static final int CAMERA = 4;
  private static final int NULL = 4;
  private static final int QUERY = SPATIAL + 2 * OCTAVES + CAMERA + NULL;
  private static final int LEVELS = 4;
  private static final int HIDDEN = 24;

  private static final String[] REGRESSORS = {"rotation", "scale", "colour", "opacity"};
  private static final int[] SIZES = {4, 3, 3, 1};

  private final Map<String, float[]> weights = new LinkedHashMap<>();
  private final int gaussians;

  AttentionNetwork(int gaussians, long seed) {
    this.gaussians = gaussians;
    SplittableRandom random = new SplittableRandom(seed);
    draw(random, "f", 3 * SPATIAL, 150);
    draw(random, "fb", SPATIAL, .3);
    draw(random, "c", CAMERA, .5);
    weights.put("null", new float[NULL]);
    draw(random, "q", QUERY * WIDTH, .6);
    draw(random, "voice", VOICE * WIDTH, .01);
    draw(random, "emotions", 8 * WIDTH, 1.5);
    draw(random, "levels", LEVELS * WIDTH, 1.5);
    for (int l = 0; l < LAYERS; l++) {
      for (String part : new String[] {"q", "k", "v", "o"}) {
        draw(random, part + l, WIDTH * WIDTH, part.equals("q") || part.equals("k") ? .2 : .4);
      }
      draw(random, "u" + l, WIDTH * HIDDEN, .4);
      draw(random, "ub" + l, HIDDEN, .2);
      draw(random, "d" + l, HIDDEN * WIDTH, .3);
      draw(random, "db" + l, WIDTH, .1);
    }
    for (int r = 0; r < REGRESSORS.length; r++) {
      draw(random, REGRESSORS[r] + 1, WIDTH * HIDDEN, .3);
      draw(random, REGRESSORS[r] + "b1", HIDDEN, .2);
      draw(random, REGRESSORS[r] + 2, HIDDEN * SIZES[r], .006);
      draw(random, REGRESSORS[r] + "b2", SIZES[r], .003);
    }
  }

  private void draw(SplittableRandom random, String name, int count, double size) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (size * random.nextGaussian());
    }
    weights.put(name, values);
  }

  private float[] w(String name) {
    float[] values = weights.get(name);
    if (values == null) {
      throw new IllegalArgumentException(name);
    }
    return values;
  }

  /** delta [B, N, 3], blink [B, 1], voice [B, 320], emotion [B, 8] to change [B, N, 11]. */
  byte[] onnx() {
    OnnxGraph g = new OnnxGraph();
    g.input("delta", gaussians, 3);
    g.input("blink", 1);
    g.input("voice", VOICE);
    g.input("emotion", 8);
    weights.keySet().forEach(name -> constant(g, name));
    // Eq. 6.
    String f = g.op("Relu", g.op("Add", g.op("MatMul", "delta", "w.f"), "w.fb"));
    float[] octaves = new float[OCTAVES];
    for (int o = 0; o < OCTAVES; o++) {
      octaves[o] = (float) (Math.PI * (1 << o));
    }
    String phase = g.op("Mul", "blink", g.floats("octaves", octaves, 1, OCTAVES));
    String zero = g.op("Sub", "blink", "blink");
    String rest =
        g.concat(
            1,
            g.op("Sin", phase),
            g.op("Cos", phase),
            g.op("Add", zero, "w.c"),
            g.op("Add", zero, "w.null"));
    int width = QUERY - SPATIAL;
    String spread = g.floats("spread", new float[gaussians * width], 1, gaussians, width);
    rest = g.op("Add", g.shaped(rest, 0, 1, width), spread);
    String z = g.op("MatMul", g.concat(2, f, rest), "w.q");
    String tokens = g.concat(1, voice(g), emotion(g), intensity(g));
    for (int l = 0; l < LAYERS; l++) {
      // Eq. 9.
      String q = g.op("MatMul", z, "w.q" + l);
      String k = g.transposed(g.op("MatMul", tokens, "w.k" + l), 0, 2, 1);
      String v = g.op("MatMul", tokens, "w.v" + l);
      String score = g.op("Mul", g.op("MatMul", q, k), g.scalar((float) (1 / Math.sqrt(WIDTH))));
      String heard = g.op("MatMul", g.op("Softmax", score), v);
      z = g.op("Add", g.op("MatMul", heard, "w.o" + l), z);
      // Eq. 10.
      String up = g.op("Relu", g.op("Add", g.op("MatMul", z, "w.u" + l), "w.ub" + l));
      z = g.op("Add", g.op("Add", g.op("MatMul", up, "w.d" + l), "w.db" + l), z);
    }
    // Eq. 11.
    String[] parts = new String[REGRESSORS.length];
    for (int r = 0; r < parts.length; r++) {
      String name = "w." + REGRESSORS[r];
      String hidden = g.op("Relu", g.op("Add", g.op("MatMul", z, name + 1), name + "b1"));
      parts[r] = g.op("Add", g.op("MatMul", hidden, name + 2), name + "b2");
    }
    g.named("Identity", "change", g.concat(2, parts));
    g.output("change", gaussians, 11);
    return g.toBytes(Map.of());
  }

  private void constant(OnnxGraph g, String name) {
    float[] values = w(name);
    int columns =
        switch (name) {
          case "f" -> SPATIAL;
          case "fb", "c", "null" -> values.length;
          case "q", "voice", "emotions", "levels" -> WIDTH;
          default -> columns(name, values.length);
        };
    if (columns == values.length) {
      g.floats("w." + name, values, columns);
    } else {
      g.floats("w." + name, values, values.length / columns, columns);
    }
  }

  private static int columns(String name, int count) {
    for (int r = 0; r < REGRESSORS.length; r++) {
      if (name.equals(REGRESSORS[r] + 1)) {
        return HIDDEN;
      }
      if (name.equals(REGRESSORS[r] + 2)) {
        return SIZES[r];
      }
    }
    if (name.contains("b")) {
      return count;
    }
    return name.startsWith("u") ? HIDDEN : WIDTH;
  }

  private static String voice(OnnxGraph g) {
    return g.shaped(g.op("MatMul", "voice", "w.voice"), 0, 1, WIDTH);
  }

  /** Eq. 7, a blend of the emotions' embeddings by their shares. */
  private static String emotion(OnnxGraph g) {
    String ones = g.floats("ones", new float[] {1, 1, 1, 1, 1, 1, 1, 1}, 8, 1);
    String share = g.op("Div", "emotion", g.op("MatMul", "emotion", ones));
    return g.shaped(g.op("MatMul", share, "w.emotions"), 0, 1, WIDTH);
  }

  /** Eq. 7, a blend of the two levels about an intensity. */
  private static String intensity(OnnxGraph g) {
    String felt = g.floats("felt", new float[] {0, 1, 1, 1, 1, 1, 1, 1}, 8, 1);
    String level = g.floats("level", new float[] {0, 1, 2, 3}, 1, LEVELS);
    String away = g.op("Abs", g.op("Sub", g.op("MatMul", "emotion", felt), level));
    String hat = g.op("Relu", g.op("Sub", g.scalar(1), away));
    return g.shaped(g.op("MatMul", hat, "w.levels"), 0, 1, WIDTH);
  }

  /**
   * The same by the equations, for one Gaussian.
   *
   * @param delta [3]
   * @return [11]
   */
  double[] change(double[] delta, double blink, double[] voice, double[] emotion) {
    double[] query = new double[QUERY];
    double[] f = relu(add(times(delta, "f", SPATIAL), "fb"));
    System.arraycopy(f, 0, query, 0, SPATIAL);
    for (int o = 0; o < OCTAVES; o++) {
      query[SPATIAL + o] = Math.sin(Math.PI * (1 << o) * blink);
      query[SPATIAL + OCTAVES + o] = Math.cos(Math.PI * (1 << o) * blink);
    }
    for (int c = 0; c < CAMERA; c++) {
      query[SPATIAL + 2 * OCTAVES + c] = w("c")[c];
    }
    double sum = 0;
    for (double e : emotion) {
      sum += e;
    }
    double felt = sum - emotion[0];
    double[] share = new double[8];
    for (int e = 0; e < 8; e++) {
      share[e] = emotion[e] / sum;
    }
    double[] level = new double[LEVELS];
    for (int l = 0; l < LEVELS; l++) {
      level[l] = Math.max(0, 1 - Math.abs(felt - l));
    }
    double[][] tokens = {
      times(voice, "voice", WIDTH), times(share, "emotions", WIDTH), times(level, "levels", WIDTH)
    };
    double[] z = times(query, "q", WIDTH);
    for (int l = 0; l < LAYERS; l++) {
      z = sum(attend(z, tokens, l), z);
      z =
          sum(
              add(times(relu(add(times(z, "u" + l, HIDDEN), "ub" + l)), "d" + l, WIDTH), "db" + l),
              z);
    }
    double[] out = new double[11];
    int at = 0;
    for (int r = 0; r < REGRESSORS.length; r++) {
      String name = REGRESSORS[r];
      double[] hidden = relu(add(times(z, name + 1, HIDDEN), name + "b1"));
      double[] d = add(times(hidden, name + 2, SIZES[r]), name + "b2");
      System.arraycopy(d, 0, out, at, d.length);
      at += d.length;
    }
    return out;
  }

  private double[] attend(double[] z, double[][] tokens, int layer) {
    double[] q = times(z, "q" + layer, WIDTH);
    double[] score = new double[tokens.length];
    double total = 0;
    for (int t = 0; t < tokens.length; t++) {
      double[] k = times(tokens[t], "k" + layer, WIDTH);
      double dot = 0;
      for (int i = 0; i < WIDTH; i++) {
        dot += q[i] * k[i];
      }
      score[t] = Math.exp(dot / Math.sqrt(WIDTH));
      total += score[t];
    }
    double[] heard = new double[WIDTH];
    for (int t = 0; t < tokens.length; t++) {
      double[] v = times(tokens[t], "v" + layer, WIDTH);
      for (int i = 0; i < WIDTH; i++) {
        heard[i] += score[t] / total * v[i];
      }
    }
    return times(heard, "o" + layer, WIDTH);
  }

  private double[] times(double[] x, String name, int columns) {
    float[] matrix = w(name);
    double[] out = new double[columns];
    for (int i = 0; i < x.length; i++) {
      for (int c = 0; c < columns; c++) {
        out[c] += x[i] * matrix[i * columns + c];
      }
    }
    return out;
  }

  private double[] add(double[] x, String name) {
    for (int i = 0; i < x.length; i++) {
      x[i] += w(name)[i];
    }
    return x;
  }

  private static double[] relu(double[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.max(0, x[i]);
    }
    return x;
  }

  private static double[] sum(double[] a, double[] b) {
    double[] out = a.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] += b[i];
    }
    return out;
  }
}
