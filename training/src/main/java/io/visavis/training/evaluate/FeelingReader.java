package io.visavis.training.evaluate;

import io.visavis.inference.EmotionName;
import io.visavis.training.conversation.Conversation;
import io.visavis.training.conversation.Side;
import java.util.Arrays;
import java.util.List;

/**
 * Reads from a face what is felt: the nearest of the eight mean faces of two seconds of the corpus'
 * truth, in units of each channel's spread.
 */
final class FeelingReader {
  private static final int WINDOW = 50;

  /** Coefficients; the head's angles say little. */
  private static final int CHANNELS = 52;

  private static final double CLEAR = 1.5;
  private static final double LEAST_SPREAD = 0.02;

  private final double[][] means = new double[EmotionName.COUNT + 1][CHANNELS];
  private final double[] spread = new double[CHANNELS];

  /** Learns from true faces. */
  FeelingReader(List<Conversation> conversations) {
    int[] count = new int[means.length];
    double[] squares = new double[CHANNELS];
    for (int pass = 0; pass < 2; pass++) {
      for (Conversation conversation : conversations) {
        for (Side side : conversation.sides()) {
          for (int n = 0; n + WINDOW <= side.face().length; n += WINDOW) {
            int felt = felt(side.feelings()[n], side.feelings()[n + WINDOW - 1]);
            if (felt < 0) {
              continue;
            }
            double[] face = mean(side.face(), n);
            for (int c = 0; c < CHANNELS; c++) {
              if (pass == 0) {
                means[felt][c] += face[c];
              } else {
                squares[c] += Math.pow(face[c] - means[felt][c], 2);
              }
            }
            count[felt]++;
          }
        }
      }
      if (pass == 0) {
        for (int k = 0; k < means.length; k++) {
          for (int c = 0; c < CHANNELS; c++) {
            means[k][c] /= Math.max(1, count[k]);
          }
        }
        Arrays.fill(count, 0);
      }
    }
    int all = Arrays.stream(count).sum();
    for (int c = 0; c < CHANNELS; c++) {
      spread[c] = Math.sqrt(squares[c] / Math.max(1, all)) + LEAST_SPREAD;
    }
  }

  /** 0 for neutral, 1 + the emotion's ordinal, or -1 where that is not clear. */
  private static int felt(float[] first, float[] last) {
    double sum = 0;
    int strongest = 0;
    for (int e = 0; e < first.length; e++) {
      if (Math.abs(first[e] - last[e]) > 0.01) {
        return -1;
      }
      sum += first[e];
      strongest = first[e] > first[strongest] ? e : strongest;
    }
    if (sum == 0) {
      return 0;
    }
    return first[strongest] >= CLEAR && first[strongest] > 0.99 * sum ? 1 + strongest : -1;
  }

  private static double[] mean(float[][] face, int from) {
    double[] mean = new double[CHANNELS];
    for (int n = from; n < from + WINDOW; n++) {
      for (int c = 0; c < CHANNELS; c++) {
        mean[c] += face[n][c] / WINDOW;
      }
    }
    return mean;
  }

  /** Of the stretches of two seconds, the part in which that emotion is read. */
  double share(float[][] face, EmotionName emotion) {
    int right = 0;
    int all = 0;
    for (int n = WINDOW; n + WINDOW <= face.length; n += WINDOW) {
      right += nearest(mean(face, n)) == 1 + emotion.ordinal() ? 1 : 0;
      all++;
    }
    return right / (double) Math.max(1, all);
  }

  private int nearest(double[] face) {
    int nearest = 0;
    double least = Double.MAX_VALUE;
    for (int k = 0; k < means.length; k++) {
      double distance = 0;
      for (int c = 0; c < CHANNELS; c++) {
        distance += Math.pow((face[c] - means[k][c]) / spread[c], 2);
      }
      if (distance < least) {
        least = distance;
        nearest = k;
      }
    }
    return nearest;
  }

  /**
   * How far a face has gone from neutral towards an emotion's mean: 0 at neutral, 1 at the mean.
   */
  double strength(float[][] face, EmotionName emotion) {
    double[] towards = means[1 + emotion.ordinal()];
    double along = 0;
    double length = 0;
    int windows = 0;
    for (int n = WINDOW; n + WINDOW <= face.length; n += WINDOW, windows++) {
      double[] now = mean(face, n);
      for (int c = 0; c < CHANNELS; c++) {
        double way = (towards[c] - means[0][c]) / spread[c];
        along += way * (now[c] - means[0][c]) / spread[c];
        length += way * way;
      }
    }
    return windows == 0 ? 0 : along / length;
  }
}
