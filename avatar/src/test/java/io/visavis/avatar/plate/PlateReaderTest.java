package io.visavis.avatar.plate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlateReaderTest {
  private final byte[] good = TestPictures.png(90, 60);

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_BYTE_GRAY
      })
  void shouldShowWhatAPngShows(int type) throws IOException {
    BufferedImage image = TestPictures.ramp(40, 30, type);

    PlateImage read = PlateReader.decode(TestPictures.file(image, "png"), "X");

    assertThat(read.width()).isEqualTo(40);
    assertThat(read.height()).isEqualTo(30);
    for (int i = 0; i < read.rgb().length; i++) {
      assertThat(read.rgb()[i]).isEqualTo(image.getRGB(i % 40, i / 40) & 0xFFFFFF);
    }
  }

  @Test
  void shouldShowAJpeg() throws IOException {
    BufferedImage image = TestPictures.ramp(64, 64, BufferedImage.TYPE_INT_RGB);
    PlateImage read = PlateReader.decode(TestPictures.file(image, "jpeg"), "X");
    assertThat(read.rgb()[64 * 64 - 1] >> 16 & 255).isGreaterThan(240);
    assertThat(read.rgb()[0] >> 16 & 255).isLessThan(15);
  }

  @Test
  void shouldShowTheDefaultColourWhereAPictureIsTransparent() throws IOException {
    BufferedImage clear = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
    PlateImage read = PlateReader.decode(TestPictures.file(clear, "png"), "X");
    assertThat(read.rgb()).containsOnly(PlateReader.BEHIND);
  }

  @Test
  void shouldRefuseSizesBeforeItDecodes() {
    assertRefused(
        TestPictures.claiming(good, 60_000, 60_000), "X has 60000x60000 pixels; at most 8192");
    assertRefused(TestPictures.claiming(good, 8_000, 8_000), "X has 8000x8000 pixels;");
    assertRefused(TestPictures.claiming(good, -1, 9), "X has 4294967295x9 pixels;");
    assertRefused(TestPictures.claiming(good, 0, 9), "X has 0x9 pixels;");
    assertRefused(new byte[PlateReader.FILE + 1], "X is larger than 16 MB.");
  }

  @Test
  void shouldRefuseAFileThatWasCutOffAnywhere() {
    for (int length = 0; length < good.length - 20; length += 7) {
      assertRefused(Arrays.copyOf(good, length), "X ");
    }
    byte[] jpeg =
        TestPictures.file(TestPictures.ramp(300, 300, BufferedImage.TYPE_INT_RGB), "jpeg");
    for (int length = 0; length < jpeg.length - 20; length += 97) {
      assertRefused(Arrays.copyOf(jpeg, length), "X ");
    }
  }

  @Test
  void shouldReadOrRefuseAnyChangedBytes() {
    SplittableRandom random = new SplittableRandom(5);
    int refused = 0;
    for (int round = 0; round < 500; round++) {
      byte[] changed = good.clone();
      for (int k = 0; k < 3; k++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      try {
        PlateReader.decode(changed, "X");
      } catch (IOException e) {
        assertThat(e.getMessage()).startsWith("X ").endsWith(".");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void shouldSayWhatIsNoPicture() {
    assertRefused("GIF89a and so on".getBytes(StandardCharsets.US_ASCII), "neither a PNG nor a");
    assertThatThrownBy(() -> PlateReader.read(Path.of("no-such.png")))
        .isInstanceOf(IOException.class)
        .hasMessage("There is no picture no-such.png.");
  }

  @Test
  void shouldCoverAnotherSizeWithTheMiddle() {
    PlateImage wide =
        new PlateImage(
            200, 100, TestPictures.ramp(200, 100, 1).getRGB(0, 0, 200, 100, null, 0, 200));
    int[] small = wide.covering(50, 50);
    // A quarter is cut off on either side, so red goes from 1/4 to 3/4; green from top to bottom.
    assertThat(small[0] >> 16 & 255).isBetween(62, 66);
    assertThat(small[49] >> 16 & 255).isBetween(189, 193);
    assertThat(small[49 * 50] >> 8 & 255).isBetween(251, 255);
    int[] large = wide.covering(400, 200);
    assertThat(large[0] >> 16 & 255).isLessThan(3);
    assertThat(large[399] >> 16 & 255).isGreaterThan(252);
    for (int x = 1; x < 400; x++) {
      int step = (large[x] >> 16 & 255) - (large[x - 1] >> 16 & 255);
      assertThat(step).as("step at %d", x).isBetween(0, 2);
    }
  }

  private static void assertRefused(byte[] file, String part) {
    assertThatThrownBy(() -> PlateReader.decode(file, "X"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(part);
  }
}
