package io.visavis.avatar.glb;

import static io.visavis.avatar.glb.GlbHostileTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.avatar.Avatar;
import io.visavis.avatar.TestAvatars;
import io.visavis.avatar.check.AvatarCheck;
import io.visavis.avatar.plate.Plate;
import io.visavis.avatar.plate.PlateNetwork;
import io.visavis.avatar.plate.PlateReader;
import io.visavis.avatar.plate.PlateRegion;
import io.visavis.avatar.plate.TestPictures;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A plate in an avatar file. */
class PlateFileTest {
  private static final String PLATE = GlbHostileTest.EXTENSION + "/plate";

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
    return GlbEdit.changed(good(png), root -> change.accept((ObjectNode) root.at(PLATE)));
  }

  @Test
  void shouldGiveBackTheNetwork() throws IOException {
    PlateNetwork network = network(new PlateRegion(0.25f, 0.5f, 0.5f, 0.375f, 128, 96));
    byte[] file =
        GlbWriter.encode(TestAvatars.ball("ball").before(Plate.of(png, 0.5f, 0.75f).with(network)));

    Avatar read = GlbReader.parse(file);

    assertThat(Objects.requireNonNull(read.plate()).network()).isEqualTo(network);
    assertThat(GlbWriter.encode(read)).isEqualTo(file);
    assertThat(AvatarCheck.avatar(read))
        .anyMatch(f -> f.sentence().contains("with 128x96 pixels, from 25% to 75% of the picture"))
        .anyMatch(f -> f.sentence().contains("does not hold the whole feather"));
    PlateNetwork higher = network(new PlateRegion(0, 0.25f, 1, 0.75f, 128, 96));
    assertThat(
            AvatarCheck.avatar(
                TestAvatars.ball("ball").before(Plate.of(png, 0.5f, 0.75f).with(higher))))
        .noneMatch(f -> f.sentence().contains("does not hold the whole feather"));
  }

  @Test
  void shouldReadANetworkThatSaysNoMoreThanItMust() {
    byte[] file =
        GlbEdit.changed(
            GlbEdit.appended(
                good(png),
                new byte[] {1, 2, 3},
                (root, view) ->
                    ((ObjectNode) root.at(PLATE)).putObject("network").put("model", view)),
            root -> {
              ObjectNode network = (ObjectNode) root.at(PLATE + "/network");
              network.putArray("inputs").addObject().put("role", "picture").put("tensor", "x");
              network.put("output", "y").putArray("size").add(64).add(32);
            });
    assertThat(parsed(file))
        .isEqualTo(
            new PlateNetwork(
                new byte[] {1, 2, 3},
                List.of(new PlateNetwork.Input(PlateNetwork.Role.PICTURE, "x")),
                "y",
                0,
                1,
                PlateRegion.whole(64, 32)));
  }

  @Test
  void shouldRefuseNetworksThatAreHostile() {
    assertRefused(network(n -> n.remove("model")), "network.model is missing.");
    assertRefused(network(n -> n.put("model", 999)), "999");
    assertRefused(network(n -> n.remove("output")), "network.output is missing.");
    assertRefused(network(n -> n.remove("size")), "network.size is missing.");
    assertRefused(network(n -> n.putArray("size").add(64)), "network.size[1]");
    assertRefused(network(n -> n.putArray("size").add(1_000_000).add(64)), "from 16 to 512");
    assertRefused(network(n -> n.putArray("size").add(15).add(64)), "from 16 to 512");
    assertRefused(network(n -> n.putArray("size").add(64.5).add(64)), "64.5");
    assertRefused(network(n -> region(n, 0, 0, 1)), "network.region[3]");
    assertRefused(network(n -> region(n, 0, 0.5, 1, 0.75)), "The region of the plate's network is");
    assertRefused(network(n -> region(n, -0.1, 0, 1, 1)), "The region of the plate's network is");
    assertRefused(network(n -> region(n, 0, 0, 1, 0)), "The region of the plate's network is");
    assertRefused(network(n -> region(n, 0, 0, 1, 1e-9)), "The region of the plate's network is");
    assertRefused(network(n -> region(n, 0, 0, 1e300, 1)), "no finite number");
    assertRefused(network(n -> n.putArray("range").add(1).add(1)), "Black and white are 1.0 and");
    assertRefused(network(n -> n.putArray("range").add(0).add(1e30)), "Black and white are 0.0");
    assertRefused(network(n -> n.putArray("range").add(0)), "network.range[1]");
    assertRefused(network(n -> n.putArray("inputs")), "sees one picture, and at most one mask");
    assertRefused(network(n -> inputs(n, "mask", "m")), "sees one picture, and at most one mask");
    assertRefused(network(n -> inputs(n, "picture", "x", "picture", "y")), "sees one picture");
    assertRefused(network(n -> inputs(n, "picture", "x", "mask", "x")), "are the same tensor");
    assertRefused(network(n -> inputs(n, "picture", "\u0007")), "control characters");
    assertRefused(network(n -> inputs(n, "head", "x")), "picture, mask.");
    assertRefused(
        network(n -> inputs(n, "picture", "x", "mask", "m", "mask", "k")), "at most 2 are read");
    assertRefused(
        GlbEdit.changed(
            good(png), root -> ((ObjectNode) root.at(PLATE)).put("network", "net.onnx")),
        "network.inputs is missing.");
  }

  private static void region(ObjectNode network, double... numbers) {
    var array = network.putArray("region");
    for (double number : numbers) {
      array.add(number);
    }
  }

  private static void inputs(ObjectNode network, String... rolesAndTensors) {
    var array = network.putArray("inputs");
    for (int i = 0; i < rolesAndTensors.length; i += 2) {
      array.addObject().put("role", rolesAndTensors[i]).put("tensor", rolesAndTensors[i + 1]);
    }
  }

  private static PlateNetwork network(PlateRegion region) {
    return new PlateNetwork(
        new byte[] {1, 2, 3, 4, 5},
        List.of(
            new PlateNetwork.Input(PlateNetwork.Role.PICTURE, "seen"),
            new PlateNetwork.Input(PlateNetwork.Role.MASK, "mask")),
        "made",
        -1,
        1,
        region);
  }

  /** A good avatar file with a network, changed. */
  private byte[] network(Consumer<ObjectNode> change) {
    try {
      Plate plate = Plate.of(png, 0.5f, 0.75f).with(network(PlateRegion.whole(64, 64)));
      return GlbEdit.changed(
          GlbWriter.encode(TestAvatars.ball("ball").before(plate)),
          root -> change.accept((ObjectNode) root.at(PLATE + "/network")));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static @Nullable PlateNetwork parsed(byte[] file) {
    try {
      return Objects.requireNonNull(GlbReader.parse(file).plate()).network();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** An avatar file with that plate, whatever it is. */
  private byte[] with(byte[] picture) {
    return GlbEdit.appended(
        good(png), picture, (root, view) -> ((ObjectNode) root.at(PLATE)).put("bufferView", view));
  }

  private static byte[] good(byte[] png) {
    try {
      return GlbWriter.encode(TestAvatars.ball("ball").before(Plate.of(png, 0.5f, 0.75f)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
