package io.visavis.inference.corrective.distil;

import java.util.SplittableRandom;
import org.hipparchus.linear.MatrixUtils;

/**
 * The hidden layer of a coefficient network: relu(W x + b). It passes its inputs on unbent, each as
 * two units, of a voice the strongest principal components; the other units rise between two
 * samples (sampled networks, Bolager et al. 2023), which fits small sets of samples better than
 * weights by chance. Nothing in it is trained.
 *
 * @param weights [inputs][units]
 * @param bias [units]
 */
record FeatureLayer(float[][] weights, float[] bias) {
  private static final int COMPONENTS = 24;
  private static final int SAMPLED = 384;

  /** What is linear costs a penalised fit next to nothing, so that it is found first. */
  private static final double STRAIGHT = 30;

  /** A group of inputs that varies less is constant. */
  private static final double LEAST = 1e-6;

  /**
   * Draws one.
   *
   * @param x [samples][inputs]
   * @param groups where groups of inputs end; the groups count alike
   * @param voice whether the last group is a voice
   */
  static FeatureLayer draw(double[][] x, int[] groups, boolean voice, SplittableRandom random) {
    int inputs = x[0].length;
    double[] mean = mean(x);
    double[][] centred = new double[x.length][inputs];
    for (int s = 0; s < x.length; s++) {
      for (int i = 0; i < inputs; i++) {
        centred[s][i] = x[s][i] - mean[i];
      }
    }
    int plain = voice ? groups[groups.length - 2] : inputs;
    double[][] components = voice ? components(centred, plain) : new double[0][];
    // z = map (x - mean), [z][inputs].
    double[][] map = new double[plain + components.length][inputs];
    int from = 0;
    for (int end : groups) {
      double scale = 1 / spread(centred, from, end);
      for (int i = from; i < end && i < plain; i++) {
        map[i][i] = scale;
      }
      for (int c = 0; from >= plain && c < components.length; c++) {
        for (int i = from; i < end; i++) {
          map[plain + c][i] = scale * components[c][i - from];
        }
      }
      from = end;
    }
    double[][] z = new double[x.length][];
    for (int s = 0; s < x.length; s++) {
      z[s] = times(map, centred[s]);
    }
    return fold(units(z, random), map, mean);
  }

  /** [units][z + 1] each a row of weights and, last, its bias. */
  private static double[][] units(double[][] z, SplittableRandom random) {
    int m = z[0].length;
    double[][] units = new double[2 * m + SAMPLED][m + 1];
    for (int i = 0; i < m; i++) {
      units[2 * i][i] = STRAIGHT;
      units[2 * i + 1][i] = -STRAIGHT;
    }
    for (int u = 2 * m; u < units.length; u++) {
      double[] from = z[random.nextInt(z.length)];
      double[] to = z[random.nextInt(z.length)];
      double square = 0;
      for (int i = 0; i < m; i++) {
        square += (to[i] - from[i]) * (to[i] - from[i]);
      }
      for (int i = 0; i < m && square > LEAST; i++) {
        units[u][i] = (to[i] - from[i]) / square;
        units[u][m] -= units[u][i] * from[i];
      }
      even(units[u], z);
    }
    return units;
  }

  /** Scales a unit so that over the samples its output varies by 1. */
  private static void even(double[] unit, double[][] z) {
    double sum = 0;
    double squares = 0;
    for (double[] sample : z) {
      double x = unit[sample.length];
      for (int i = 0; i < sample.length; i++) {
        x += unit[i] * sample[i];
      }
      x = Math.max(0, x);
      sum += x;
      squares += x * x;
    }
    double mean = sum / z.length;
    double deviation = Math.sqrt(Math.max(0, squares / z.length - mean * mean));
    for (int i = 0; i < unit.length && deviation > LEAST; i++) {
      unit[i] /= deviation;
    }
  }

  /** Units of z as units of x. */
  private static FeatureLayer fold(double[][] units, double[][] map, double[] mean) {
    float[][] weights = new float[mean.length][units.length];
    float[] bias = new float[units.length];
    for (int u = 0; u < units.length; u++) {
      double b = units[u][map.length];
      for (int i = 0; i < mean.length; i++) {
        double w = 0;
        for (int j = 0; j < map.length; j++) {
          w += units[u][j] * map[j][i];
        }
        weights[i][u] = (float) w;
        b -= (float) w * mean[i];
      }
      bias[u] = (float) b;
    }
    return new FeatureLayer(weights, bias);
  }

  /** Unit vectors [components][inputs from there on] of the largest variance. */
  private static double[][] components(double[][] centred, int from) {
    int n = centred.length;
    double[][] gram = new double[n][n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b <= a; b++) {
        for (int i = from; i < centred[a].length; i++) {
          gram[a][b] += centred[a][i] * centred[b][i];
        }
        gram[b][a] = gram[a][b];
      }
    }
    Spectrum spectrum = Spectrum.of(MatrixUtils.createRealMatrix(gram));
    double[][] out = new double[Math.min(COMPONENTS, n)][centred[0].length - from];
    for (int c = 0; c < out.length; c++) {
      double value = spectrum.values()[c];
      for (int s = 0; s < n && value > LEAST * spectrum.values()[0]; s++) {
        double share = spectrum.vectors().getEntry(s, c) / Math.sqrt(value);
        for (int i = 0; i < out[c].length; i++) {
          out[c][i] += share * centred[s][from + i];
        }
      }
    }
    return out;
  }

  private static double[] mean(double[][] x) {
    double[] mean = new double[x[0].length];
    for (double[] row : x) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += row[i] / x.length;
      }
    }
    return mean;
  }

  /** The standard deviation of a group as a whole. */
  private static double spread(double[][] centred, int from, int end) {
    double sum = 0;
    for (double[] row : centred) {
      for (int i = from; i < end; i++) {
        sum += row[i] * row[i];
      }
    }
    double spread = Math.sqrt(sum / centred.length);
    return spread > LEAST ? spread : 1;
  }

  private static double[] times(double[][] map, double[] v) {
    double[] out = new double[map.length];
    for (int r = 0; r < out.length; r++) {
      for (int i = 0; i < v.length; i++) {
        out[r] += map[r][i] * v[i];
      }
    }
    return out;
  }

  /** Number of units. */
  int units() {
    return bias.length;
  }

  /** What it makes of inputs. */
  double[] apply(double[] x) {
    double[] out = new double[units()];
    for (int u = 0; u < out.length; u++) {
      out[u] = bias[u];
    }
    for (int i = 0; i < x.length; i++) {
      for (int u = 0; u < out.length && x[i] != 0; u++) {
        out[u] += x[i] * weights[i][u];
      }
    }
    for (int u = 0; u < out.length; u++) {
      out[u] = Math.max(0, out[u]);
    }
    return out;
  }
}
