package io.visavis.bench.render;

import io.visavis.avatar.Avatar;
import io.visavis.render.AvatarHandle;
import io.visavis.render.Background;
import io.visavis.render.DrawRequest;
import io.visavis.render.Picture;
import io.visavis.render.RenderBackend;
import io.visavis.render.View;
import io.visavis.render.oracle.OracleBackend;
import java.util.List;

/**
 * How a back end's picture differs from the oracle's. Right is: 99.9 % of I420 samples within 1,
 * none beyond 3, and float RGB at 80 dB or better over covered pixels.
 *
 * @param within1Percent of I420 samples
 * @param largest difference of an I420 sample
 * @param psnr dB, float RGB over covered pixels
 */
public record OracleComparison(double within1Percent, int largest, double psnr) {

  /** Draws a posed avatar with both. */
  public static OracleComparison of(
      RenderBackend backend, Avatar avatar, float[] motion, float[] coefficients, View view) {
    int width = view.width();
    int height = view.height();
    RenderBackend oracle = new OracleBackend();
    Picture.I420 a = Picture.I420.of(width, height);
    Picture.I420 b = Picture.I420.of(width, height);
    draw(backend, avatar, motion, coefficients, view, a);
    draw(oracle, avatar, motion, coefficients, view, b);
    int[] histogram = new int[256];
    count(a.y(), b.y(), histogram);
    count(a.u(), b.u(), histogram);
    count(a.v(), b.v(), histogram);
    int largest = 255;
    while (largest > 0 && histogram[largest] == 0) {
      largest--;
    }
    double samples = 1.5 * width * height;
    Picture.FloatRgb c = Picture.FloatRgb.of(width, height);
    Picture.FloatRgb d = Picture.FloatRgb.of(width, height);
    draw(backend, avatar, motion, coefficients, view, c);
    draw(oracle, avatar, motion, coefficients, view, d);
    return new OracleComparison(100 * (histogram[0] + histogram[1]) / samples, largest, psnr(c, d));
  }

  private static void count(byte[] a, byte[] b, int[] histogram) {
    for (int i = 0; i < a.length; i++) {
      histogram[Math.abs((a[i] & 255) - (b[i] & 255))]++;
    }
  }

  private static double psnr(Picture.FloatRgb a, Picture.FloatRgb b) {
    int n = a.width() * a.height();
    double squares = 0;
    long covered = 0;
    for (int i = 0; i < n; i++) {
      if (b.alpha()[i] > 0) {
        covered++;
        for (int c = 0; c < 3; c++) {
          double e = a.rgb()[c * n + i] - b.rgb()[c * n + i];
          squares += e * e;
        }
      }
    }
    return -10 * Math.log10(squares / Math.max(1, 3 * covered));
  }

  private static void draw(
      RenderBackend backend,
      Avatar avatar,
      float[] motion,
      float[] coefficients,
      View view,
      Picture picture) {
    try (AvatarHandle handle = backend.load(avatar)) {
      DrawRequest request =
          new DrawRequest(
              handle, List.of(new DrawRequest.Target(view, Background.DEFAULT, picture)));
      System.arraycopy(motion, 0, request.motion(), 0, motion.length);
      System.arraycopy(coefficients, 0, request.coefficients(), 0, coefficients.length);
      backend.draw(List.of(request));
    }
  }
}
