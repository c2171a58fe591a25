package io.visavis.render.cpu;

import io.visavis.render.Background;
import io.visavis.render.Bt601;
import io.visavis.render.Picture;
import io.visavis.render.seam.Inpainting;

/**
 * A blended picture before its background and format: colour already weighted, and what is left of
 * the light. Scratch of one back end instance; grows with the largest view, then allocates nothing.
 */
public final class FloatFrame {
  private final float[][] rgb = new float[3][0];
  private final Packing packing = new Packing();
  private final SeamFrame seam = new SeamFrame();
  private float[] transmittance = new float[0];
  private int width;
  private int height;

  /** Makes room; the content is undefined. */
  public void resize(int width, int height) {
    this.width = width;
    this.height = height;
    if (transmittance.length < width * height) {
      transmittance = new float[width * height];
      for (int c = 0; c < 3; c++) {
        rgb[c] = new float[width * height];
      }
    }
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** [3][height, width or more] sum of c alpha T. */
  public float[][] rgb() {
    return rgb;
  }

  /** [height, width or more] transmittance. */
  public float[] transmittance() {
    return transmittance;
  }

  /**
   * Puts the background behind, and writes the picture in its own format.
   *
   * @return nanoseconds of that spent on mending where the head meets its plate
   */
  public long write(Background background, Picture picture) {
    if (picture instanceof Picture.Packed packed) {
      packing.write(this, packed); // without any background
      return 0;
    }
    long mending = 0;
    if (background instanceof Background.Colour c) {
      for (int i = 0; i < width * height; i++) {
        rgb[0][i] += transmittance[i] * c.r();
        rgb[1][i] += transmittance[i] * c.g();
        rgb[2][i] += transmittance[i] * c.b();
      }
    }
    if (background instanceof Background.Plate plate) {
      lay(plate);
      mending = mend(plate);
    }
    switch (picture) {
      case Picture.I420 p -> writeI420(p);
      case Picture.Packed p -> {}
      case Picture.Rgba p -> writeRgba(p, background instanceof Background.Transparent);
      case Picture.FloatRgb p -> writeFloat(p);
    }
    return mending;
  }

  /** Puts a picture behind, the head eased over it: X of {@link Background.Plate}. */
  private void lay(Background.Plate plate) {
    float scale = 1f / Background.WHITE;
    for (int y = 0; y < height; y++) {
      float m = (float) plate.weight(y);
      for (int i = y * width; i < (y + 1) * width; i++) {
        int behind = plate.rgb()[i];
        float left = scale * (1 - m * (1 - transmittance[i]));
        rgb[0][i] = m * rgb[0][i] + left * (behind >> 16 & 255);
        rgb[1][i] = m * rgb[1][i] + left * (behind >> 8 & 255);
        rgb[2][i] = m * rgb[2][i] + left * (behind & 255);
      }
    }
  }

  private long mend(Background.Plate plate) {
    Inpainting inpainting = plate.inpainting();
    if (inpainting == null) {
      return 0;
    }
    long start = System.nanoTime();
    seam.mend(this, plate, inpainting);
    return System.nanoTime() - start;
  }

  private void writeFloat(Picture.FloatRgb picture) {
    int n = width * height;
    for (int c = 0; c < 3; c++) {
      System.arraycopy(rgb[c], 0, picture.rgb(), c * n, n);
    }
    for (int i = 0; i < n; i++) {
      picture.alpha()[i] = 1 - transmittance[i];
    }
  }

  private void writeRgba(Picture.Rgba picture, boolean transparent) {
    byte[] out = picture.pixels();
    for (int i = 0; i < width * height; i++) {
      float alpha = transparent ? 1 - transmittance[i] : 1;
      float scale = alpha > 0 ? 255 / alpha : 0;
      out[4 * i] = toByte(scale * rgb[0][i]);
      out[4 * i + 1] = toByte(scale * rgb[1][i]);
      out[4 * i + 2] = toByte(scale * rgb[2][i]);
      out[4 * i + 3] = toByte(255 * alpha);
    }
  }

  private void writeI420(Picture.I420 picture) {
    float r = (float) Bt601.factor(0, 0);
    float g = (float) Bt601.factor(0, 1);
    float b = (float) Bt601.factor(0, 2);
    for (int i = 0; i < width * height; i++) {
      float luma = r * rgb[0][i] + g * rgb[1][i] + b * rgb[2][i];
      picture.y()[i] = toByte((float) Bt601.LUMA_OFFSET + luma);
    }
    chroma(picture.u(), 1);
    chroma(picture.v(), 2);
  }

  private void chroma(byte[] out, int plane) {
    float r = (float) Bt601.factor(plane, 0);
    float g = (float) Bt601.factor(plane, 1);
    float b = (float) Bt601.factor(plane, 2);
    for (int y = 0; y < height / 2; y++) {
      for (int x = 0; x < width / 2; x++) {
        int i = 2 * y * width + 2 * x;
        float sum = r * sum2x2(rgb[0], i) + g * sum2x2(rgb[1], i) + b * sum2x2(rgb[2], i);
        out[y * (width / 2) + x] = toByte((float) Bt601.CHROMA_OFFSET + 0.25f * sum);
      }
    }
  }

  private float sum2x2(float[] plane, int i) {
    return plane[i] + plane[i + 1] + plane[i + width] + plane[i + width + 1];
  }

  private static byte toByte(float value) {
    return (byte) (int) (Math.min(Math.max(value, 0f), 255f) + 0.5f);
  }
}
