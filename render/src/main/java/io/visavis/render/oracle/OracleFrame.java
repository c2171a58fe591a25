package io.visavis.render.oracle;

import io.visavis.render.Background;
import io.visavis.render.Bt601;
import io.visavis.render.Picture;
import io.visavis.render.SplatRules;
import io.visavis.render.seam.Inpainting;
import org.jspecify.annotations.Nullable;

/** Colour and transmittance of every pixel while Gaussians are laid on it, front to back. */
final class OracleFrame {
  private final int width;
  private final int height;
  private final double[][] rgb;
  private final double[] transmittance;
  private final boolean[] finished;
  private @Nullable OracleSeam seam;

  OracleFrame(int width, int height) {
    this.width = width;
    this.height = height;
    this.rgb = new double[3][width * height];
    this.transmittance = new double[width * height];
    java.util.Arrays.fill(transmittance, 1);
    this.finished = new boolean[width * height];
  }

  /** Lays one Gaussian on every pixel that it touches. */
  void lay(OracleSplat splat, double r, double g, double b) {
    double hx = splat.extentX();
    double hy = splat.extentY();
    if (!(hx >= 0)) {
      return;
    }
    int x0 = (int) Math.max(0, Math.floor(splat.x() - hx - 0.5));
    int x1 = (int) Math.min(width - 1, Math.ceil(splat.x() + hx - 0.5));
    int y0 = (int) Math.max(0, Math.floor(splat.y() - hy - 0.5));
    int y1 = (int) Math.min(height - 1, Math.ceil(splat.y() + hy - 0.5));
    for (int y = y0; y <= y1; y++) {
      for (int x = x0; x <= x1; x++) {
        lay(y * width + x, splat.alpha(x + 0.5, y + 0.5), r, g, b);
      }
    }
  }

  private void lay(int pixel, double alpha, double r, double g, double b) {
    if (finished[pixel] || alpha < SplatRules.MIN_ALPHA) {
      return;
    }
    double a = Math.min(SplatRules.MAX_ALPHA, alpha);
    double t = transmittance[pixel];
    if (t * (1 - a) < SplatRules.MIN_TRANSMITTANCE) {
      finished[pixel] = true;
      return;
    }
    rgb[0][pixel] += t * a * r;
    rgb[1][pixel] += t * a * g;
    rgb[2][pixel] += t * a * b;
    transmittance[pixel] = t * (1 - a);
  }

  /** Puts the background behind, and writes the picture in its own format. */
  void write(Background background, Picture picture) {
    boolean behind = !(picture instanceof Picture.Packed); // which has none
    seam = behind && background instanceof Background.Plate plate ? seam(plate) : null;
    switch (picture) {
      case Picture.I420 p -> writeI420(background, p);
      case Picture.Packed p -> new OraclePacking(width, height, rgb, transmittance).write(p);
      case Picture.Rgba p -> writeRgba(background, p);
      case Picture.FloatRgb p -> writeFloat(background, p);
    }
  }

  private @Nullable OracleSeam seam(Background.Plate plate) {
    Inpainting inpainting = plate.inpainting();
    if (inpainting == null) {
      return null;
    }
    double[][] eased = new double[3][width * height];
    double[] mask = new double[width * height];
    for (int i = 0; i < width * height; i++) {
      mask[i] = plate.weight(i / width) * (1 - transmittance[i]);
      for (int c = 0; c < 3; c++) {
        eased[c][i] = eased(plate, c, i);
      }
    }
    return new OracleSeam(plate, inpainting, eased, mask);
  }

  /** The head over its plate, as far as it shows. */
  private double eased(Background.Plate plate, int channel, int pixel) {
    double m = plate.weight(pixel / width);
    double behind = plate.sample(pixel, channel) / (double) Background.WHITE;
    return m * rgb[channel][pixel] + (1 - m * (1 - transmittance[pixel])) * behind;
  }

  private double over(Background background, int channel, int pixel) {
    OracleSeam mended = seam;
    return switch (background) {
      case Background.Transparent t -> rgb[channel][pixel];
      case Background.Plate p ->
          mended == null ? eased(p, channel, pixel) : mended.at(channel, pixel);
      case Background.Colour c ->
          rgb[channel][pixel]
              + transmittance[pixel] * (channel == 0 ? c.r() : channel == 1 ? c.g() : c.b());
    };
  }

  private void writeFloat(Background background, Picture.FloatRgb picture) {
    int n = width * height;
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < 3; c++) {
        picture.rgb()[c * n + i] = (float) over(background, c, i);
      }
      picture.alpha()[i] = (float) (1 - transmittance[i]);
    }
  }

  private void writeRgba(Background background, Picture.Rgba picture) {
    for (int i = 0; i < width * height; i++) {
      double alpha = background instanceof Background.Transparent ? 1 - transmittance[i] : 1;
      for (int c = 0; c < 3; c++) {
        double colour = alpha > 0 ? over(background, c, i) / alpha : 0;
        picture.pixels()[4 * i + c] = toByte(255 * colour);
      }
      picture.pixels()[4 * i + 3] = toByte(255 * alpha);
    }
  }

  private void writeI420(Background background, Picture.I420 picture) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        picture.y()[i] = toByte(Bt601.LUMA_OFFSET + plane(0, background, i));
      }
    }
    for (int y = 0; y < height / 2; y++) {
      for (int x = 0; x < width / 2; x++) {
        int i = 2 * y * width + 2 * x;
        int to = y * (width / 2) + x;
        picture.u()[to] = toByte(Bt601.CHROMA_OFFSET + mean2x2(1, background, i));
        picture.v()[to] = toByte(Bt601.CHROMA_OFFSET + mean2x2(2, background, i));
      }
    }
  }

  private double mean2x2(int plane, Background background, int i) {
    return 0.25
        * (plane(plane, background, i)
            + plane(plane, background, i + 1)
            + plane(plane, background, i + width)
            + plane(plane, background, i + width + 1));
  }

  private double plane(int plane, Background background, int i) {
    return Bt601.of(plane, over(background, 0, i), over(background, 1, i), over(background, 2, i));
  }

  private static byte toByte(double value) {
    return (byte) Math.clamp(Math.round(value), 0, 255);
  }
}
