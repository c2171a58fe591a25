package io.visavis.training.net;

/**
 * Weights of attention, put together so that neither keys nor values need be computed: queries that
 * ask what is seen directly, and values of what each head mixed.
 */
final class AttentionWeights {
  private final Attention attention;
  private final float[] queryWeights;
  private final float[] queryBias;
  private final float[] keyWeights;
  private final float[] valueWeights;

  AttentionWeights(Weights weights, String name, Attention attention) {
    this.attention = attention;
    this.queryWeights = weights.values(name + ".q.w");
    this.queryBias = weights.values(name + ".q.b");
    this.keyWeights = weights.values(name + ".k.w");
    this.valueWeights = weights.values(name + ".v.w");
  }

  /** [asks][heads * seen]: Q_h K_h^T / sqrt(size) side by side. */
  float[] queries() {
    return throughKeys(queryWeights, attention.asks());
  }

  /** [heads * seen]. */
  float[] queryBiases() {
    return throughKeys(queryBias, 1);
  }

  private float[] throughKeys(float[] queries, int rows) {
    int seen = attention.seen();
    int channels = attention.channels();
    int size = attention.size();
    int columns = attention.heads() * seen;
    float[] out = new float[rows * columns];
    for (int r = 0; r < rows; r++) {
      for (int h = 0; h < attention.heads(); h++) {
        for (int e = 0; e < seen; e++) {
          double sum = 0;
          for (int c = h * size; c < (h + 1) * size; c++) {
            sum += (double) queries[r * channels + c] * keyWeights[e * channels + c];
          }
          out[r * columns + h * seen + e] = (float) (sum / Math.sqrt(size));
        }
      }
    }
    return out;
  }

  /** [heads * seen][channels]: V_h in blocks. */
  float[] values() {
    int seen = attention.seen();
    int channels = attention.channels();
    int size = attention.size();
    float[] out = new float[attention.heads() * seen * channels];
    for (int h = 0; h < attention.heads(); h++) {
      for (int e = 0; e < seen; e++) {
        int row = (h * seen + e) * channels;
        System.arraycopy(valueWeights, e * channels + h * size, out, row + h * size, size);
      }
    }
    return out;
  }
}
