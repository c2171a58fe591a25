package io.visavis.avatar.glb;

import static io.visavis.avatar.glb.GlbHostileTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.avatar.Avatar;
import io.visavis.avatar.TestAvatars;
import io.visavis.avatar.check.AvatarCheck;
import io.visavis.avatar.plate.Plate;
import io.visavis.avatar.plate.PlateReader;
import io.visavis.avatar.plate.TestPictures;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A plate in an avatar file. */
class PlateFileTest {
  private final byte[] png = TestPictures.png(64, 48);

  @Test
  void shouldGiveBackThePlate() throws IOException {
    Avatar avatar = TestAvatars.ball("ball").before(Plate.of(png, 0.5f, 0.75f));
    byte[] file = GlbWriter.encode(avatar);

    Plate read = Objects.requireNonNull(GlbReader.parse(file).plate());

    assertThat(read.png()).isEqualTo(png);
    assertThat(read.featherFrom()).isEqualTo(0.5f);
    assertThat(read.featherTo()).isEqualTo(0.75f);
    assertThat(read.image().rgb()).isEqualTo(PlateReader.decode(png, "X").rgb());
    assertThat(GlbWriter.encode(GlbReader.parse(file))).isEqualTo(file);
    assertThat(AvatarCheck.avatar(GlbReader.parse(file)))
        .anyMatch(f -> f.sentence().contains("eased into it from 50% to 75%"))
        .anyMatch(f -> f.sentence().contains("The plate is enlarged"));
  }

  @Test
  void shouldKeepThePlateThroughChangesOfTheHead() throws IOException {
    Plate plate = Plate.of(png, Plate.NONE, Plate.NONE);
    Avatar avatar = TestAvatars.ball("ball").before(plate);
    assertThat(avatar.named("other").plate()).isSameAs(plate);
    assertThat(avatar.with(avatar.gaussians(), avatar.correctives()).plate()).isSameAs(plate);
  }

  @Test
  void shouldRefuseFeathersThatAreNone() throws IOException {
    for (float[] feather : new float[][] {{0.8f, 0.5f}, {-1, 0.5f}, {0.5f, 2}, {Float.NaN, 1}}) {
      Avatar avatar = TestAvatars.ball("ball").before(Plate.of(png, feather[0], feather[1]));
      assertThatThrownBy(() -> GlbWriter.encode(avatar))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("The plate's feather goes from ");
    }
  }

  @Test
  void shouldRefusePlatesThatAreNone() {
    assertRefused(changed(p -> p.put("mimeType", "image/svg")), "plate.mimeType is not image/png.");
    assertRefused(changed(p -> p.remove("bufferView")), "plate.bufferView is missing.");
    assertRefused(changed(p -> p.put("bufferView", 0)), "The plate is no PNG file.");
    assertRefused(changed(p -> p.put("bufferView", 999)), "999");
    assertRefused(changed(p -> p.putArray("feather").add(0.5)), "plate.feather[1]");
    assertRefused(changed(p -> p.putArray("feather").add(0.9).add(0.5)), "the smaller one first");
    assertRefused(changed(p -> p.putArray("feather").add("x").add(1)), "no finite number");
  }

  @Test
  void shouldRefusePicturesThatAreHostile() {
    assertRefused(
        with(TestPictures.claiming(png, 100_000, 100_000)), "The plate has 100000x100000 pixels;");
    assertRefused(with(java.util.Arrays.copyOf(png, png.length / 2)), "The plate is damaged or");
  }

  private byte[] changed(Consumer<ObjectNode> change) {
    return GlbEdit.changed(
        good(png),
        root -> change.accept((ObjectNode) root.at(GlbHostileTest.EXTENSION + "/plate")));
  }

  /** An avatar file with that plate, whatever it is. */
  private byte[] with(byte[] picture) {
    return GlbEdit.appended(
        good(png),
        picture,
        (root, view) ->
            ((ObjectNode) root.at(GlbHostileTest.EXTENSION + "/plate")).put("bufferView", view));
  }

  private static byte[] good(byte[] png) {
    try {
      return GlbWriter.encode(TestAvatars.ball("ball").before(Plate.of(png, 0.5f, 0.75f)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
