package io.visavis.render.compare;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads PNG pictures of strangers: the size is checked before anything of it is unpacked. */
public final class PngFile {
  /** Pixels of a picture at most: 3840x2160, and a little more. */
  public static final int MAX_PIXELS = 1 << 23;

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /** Signature, length and name of the first chunk, width and height. */
  private static final int HEADER = 24;

  private static final int IHDR = 0x49484452;
  private static final int IEND = 0x49454e44;

  /** Bytes of a chunk besides its data: length, name and checksum. */
  private static final int CHUNK = 12;

  /** Eight bytes a pixel, and some more. */
  private static final int MAX_BYTES = 8 * MAX_PIXELS + (1 << 20);

  private PngFile() {}

  /**
   * Reads a picture: grey, palette or colours, 1 to 16 bits.
   *
   * @param behind [3] the colour behind transparent pixels, 0 to 1
   * @throws IOException with one sentence if it is no PNG, too large, or broken
   */
  public static Pixels read(Path file, float[] behind) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return read(in, file.toString(), behind);
    }
  }

  static Pixels read(InputStream in, String name, float[] behind) throws IOException {
    byte[] file = in.readNBytes(MAX_BYTES + 1);
    ByteBuffer buffer = ByteBuffer.wrap(file);
    if (file.length < HEADER
        || !Arrays.equals(file, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)
        || buffer.getInt(12) != IHDR) {
      throw new IOException("%s is no PNG picture.".formatted(name));
    }
    long width = Integer.toUnsignedLong(buffer.getInt(16));
    long height = Integer.toUnsignedLong(buffer.getInt(20));
    if (width == 0 || height == 0 || width > MAX_PIXELS || width * height > MAX_PIXELS) {
      throw new IOException(
          "%s says that it has %d x %d pixels; 1 to %d in all are right."
              .formatted(name, width, height, MAX_PIXELS));
    }
    if (file.length > MAX_BYTES) {
      throw new IOException("%s has more than %d bytes.".formatted(name, MAX_BYTES));
    }
    try {
      requireWhole(buffer);
      return of(decoded(file), behind);
    } catch (IOException | RuntimeException e) {
      throw new IOException("%s is a broken PNG picture, or is cut short.".formatted(name), e);
    }
  }

  /** Walks the chunks to the last one: Java's reader takes half a picture for a whole one. */
  private static void requireWhole(ByteBuffer file) throws IOException {
    int at = SIGNATURE.length;
    int kind = 0;
    while (kind != IEND) {
      int length = file.getInt(at);
      if (length < 0 || length > file.limit() - at - CHUNK) {
        throw new IOException("A chunk ends beyond the file.");
      }
      kind = file.getInt(at + 4);
      CRC32 sum = new CRC32();
      sum.update(file.slice(at + 4, length + 4));
      if ((int) sum.getValue() != file.getInt(at + 8 + length)) {
        throw new IOException("A chunk is damaged.");
      }
      at += CHUNK + length;
    }
  }

  private static BufferedImage decoded(byte[] file) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    List<String> warnings = new ArrayList<>();
    try (ImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      // Without metadata, so that texts and profiles are not unpacked.
      reader.setInput(stream, true, true);
      reader.addIIOReadWarningListener((from, warning) -> warnings.add(warning));
      BufferedImage image = reader.read(0);
      if (!warnings.isEmpty()) {
        throw new IOException(warnings.getFirst());
      }
      return image;
    } finally {
      reader.dispose();
    }
  }

  /**
   * A picture in memory.
   *
   * @param behind [3] the colour behind transparent pixels, 0 to 1
   */
  public static Pixels of(BufferedImage image, float[] behind) {
    int width = image.getWidth();
    float[][] out = new float[3][width * image.getHeight()];
    float[] pixel = new float[4];
    ColorModel colours = image.getColorModel();
    int[] samples = new int[image.getRaster().getNumBands()];
    for (int i = 0; i < out[0].length; i++) {
      if (colours instanceof IndexColorModel palette) {
        palette(palette, image.getRaster(), i, samples, pixel);
      } else {
        direct(colours, image.getRaster(), i, samples, pixel);
      }
      for (int c = 0; c < 3; c++) {
        out[c][i] = pixel[3] * pixel[c] + (1 - pixel[3]) * behind[c];
      }
    }
    return new Pixels(width, image.getHeight(), out);
  }

  private static void palette(
      IndexColorModel palette, Raster raster, int i, int[] samples, float[] pixel) {
    raster.getPixel(i % raster.getWidth(), i / raster.getWidth(), samples);
    int argb = palette.getRGB(samples[0]);
    for (int c = 0; c < 4; c++) {
      pixel[c] = (argb >> (c == 3 ? 24 : 16 - 8 * c) & 0xff) / 255f;
    }
  }

  /** As it is in the file: Java's own way to RGB would brighten what is grey. */
  private static void direct(
      ColorModel colours, Raster raster, int i, int[] samples, float[] pixel) {
    raster.getPixel(i % raster.getWidth(), i / raster.getWidth(), samples);
    boolean grey = samples.length < 3;
    for (int c = 0; c < 3; c++) {
      pixel[c] = value(colours, samples, grey ? 0 : c);
    }
    pixel[3] = colours.hasAlpha() ? value(colours, samples, samples.length - 1) : 1;
  }

  private static float value(ColorModel colours, int[] samples, int band) {
    return (float) samples[band] / ((1 << colours.getComponentSize(band)) - 1);
  }
}
