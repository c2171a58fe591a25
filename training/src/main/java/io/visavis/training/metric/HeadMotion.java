package io.visavis.training.metric;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;

/**
 * Whether a head moves as people's do. Two real clips had a spread of 0.03 (calm) to 0.12 rad, a
 * mean change of 0.004 to 0.011 rad a frame, 59 to 88 % of the energy of pitch below 0.5 Hz and 6
 * to 12 % in 1 to 4 Hz.
 *
 * @param spread of the three angles together, radians
 * @param change length of the mean change a frame, radians
 * @param slow part of the energy of pitch below 0.5 Hz
 * @param nodding part of the energy of pitch in 1 to 4 Hz
 */
public record HeadMotion(double spread, double change, double slow, double nodding) {

  /** Measures arkit frames. */
  public static HeadMotion of(float[][] face) {
    double[][] head = Part.POSE.of(MotionSpace.ARKIT, face);
    double[] mean = Frechet.mean(head);
    double spread = 0;
    double change = 0;
    for (int n = 0; n < head.length; n++) {
      double moved = 0;
      for (int c = 0; c < mean.length; c++) {
        spread += Math.pow(head[n][c] - mean[c], 2) / head.length;
        moved += n == 0 ? 0 : Math.pow(head[n][c] - head[n - 1][c], 2);
      }
      change += Math.sqrt(moved) / (head.length - 1);
    }
    int pitch = ArkitChannel.HEAD_PITCH.ordinal() - ArkitChannel.COEFFICIENTS;
    double[] x = new double[head.length];
    for (int n = 0; n < x.length; n++) {
      x[n] = head[n][pitch] - mean[pitch];
    }
    double all = energy(x, 0, MotionSpace.FPS / 2.0);
    return new HeadMotion(
        Math.sqrt(spread), change, energy(x, 0, 0.5) / all, energy(x, 1, 4) / all);
  }

  /** Energy between two frequencies, in hertz, of a Hann-windowed signal. */
  private static double energy(double[] x, double from, double to) {
    double sum = 0;
    double step = (double) MotionSpace.FPS / x.length;
    for (int k = Math.max(1, (int) Math.ceil(from / step)); k * step < to; k++) {
      double re = 0;
      double im = 0;
      for (int n = 0; n < x.length; n++) {
        double angle = 2 * Math.PI * k * n / x.length;
        double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * n / x.length);
        re += hann * x[n] * Math.cos(angle);
        im += hann * x[n] * Math.sin(angle);
      }
      sum += re * re + im * im;
    }
    return sum;
  }
}
