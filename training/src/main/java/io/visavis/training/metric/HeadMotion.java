package io.visavis.training.metric;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.metric.Frechet;
import org.jtransforms.fft.DoubleFFT_1D;

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
    double[][] head = Part.POSE.of(face, MotionSpace.ARKIT);
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
    double[] spectrum = spectrum(x);
    double all = energy(spectrum, 0, MotionSpace.FPS / 2.0);
    return new HeadMotion(
        Math.sqrt(spread), change, energy(spectrum, 0, 0.5) / all, energy(spectrum, 1, 4) / all);
  }

  /** [n + 2] the Hann-windowed signal's: real and imaginary part of each frequency. */
  private static double[] spectrum(double[] x) {
    int n = x.length / 2 * 2;
    double[] out = new double[n + 2];
    for (int i = 0; i < n; i++) {
      out[i] = x[i] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / n));
    }
    new DoubleFFT_1D(n).realForward(out);
    // The highest frequency comes packed into the place of the lowest one's imaginary part.
    out[n] = out[1];
    out[1] = 0;
    return out;
  }

  /** Energy between two frequencies, in hertz, without the mean. */
  private static double energy(double[] spectrum, double from, double to) {
    double step = (double) MotionSpace.FPS / (spectrum.length - 2);
    double sum = 0;
    for (int k = Math.max(1, (int) Math.ceil(from / step));
        k * step < to && 2 * k + 1 < spectrum.length;
        k++) {
      sum += spectrum[2 * k] * spectrum[2 * k] + spectrum[2 * k + 1] * spectrum[2 * k + 1];
    }
    return sum;
  }
}
