package io.visavis.avatar.plate;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Picture files made for tests. */
public final class TestPictures {
  private TestPictures() {}

  /** A picture whose red grows to the right and green downwards. */
  public static BufferedImage ramp(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int i = 0; i < width * height; i++) {
      int red = 255 * (i % width) / Math.max(1, width - 1);
      int green = 255 * (i / width) / Math.max(1, height - 1);
      image.setRGB(i % width, i / width, 0xFF000040 | red << 16 | green << 8);
    }
    return image;
  }

  /** The bytes of a file. */
  public static byte[] file(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A PNG file of that size. */
  public static byte[] png(int width, int height) {
    return file(ramp(width, height, BufferedImage.TYPE_INT_RGB), "png");
  }

  /** The PNG file with another size in its head, its check sum right. */
  public static byte[] claiming(byte[] png, int width, int height) {
    byte[] out = png.clone();
    ByteBuffer head = ByteBuffer.wrap(out).putInt(16, width).putInt(20, height);
    CRC32 sum = new CRC32();
    sum.update(out, 12, 17);
    head.putInt(29, (int) sum.getValue());
    return out;
  }
}
