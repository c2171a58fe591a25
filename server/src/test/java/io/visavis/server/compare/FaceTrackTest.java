package io.visavis.server.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.visavis.render.compare.Pixels;
import io.visavis.render.compare.Region;
import org.junit.jupiter.api.Test;

class FaceTrackTest {
  private static final int N = 224 * 224;

  /** Of a face of 20x20 at (40, 40): columns 36 to 64, rows 40 to 68, 8 pixels for each. */
  @Test
  void shouldCutWithTheMarginOfSyncNetsAuthors() {
    float[] cut = only(new Region(40, 40, 20, 20));
    // Columns are blue and rows are green, of 200; the middle of the cut is at (50, 54).
    assertThat(at(cut, 0, 112, 112)).isCloseTo(255 * 50 / 200f, within(1.5f));
    assertThat(at(cut, 1, 112, 112)).isCloseTo(255 * 54 / 200f, within(1.5f));
    assertThat(at(cut, 0, 4, 100)).isCloseTo(255 * 36.5f / 200, within(1.5f));
    assertThat(at(cut, 1, 100, 220)).isCloseTo(255 * 67.5f / 200, within(1.5f));
    assertThat(at(cut, 2, 112, 112)).as("red").isEqualTo(255);
  }

  @Test
  void shouldBeGreyOutsideOfThePicture() {
    float[] cut = only(new Region(0, 0, 20, 20));
    assertThat(at(cut, 2, 4, 112)).isEqualTo(110);
    assertThat(at(cut, 2, 200, 112)).isEqualTo(255);
  }

  @Test
  void shouldNotMoveWithTheJaw() {
    FaceTrack track = new FaceTrack();
    float[] first = null;
    for (int n = 0; n < 30; n++) {
      var face = track.add(picture(), new Region(40, 40, 20, n % 5 == 2 ? 34 : 20));
      assertThat(face.isPresent()).isEqualTo(n >= 6);
      if (face.isPresent()) {
        first = first == null ? face.get() : first;
        assertThat(face.get()).isEqualTo(first);
      }
    }
    int rest = 0;
    for (var face = track.rest(); face.isPresent(); face = track.rest()) {
      assertThat(face.get()).isEqualTo(first);
      rest++;
    }
    assertThat(rest).isEqualTo(6);
  }

  @Test
  void shouldRefuseAFaceThatIsHuge() {
    FaceTrack track = new FaceTrack();
    Pixels wide = new Pixels(5_000, 1, new float[3][5_000]);
    assertThatThrownBy(() -> track.add(wide, Region.whole(wide)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A face of 5000 x 1 pixels is too big for LSE-C and LSE-D; 2048 on a side is the most.");
  }

  private static float[] only(Region face) {
    FaceTrack track = new FaceTrack();
    track.add(picture(), face);
    return track.rest().orElseThrow();
  }

  private static Pixels picture() {
    float[][] rgb = new float[3][100 * 100];
    for (int i = 0; i < rgb[0].length; i++) {
      int row = i / 100;
      int column = i % 100;
      rgb[0][i] = 1;
      rgb[1][i] = (row + 0.5f) / 200;
      rgb[2][i] = (column + 0.5f) / 200;
    }
    return new Pixels(100, 100, rgb);
  }

  private static float at(float[] cut, int channel, int x, int y) {
    return cut[channel * N + y * 224 + x];
  }
}
