package io.visavis.avatar.glb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.avatar.TestAvatars;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no avatars, by mistake or on purpose. */
class GlbHostileTest {
  static final String EXTENSION = "/extensions/VISAVIS_avatar";
  private static final String ATTRIBUTES = "/meshes/0/primitives/0/attributes";

  /** The seed of an avatar whose file is short. */
  private static final long SMALL = 197;

  private final byte[] good = GlbWriter.encode(TestAvatars.ball("ball"));

  @Test
  void shouldSayWhatAFileIsInstead() {
    assertRefused(new byte[0], "The file is empty; a .glb is right.");
    assertRefused(text("{\"asset\":{}}"), "export it as binary glTF (.glb)");
    assertRefused(text("ply\nformat binary_little_endian 1.0\n"), ".ply point cloud");
    assertRefused(text("RIFFxxxxWAVEfmt and so on, a sound"), "This is no binary glTF");
  }

  @Test
  void shouldRefuseAFileThatWasCutOffAnywhere() {
    for (int length = 0; length < good.length; length += length < 64 ? 1 : 997) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThatThrownBy(() -> GlbReader.parse(cut)).isInstanceOf(AvatarFormatException.class);
    }
    assertRefused(Arrays.copyOf(good, good.length / 2), "it was cut off or damaged");
  }

  @Test
  void shouldSurviveAnyChangedBytes() throws IOException {
    byte[] small = GlbWriter.encode(TestAvatars.odd(SMALL));
    assertThat(refused(small, small.length / 3, 99)).isGreaterThan(400);
  }

  /**
   * Changes some bytes of a file, half of them in its front, 1,500 times: each is read or refused.
   *
   * @return how many were refused
   */
  static int refused(byte[] file, int front, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    int refused = 0;
    for (int n = 0; n < 1500; n++) {
      byte[] changed = file.clone();
      int bytes = random.nextInt(1, 5);
      for (int i = 0; i < bytes; i++) {
        changed[random.nextInt(random.nextBoolean() ? file.length : front)] =
            (byte) random.nextInt();
      }
      try {
        // What is read can be written.
        GlbWriter.encode(GlbReader.parse(changed));
      } catch (AvatarFormatException e) {
        refused++;
        assertThat(e.getMessage()).isNotBlank().hasLineCount(1);
      }
    }
    return refused;
  }

  @Test
  void shouldRefuseOtherVersions() {
    byte[] other = good.clone();
    other[4] = 1;
    assertRefused(other, "This is version 1 of binary glTF; version 2 is right.");
    assertRefused(
        changed(r -> at(r, EXTENSION).put("version", 2)),
        "This avatar is of version 2 of VISAVIS_avatar; version 1 is read.");
  }

  @Test
  void shouldRefuseBrokenChunks() {
    byte[] other = good.clone();
    ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN).putInt(12, -1);
    assertRefused(other, "Chunk 0 has 4294967295 bytes");
    other = good.clone();
    other[16] = 'X';
    assertRefused(other, "The first chunk is no JSON");
    other = good.clone();
    other[20] = '[';
    assertRefused(other, "The JSON chunk cannot be read");
  }

  @Test
  void shouldRefuseJsonBombs() {
    assertRefused(container("[".repeat(100_000)), "The JSON chunk cannot be read");
    assertRefused(container("[1,2]"), "The JSON chunk is no object.");
    assertRefused(container("{\"a\":1,\"a\":2}"), "The JSON chunk cannot be read");
    assertRefused(container("{} {}"), "The JSON chunk cannot be read");
    assertRefused(
        container("{\"a\":" + " ".repeat(Limits.JSON) + "1}"), "at most 4194304 are read");
  }

  @Test
  void shouldRefuseAPlainGltf() {
    assertRefused(changed(r -> r.remove("extensions")), "docs/avatar-file.md says how to write it");
  }

  @Test
  void shouldRefuseFilesThatAreTooLarge(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("huge.glb");
    try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
      huge.setLength(Limits.FILE + 1L);
    }
    assertThatThrownBy(() -> GlbReader.read(file))
        .isInstanceOf(AvatarFormatException.class)
        .hasMessage("The file is larger than 256 MB, which is the most that is read.");
    Files.delete(file);
  }

  @Test
  void shouldRefuseADirectoryAndAMissingFile(@TempDir Path folder) {
    assertThatThrownBy(() -> GlbReader.read(folder)).hasMessageContaining("is a directory");
    assertThatThrownBy(() -> GlbReader.read(folder.resolve("x")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("There is no file");
  }

  @Test
  void shouldRefuseCountsThatPromiseTooMuch() {
    assertRefused(
        accessor(ATTRIBUTES + "/POSITION", a -> a.put("count", Integer.MAX_VALUE)),
        "a whole number from 0 to 200000 would be right");
    assertRefused(
        accessor(EXTENSION + "/gaussians/parent", a -> a.put("count", 2_000_000)),
        "a whole number from 0 to 1000000 would be right");
    assertRefused(
        accessor(ATTRIBUTES + "/POSITION", a -> a.put("count", 100_000)), "needs 1200000 bytes");
    assertRefused(accessor(ATTRIBUTES + "/POSITION", a -> a.put("count", -1)), "count is -1");
    assertRefused(
        accessor(ATTRIBUTES + "/POSITION", a -> a.put("byteOffset", 2_000_000_000)), "needs");
    assertRefused(
        changed(r -> at(r, "/bufferViews/0").put("byteOffset", Integer.MAX_VALUE)), "ends at byte");
    assertRefused(
        changed(r -> at(r, "/buffers/0").put("byteLength", Integer.MAX_VALUE)), "the binary chunk");
  }

  @Test
  void shouldRefuseReferencesToNothing() {
    assertRefused(
        changed(r -> at(r, ATTRIBUTES).put("POSITION", 9999)),
        "accessors[9999] is asked for and is not there");
    assertRefused(changed(r -> at(r, ATTRIBUTES).put("POSITION", "x")), "POSITION is a string");
    assertRefused(changed(r -> at(r, ATTRIBUTES).remove("POSITION")), "POSITION is missing");
    assertRefused(changed(r -> at(r, EXTENSION).put("mesh", 7)), "meshes[7]");
    assertRefused(changed(r -> at(r, "/buffers/0").put("uri", "http://x/y")), "another file");
  }

  @Test
  void shouldRefuseWrongTypes() {
    assertRefused(
        changed(r -> at(r, ATTRIBUTES).set("POSITION", at(r, ATTRIBUTES).get("COLOR_0"))),
        "is of another type than VEC3");
    assertRefused(
        accessor(ATTRIBUTES + "/JOINTS_0", a -> a.put("componentType", 5120)), "unsigned type");
    assertRefused(
        accessor(ATTRIBUTES + "/POSITION", a -> a.put("componentType", 5124)),
        "which glTF does not have");
  }

  @Test
  void shouldRefuseMorphTargetsWithoutNames() {
    assertRefused(changed(r -> at(r, "/meshes/0").remove("extras")), "extras is missing");
    assertRefused(
        changed(r -> ((ArrayNode) r.at("/meshes/0/extras/targetNames")).remove(0)),
        "has 51 names for 52 morph targets");
    assertRefused(
        changed(r -> ((ArrayNode) r.at("/meshes/0/extras/targetNames")).set(0, "jawOpen")),
        "There are two morph targets 'jawOpen'");
  }

  @Test
  void shouldRefuseSparseIndicesOutOfOrder() {
    byte[] file = good.clone();
    JsonNode root = GlbEdit.json(file);
    int accessor = root.at("/meshes/0/primitives/0/targets/24/POSITION").intValue();
    int view = root.at("/accessors/" + accessor + "/sparse/indices/bufferView").intValue();
    int at =
        GlbEdit.binaryOffset(file) + root.at("/bufferViews/" + view + "/byteOffset").intValue();
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(at, 383);
    assertRefused(file, "is not ascending and below 384 at entry");
  }

  @Test
  void shouldRefuseValuesThatCannotBeDrawn() {
    assertRefused(
        poked(EXTENSION + "/gaussians/mean", Float.NaN),
        "Entry 0 of the means of Gaussians is NaN");
    assertRefused(poked(EXTENSION + "/gaussians/factor", Float.POSITIVE_INFINITY), "factor");
    assertRefused(poked(EXTENSION + "/gaussians/opacity", 1.5f), "The opacity of Gaussian 0");
    assertRefused(poked(EXTENSION + "/gaussians/colour", -0.1f), "The colour of Gaussian 0");
    assertRefused(
        poked(EXTENSION + "/gaussians/parent", Float.intBitsToFloat(720)),
        "Entry 0 of the triangles of Gaussians is 720; 0 to 719 is right.");
    assertRefused(poked(ATTRIBUTES + "/POSITION", 1e30f), "Entry 0 of the vertices is 1.0E30");
    assertRefused(
        poked(ATTRIBUTES + "/WEIGHTS_0", 0.5f),
        "The skinning weights of vertex 0 add up to 0.5000 instead of 1; divide those of each vertex by their sum.");
    assertRefused(
        poked("/meshes/0/primitives/0/indices", Float.intBitsToFloat(384)),
        "Entry 0 of the corners of triangles is 384; 0 to 383 is right.");
  }

  @Test
  void shouldRefuseAnUnknownBindingAndOddText() {
    assertRefused(
        changed(r -> at(r, EXTENSION + "/gaussians").put("binding", "glue")),
        "is none that is known: affine, frame, barycentric.");
    assertRefused(changed(r -> at(r, EXTENSION).put("name", "../x")), "small letters");
    assertRefused(changed(r -> at(r, EXTENSION).put("title", "a\u001b[2J")), "control characters");
    assertRefused(
        changed(r -> at(r, EXTENSION).put("title", "a".repeat(201))), "1 to 200 characters");
    assertRefused(
        changed(r -> at(r, EXTENSION + "/camera").put("distance", 0)), "The camera's distance");
    assertRefused(
        changed(r -> at(r, EXTENSION + "/camera").put("fovY", "wide")), "no finite number");
  }

  @Test
  void shouldRefuseASkinWithoutOurJoints() {
    assertRefused(
        changed(r -> at(r, "/nodes/2").put("name", "Jaw")), "no joint whose node is called 'jaw'");
    assertRefused(changed(r -> at(r, "/nodes/5").remove("skin")), "No node shows meshes[0]");
  }

  private static ObjectNode at(ObjectNode root, String pointer) {
    return (ObjectNode) root.at(pointer);
  }

  private byte[] changed(Consumer<ObjectNode> change) {
    return GlbEdit.changed(good, change);
  }

  private byte[] accessor(String reference, Consumer<ObjectNode> change) {
    return changed(r -> change.accept(at(r, "/accessors/" + r.at(reference).intValue())));
  }

  private byte[] poked(String reference, float value) {
    return GlbEdit.poked(good, reference, value);
  }

  private static byte[] container(String json) {
    byte[] text = text(json);
    return ByteBuffer.allocate(20 + text.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0x46546C67)
        .putInt(2)
        .putInt(20 + text.length)
        .putInt(text.length)
        .putInt(0x4E4F534A)
        .put(text)
        .array();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static void assertRefused(byte[] file, String part) {
    assertThatThrownBy(() -> GlbReader.parse(file))
        .isInstanceOf(AvatarFormatException.class)
        .hasMessageContaining(part)
        .message()
        .hasLineCount(1)
        .endsWith(".");
  }
}
