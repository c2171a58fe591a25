package io.visavis.avatar.plate;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes PNG and JPEG files, which come from strangers: the size is read before anything is
 * decoded, and memory is bounded by it. What is transparent shows {@link #BEHIND}.
 */
public final class PlateReader {
  /** Bytes of a file. */
  public static final int FILE = 16 << 20;

  /** Pixels of a side. */
  public static final int SIDE = 8192;

  /** Pixels: a picture of 3840x2160 is within. */
  public static final int PIXELS = 8 << 20;

  /** The default grey-blue of pictures, 0xRRGGBB. */
  public static final int BEHIND = 0x5C666E;

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

  private PlateReader() {}

  /**
   * Reads a file.
   *
   * @throws IOException with one sentence that names it
   */
  public static PlateImage read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("There is no picture %s.".formatted(file));
    }
    try (InputStream in = Files.newInputStream(file)) {
      return decode(in.readNBytes(FILE + 1), "The picture " + file);
    }
  }

  /**
   * Decodes the bytes of a file.
   *
   * @param what names it in errors, at the beginning of a sentence
   * @throws IOException with one sentence
   */
  public static PlateImage decode(byte[] file, String what) throws IOException {
    if (file.length > FILE) {
      throw new IOException("%s is larger than %d MB.".formatted(what, FILE >> 20));
    }
    if (isPng(file)) {
      requireSize(file, what);
      return decode(file, "png", what);
    }
    if (begins(file, JPEG)) {
      return decode(file, "jpeg", what);
    }
    throw new IOException("%s is neither a PNG nor a JPEG file.".formatted(what));
  }

  /** Whether these are the bytes of a PNG file. */
  public static boolean isPng(byte[] file) {
    return begins(file, PNG);
  }

  private static boolean begins(byte[] file, byte[] magic) {
    return file.length > magic.length
        && Arrays.equals(file, 0, magic.length, magic, 0, magic.length);
  }

  /** A PNG says its size in its first chunk; no decoder is needed to read it. */
  private static void requireSize(byte[] file, String what) throws IOException {
    if (file.length < 24) {
      throw new IOException("%s was cut off.".formatted(what));
    }
    ByteBuffer head = ByteBuffer.wrap(file);
    requireSize(head.getInt(16), head.getInt(20), what);
  }

  private static void requireSize(int width, int height, String what) throws IOException {
    boolean right = width >= 1 && height >= 1 && width <= SIDE && height <= SIDE;
    if (!right || (long) width * height > PIXELS) {
      throw new IOException(
          "%s has %sx%s pixels; at most %d a side and %d in all are read."
              .formatted(
                  what,
                  Integer.toUnsignedString(width),
                  Integer.toUnsignedString(height),
                  SIDE,
                  PIXELS));
    }
  }

  private static PlateImage decode(byte[] file, String format, String what) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    AtomicBoolean cut = new AtomicBoolean();
    reader.addIIOReadWarningListener(new CutListener(cut));
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      requireSize(attempt(() -> reader.getWidth(0), what), reader.getHeight(0), what);
      BufferedImage image = attempt(() -> reader.read(0), what);
      if (cut.get()) {
        throw new IOException("%s was cut off.".formatted(what));
      }
      return flattened(image);
    } finally {
      reader.dispose();
    }
  }

  /** What the decoders throw at bytes that are none of theirs is not only IOException. */
  private static <T> T attempt(Callable<T> decoding, String what) throws IOException {
    try {
      return decoding.call();
    } catch (Exception e) {
      throw new IOException("%s is damaged or was cut off.".formatted(what), e);
    }
  }

  private static PlateImage flattened(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] rgb = image.getRGB(0, 0, width, height, null, 0, width);
    for (int i = 0; i < rgb.length; i++) {
      int alpha = rgb[i] >>> 24;
      rgb[i] = alpha == 255 ? rgb[i] & 0xFFFFFF : over(rgb[i], alpha);
    }
    return new PlateImage(width, height, rgb);
  }

  private static int over(int pixel, int alpha) {
    int out = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int mixed = alpha * (pixel >> shift & 255) + (255 - alpha) * (BEHIND >> shift & 255);
      out |= ((mixed + 127) / 255) << shift;
    }
    return out;
  }

  /** The JPEG decoder fills up what is missing, and only warns. */
  private record CutListener(AtomicBoolean cut) implements IIOReadWarningListener {
    @Override
    public void warningOccurred(ImageReader source, String warning) {
      if (warning.contains("remature") || warning.contains("orrupt")) {
        cut.set(true);
      }
    }
  }
}
