package io.visavis.server.backdrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.avatar.plate.TestPictures;
import io.visavis.render.Backdrop;
import io.visavis.render.Background;
import io.visavis.server.Refusal;
import io.visavis.server.config.ConfigException;
import io.visavis.server.testing.TestFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackdropsTest {
  @TempDir Path folder;

  @Test
  void shouldTakePicturesOfADirectoryByTheirNames() throws IOException {
    Files.write(folder.resolve("office.png"), TestPictures.png(64, 64));
    Files.write(folder.resolve("My Room.png"), TestPictures.png(64, 64));
    Files.write(folder.resolve("default.png"), TestPictures.png(64, 64));
    Files.write(folder.resolve("notes.txt"), new byte[9]);
    Backdrops backdrops = new Backdrops(folder);

    assertThat(backdrops.names()).containsExactly("dusk", "office", "studio");
    Background behind = at(backdrops.get("office"));
    assertThat(behind).isInstanceOf(Background.Plate.class);
    // Red grows to the right.
    Background.Plate plate = (Background.Plate) behind;
    assertThat(plate.sample(79, 0) - plate.sample(0, 0)).isGreaterThan(200);
    assertThat(backdrops.get("office")).isSameAs(backdrops.get("office"));
  }

  @Test
  void shouldPaintWhatIsBuiltIn() {
    Backdrops backdrops = new Backdrops(null);
    Background.Plate dusk = (Background.Plate) at(backdrops.get("dusk"));
    Background.Plate studio = (Background.Plate) at(backdrops.get("studio"));
    assertThat(dusk.rgb()).isNotEqualTo(studio.rgb());
    assertThat(Arrays.stream(dusk.rgb()).distinct().count()).isGreaterThan(500);
  }

  @Test
  void shouldTakeColoursAndTheDefault() {
    Backdrops backdrops = new Backdrops(null);
    assertThat(at(backdrops.get("#204060")))
        .isEqualTo(new Background.Colour(0x20 / 255f, 0x40 / 255f, 0x60 / 255f));
    assertThat(at(backdrops.get("default"))).isEqualTo(Background.DEFAULT);
    assertThat(at(backdrops.get(""))).isEqualTo(Background.DEFAULT);
  }

  @Test
  void shouldSayWhatIsWrong() throws IOException {
    byte[] good = TestPictures.png(64, 64);
    Files.write(folder.resolve("huge.png"), TestPictures.claiming(good, 50_000, 50_000));
    Files.write(folder.resolve("cut.png"), Arrays.copyOf(good, good.length / 2));
    Backdrops backdrops = new Backdrops(folder);
    assertRefused(backdrops, "huge", Refusal.Kind.INVALID, "the server's log says why.");
    assertRefused(backdrops, "cut", Refusal.Kind.INVALID, "the server's log says why.");
    assertRefused(
        backdrops,
        "../../etc/passwd",
        Refusal.Kind.NOT_FOUND,
        "There is no background '../../etc/passwd'; cut, dusk, huge, studio, or a colour such as"
            + " #203040, would be right.");
    assertRefused(backdrops, folder + "/cut.png", Refusal.Kind.NOT_FOUND, "There is no background");
    assertRefused(backdrops, "transparent", Refusal.Kind.NOT_FOUND, "There is no background");
    for (String colour : new String[] {"#12345", "#1234567", "#12345g", "#\u0000", "#"}) {
      assertRefused(backdrops, colour, Refusal.Kind.INVALID, "' is no colour; # and six digits");
    }
    assertThatThrownBy(() -> new Backdrops(folder.resolve("none")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("cannot be read");
  }

  private static Background at(Backdrop backdrop) {
    return backdrop.at(TestFaces.avatar("mira"), null, 80, 80);
  }

  private static void assertRefused(
      Backdrops backdrops, String said, Refusal.Kind kind, String part) {
    assertThatThrownBy(() -> backdrops.get(said))
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.kind()).isEqualTo(kind))
        .hasMessageContaining(part);
  }
}
