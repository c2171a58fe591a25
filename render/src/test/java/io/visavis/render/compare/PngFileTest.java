package io.visavis.render.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngFileTest {
  private static final float[] WHITE = {1, 1, 1};

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_BYTE_INDEXED
      })
  void shouldReadColoursOfEveryKindOfFile(int type) throws IOException {
    Pixels read = read(png(type, new Color(255, 102, 0)));
    assertThat(read.width()).isEqualTo(30);
    assertThat(read.height()).isEqualTo(20);
    assertThat(read.rgb()[0][7]).isEqualTo(1);
    assertThat(read.rgb()[1][7]).isCloseTo(0.4f, within(1e-6f));
    assertThat(read.rgb()[2][7]).isEqualTo(0);
  }

  /** Java would show a grey of 100 as 165. */
  @Test
  void shouldReadGreysAsTheyAreWritten() throws IOException {
    BufferedImage grey = new BufferedImage(30, 20, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage deep = new BufferedImage(30, 20, BufferedImage.TYPE_USHORT_GRAY);
    for (int i = 0; i < 600; i++) {
      grey.getRaster().setSample(i % 30, i / 30, 0, 100);
      deep.getRaster().setSample(i % 30, i / 30, 0, 30_000);
    }
    assertThat(read(png(grey)).rgb()[1][5]).isEqualTo(100 / 255f);
    assertThat(read(png(deep)).rgb()[2][5]).isCloseTo(30_000 / 65_535f, within(1e-6f));
  }

  @Test
  void shouldShowTheBackgroundBehindWhatIsTransparent() throws IOException {
    Pixels read = read(png(BufferedImage.TYPE_INT_ARGB, new Color(0, 255, 0, 51)));
    assertThat(read.rgb()[0][3]).isCloseTo(0.8f, within(1e-6f));
    assertThat(read.rgb()[1][3]).isCloseTo(1, within(1e-6f));
  }

  @ParameterizedTest
  @CsvSource({"100000,100000", "-1,-1", "0,20", "1,8388609", "16777216,1"})
  void shouldRefuseSizesThatNoPictureHasBeforeItUnpacks(int width, int height) throws IOException {
    byte[] file = png(BufferedImage.TYPE_INT_RGB, Color.RED);
    ByteBuffer.wrap(file).putInt(16, width).putInt(20, height);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "it says that it has %s x %s pixels; 1 to 8388608 in all are right.",
            Integer.toUnsignedString(width), Integer.toUnsignedString(height));
  }

  @Test
  void shouldRefuseWhatIsNoPictureOrIsCutShort() throws IOException {
    byte[] jpeg = "\u00ff\u00d8 not a png at all, is it".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> read(jpeg)).hasMessage("it is no PNG picture.");
    assertThatThrownBy(() -> read(new byte[0])).hasMessage("it is no PNG picture.");
    byte[] file = png(BufferedImage.TYPE_INT_RGB, Color.RED);
    for (int length = 24; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> read(cut))
          .as("cut to %d of %d", length, file.length)
          .hasMessage("it is a broken PNG picture, or is cut short.");
    }
  }

  @Test
  void shouldRefuseDamagedPictures() throws IOException {
    byte[] file = png(BufferedImage.TYPE_INT_RGB, Color.RED);
    for (int i = 24; i < file.length; i++) {
      byte[] damaged = file.clone();
      damaged[i] ^= 0x10;
      assertThatThrownBy(() -> read(damaged))
          .hasMessage("it is a broken PNG picture, or is cut short.");
    }
    // Whole chunks with fewer rows in them than the header says.
    byte[] shorter = file.clone();
    ByteBuffer.wrap(shorter).putInt(20, 4000);
    assertThatThrownBy(() -> read(mended(shorter)))
        .hasMessage("it is a broken PNG picture, or is cut short.");
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  void shouldReadOrRefuseAnyBytes(byte[] bytes) {
    try {
      Pixels read = read(mended(bytes));
      assertThat(read.rgb()[0]).hasSize(read.width() * read.height());
    } catch (IOException e) {
      assertThat(e).message().startsWith("it ").endsWith(".").doesNotContain("\n");
    }
  }

  /** With the right checksum for every chunk, so that what is in them is looked at. */
  private static byte[] mended(byte[] bytes) {
    byte[] out = bytes.clone();
    ByteBuffer buffer = ByteBuffer.wrap(out);
    for (int at = 8; at + 12 <= out.length; ) {
      int length = buffer.getInt(at);
      if (length < 0 || length > out.length - at - 12) {
        break;
      }
      CRC32 sum = new CRC32();
      sum.update(out, at + 4, length + 4);
      buffer.putInt(at + 8 + length, (int) sum.getValue());
      at += 12 + length;
    }
    return out;
  }

  static Stream<byte[]> seeds() throws IOException {
    return Stream.of(
        png(BufferedImage.TYPE_INT_ARGB, new Color(9, 8, 7, 6)),
        png(BufferedImage.TYPE_BYTE_INDEXED, Color.CYAN),
        png(BufferedImage.TYPE_USHORT_GRAY, Color.GRAY));
  }

  private static Pixels read(byte[] file) throws IOException {
    return PngFile.read(new ByteArrayInputStream(file), "it", WHITE);
  }

  private static byte[] png(int type, Color colour) throws IOException {
    BufferedImage image = new BufferedImage(30, 20, type);
    for (int i = 0; i < 600; i++) {
      image.setRGB(i % 30, i / 30, colour.getRGB());
    }
    return png(image);
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
