package io.visavis.training.fit;

import io.visavis.inference.feature.FeatureSpec;
import java.util.SplittableRandom;

/**
 * Makes synthesised speech sound like any voice by any microphone: length of the vocal tract,
 * colour, band limits, loudness and drop-outs on the log-mel frames.
 */
public final class MelAugmenter {
  private static final double COLOUR_SHARE = 0.8;
  private static final double TELEPHONE_SHARE = 0.15;
  private static final double BAND_SHARE = 0.15;
  private static final double WARP_SHARE = 0.7;
  private static final double WARP_RANGE = 0.18;

  private final MelAxis axis;
  private final float floor;

  public MelAugmenter(FeatureSpec features) {
    this.axis = new MelAxis(features);
    this.floor = (float) features.floor();
  }

  /**
   * Vocal tract, colour, band limits, loudness and drop-outs, in place.
   *
   * @param mel [frames][bands] log power
   */
  public void apply(float[][] mel, SplittableRandom random) {
    int bands = mel[0].length;
    if (random.nextDouble() < WARP_SHARE) {
      warp(mel, Math.exp(random.nextDouble(-WARP_RANGE, WARP_RANGE)));
    }
    float[] gain = new float[bands];
    double loud = random.nextDouble(-3.2, 3.2);
    for (int b = 0; b < bands; b++) {
      gain[b] = (float) loud;
    }
    if (random.nextDouble() < COLOUR_SHARE) {
      colour(gain, random);
    }
    double u = random.nextDouble();
    if (u < TELEPHONE_SHARE) {
      // 300 to 3,400 Hz on the mel axis of 60 to 7,600 Hz.
      limit(
          gain,
          0.122 + random.nextDouble(-0.02, 0.02),
          0.675 + random.nextDouble(-0.03, 0.03),
          random.nextDouble(30, 150));
    } else if (u < TELEPHONE_SHARE + BAND_SHARE) {
      limit(
          gain,
          random.nextDouble(-0.2, 0.2),
          random.nextDouble(0.65, 1.2),
          random.nextDouble(10, 70));
    }
    for (float[] frame : mel) {
      for (int b = 0; b < bands; b++) {
        double power = Math.max(0, Math.exp(frame[b]) - floor) * Math.exp(gain[b]);
        frame[b] = (float) Math.log(power + floor);
      }
    }
    drop(mel, random);
  }

  /**
   * A longer or shorter vocal tract: what was heard at a frequency moves to that frequency times
   * {@code factor}, and the pitch's own change comes from the speed of the clip.
   */
  private void warp(float[][] mel, double factor) {
    int bands = mel[0].length;
    float[] from = new float[bands];
    for (int b = 0; b < bands; b++) {
      from[b] = (float) Math.clamp(axis.band(axis.hertz(b) / factor), 0, bands - 1.001);
    }
    float[] frame = new float[bands];
    for (float[] f : mel) {
      System.arraycopy(f, 0, frame, 0, bands);
      for (int b = 0; b < bands; b++) {
        int k = (int) from[b];
        f[b] = frame[k] + (from[b] - k) * (frame[k + 1] - frame[k]);
      }
    }
  }

  private static void colour(float[] gain, SplittableRandom random) {
    int bands = gain.length;
    double tilt = random.nextDouble(-2, 2);
    int[] ripples = {1, 2, 3, 5};
    double[] depth = new double[ripples.length];
    double[] phase = new double[ripples.length];
    for (int k = 0; k < ripples.length; k++) {
      depth[k] = 0.6 * random.nextGaussian();
      phase[k] = random.nextDouble(6.3);
    }
    for (int b = 0; b < bands; b++) {
      double u = b / (bands - 1.0);
      double g = tilt * (u - 0.5) * 2;
      for (int k = 0; k < ripples.length; k++) {
        g += depth[k] * Math.cos(Math.PI * u * ripples[k] + phase[k]);
      }
      gain[b] += (float) g;
    }
  }

  /** Falls by {@code slope} (in log power over the whole axis) outside [lo, hi] of the axis. */
  private static void limit(float[] gain, double lo, double hi, double slope) {
    for (int b = 0; b < gain.length; b++) {
      double u = b / (gain.length - 1.0);
      gain[b] -= (float) (slope * (Math.max(0, lo - u) + Math.max(0, u - hi)));
    }
  }

  /** Bands and moments that are missing (SpecAugment). */
  private static void drop(float[][] mel, SplittableRandom random) {
    int bands = mel[0].length;
    double sum = 0;
    for (float[] f : mel) {
      for (float v : f) {
        sum += v;
      }
    }
    float mean = (float) (sum / mel.length / bands);
    for (int k = 0; k < 2; k++) {
      if (random.nextDouble() < 0.5) {
        int width = random.nextInt(5);
        int first = random.nextInt(bands - width);
        for (float[] f : mel) {
          java.util.Arrays.fill(f, first, first + width, mean);
        }
      }
    }
    if (random.nextDouble() < 0.3) {
      int width = random.nextInt(1, 6);
      int first = random.nextInt(mel.length - width);
      for (int i = first; i < first + width; i++) {
        java.util.Arrays.fill(mel[i], mean);
      }
    }
  }
}
