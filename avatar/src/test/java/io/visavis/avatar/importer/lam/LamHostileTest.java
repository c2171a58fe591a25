package io.visavis.avatar.importer.lam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.avatar.importer.ImportException;
import io.visavis.avatar.importer.Label;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zips of strangers: one sentence each, nothing unpacked to the disk. */
class LamHostileTest {
  private static final Label LABEL = new Label("anna", "Anna", "hers");
  private static final String SKIN = "anna/skin.glb";
  private static final String CLOUD = "anna/offset.ply";

  @TempDir Path folder;
  private static LamShaped head;
  private static byte[] skin;
  private static byte[] cloud;

  @BeforeAll
  static void writeWhatLamExports() {
    head = LamShaped.small();
    skin = LamFile.skin(head, false);
    cloud = LamFile.cloud(head.rows, false);
  }

  @Test
  void shouldSayWhatIsNoZipOfLam() throws Exception {
    assertRefused("There is no file ", folder.resolve("none.zip"));
    assertRefused("There is no file ", folder);
    Path file = folder.resolve("x.zip");
    Files.write(file, new byte[0]);
    assertRefused(" is no zip, or is cut short.", file);
    Files.write(file, skin);
    assertRefused(" is no zip, or is cut short.", file);
    byte[] whole = Files.readAllBytes(zip(SKIN, skin, CLOUD, cloud));
    Files.write(file, Arrays.copyOf(whole, whole.length - 100));
    assertRefused(" is no zip, or is cut short.", file);
    // A comment is promised that is not there.
    byte[] silent = whole.clone();
    silent[silent.length - 1] = 1;
    Files.write(file, silent);
    assertRefused(" is no zip, or is cut short.", file);
    assertRefused(
        " has no skin.glb; LAM's export for a chatting avatar has both",
        zip("a/x", skin, CLOUD, cloud));
    assertRefused(" has no offset.ply; ", zip(SKIN, skin, "offset.ply/x", cloud));
    assertRefused(" has no skin.glb and no offset.ply; ", zip("a", skin, "b", cloud));
    assertRefused(
        " has 2 members called skin.glb; ",
        LamFile.zip(file, Map.of(SKIN, skin, "b/skin.glb", skin, CLOUD, cloud)));
  }

  @Test
  void shouldRefuseNamesThatLeadOut() throws Exception {
    for (String name :
        List.of("../skin.glb", "/skin.glb", "a/../../x", "a\\..\\x", "C:\\skin.glb")) {
      assertRefused(
          " has a member whose name leads out of its folder; ", zip(name, skin, CLOUD, cloud));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve("hostile.zip"));
    }
  }

  @Test
  void shouldNotUnpackBombs() throws Exception {
    Path file = folder.resolve("bomb.zip");
    byte[] piece = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(SKIN));
      for (int i = 0; i < 257; i++) {
        zip.write(piece);
      }
      zip.putNextEntry(new ZipEntry(CLOUD));
    }
    assertThat(Files.size(file)).isLessThan(1 << 20);
    assertRefused("skin.glb unpacks to more than 256 MB, which is the most that is read.", file);
    // The directory at the end may lie about the size, too.
    byte[] lie = Files.readAllBytes(file);
    int entry = find(lie, 0x02014b50);
    ByteBuffer.wrap(lie).order(ByteOrder.LITTLE_ENDIAN).putInt(entry + 24, 1000);
    Files.write(file, lie);
    assertRefused("skin.glb", file);
  }

  @Test
  void shouldFindDamage() throws Exception {
    byte[] noise = new byte[1 << 20];
    new SplittableRandom(1).nextBytes(noise);
    Path file = zip(SKIN, skin, CLOUD, noise);
    assertRefused("offset.ply is not a PLY file.", file);
    byte[] whole = Files.readAllBytes(file);
    for (int at = 1 << 16; at < 1 << 20; at += 1 << 16) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x55;
      Files.write(file, damaged);
      assertRefused("offset.ply is damaged; copy the zip again.", file);
    }
    refuseCloud(" ends too early: ", Arrays.copyOf(cloud, cloud.length - 1));
    refuseCloud(" is not a PLY file.", new byte[0]);
    refuseSkin("skin.glb: The file is empty; ", new byte[0]);
    refuseSkin("the file has ", Arrays.copyOf(skin, skin.length - 4));
  }

  @Test
  void shouldSayWhatIsWrongWithTheGaussians() throws Exception {
    refuseCloud("has 3 Gaussians and ", LamFile.cloud(Arrays.copyOf(head.rows, 3), false));
    refuseCloud(" has no Gaussians.", LamFile.cloud(new float[0][], false));
    refuseRow("Gaussian 3 of ", 0, Float.NaN);
    refuseRow(" has opacity = Infinity; ", 9, Float.POSITIVE_INFINITY);
    refuseRow(" is as large as exp(90.0); ", 11, 90);
    refuseRow("Vertex 3 of ", 1, 1e30f);
    refuseRow(" has rot_2 = NaN; ", 15, Float.NaN);
    String text = new String(cloud, 0, 600, StandardCharsets.ISO_8859_1);
    refuseCloud(" has no property 'rot_3'", renamed(text.indexOf("rot_3")));
    refuseCloud(" has spherical harmonics (f_rest_0); ", harmonics());
  }

  @Test
  void shouldSayWhatIsWrongWithTheMesh() throws Exception {
    refuse("accessors is missing", root -> root.remove("accessors"));
    refuse("without extensions of glTF", root -> root.putArray("extensionsRequired").add("x"));
    refuse("No node shows a mesh with a skin", root -> node(root, 0).remove("skin"));
    refuse("both show a mesh with a skin", root -> node(root, 1).put("mesh", 0).put("skin", 0));
    refuse("is no list of triangles", root -> primitive(root).put("mode", 1));
    refuse("indices is missing", root -> primitive(root).remove("indices"));
    refuse(
        "has 2 entries; LAM's head is one mesh",
        root -> ((ArrayNode) root.at("/meshes/0/primitives")).addObject());
    refuse("no multiple of three", root -> accessor(root, 5).put("count", 10));
    refuse("is in no triangle that has an area", root -> accessor(root, 5).put("count", 3));
    refuse("from 0 to 200000 would be right", root -> accessor(root, 0).put("count", 200_001));
    refuse("has 2 names for 3 morph targets", root -> names(root).remove(1));
    refuse("extras is missing", root -> ((ObjectNode) root.at("/meshes/0")).remove("extras"));
    refuse("has the name jawOpen twice", root -> names(root).set(1, "JawOpen"));
    refuse(
        "has a joint for the jaw but no morph target jawOpen",
        root -> {
          for (int i = 0; i < names(root).size(); i++) {
            names(root).set(i, "expr" + i);
          }
        });
    LamShaped other = LamShaped.small();
    other.triangles[7] = 4;
    refuseSkin("Triangle 2 has the vertex 4; there are 4.", LamFile.skin(other, false));
    other = LamShaped.small();
    other.vertices[9] = Float.NaN;
    refuseSkin("Vertex 3 of ", LamFile.skin(other, false));
    other = LamShaped.small();
    other.deltas.get(1)[9] = Float.NaN;
    refuseSkin(" is NaN; ", LamFile.skin(other, false));
  }

  @Test
  void shouldSayWhatIsWrongWithTheRig() throws Exception {
    refuse("has no joint whose node is called neck", root -> rename(root, "[nN]eck.*|head"));
    refuse("has no joint whose node is called eyeLeft", root -> rename(root, "lEye"));
    refuse("JOINTS_0 is missing", root -> attributes(root).remove("JOINTS_0"));
    refuse(
        "do not have one entry for each of 4 vertices", root -> accessor(root, 1).put("count", 3));
    refuse("has 9 matrices for 90 joints", root -> binds(root).put("count", 9));
    refuse("is a child of two nodes", root -> node(root, 0).putArray("children").add(5));
    refuse(
        "is its own descendant",
        root -> {
          node(root, 1).remove("children");
          node(root, 11).putArray("children").add(2);
        });
    refuse("a whole number from 0 to 91", root -> node(root, 11).putArray("children").add(92));
    refuse("a whole number from 0 to 91", root -> joints(root).set(0, 1000));
    refuse(
        "is no rotation", root -> node(root, 4).putArray("rotation").add(0).add(0).add(0).add(0));
    refuse("has 2 numbers; 3 are right", root -> node(root, 4).putArray("scale").add(0).add(0));
    refuse("no finite number", root -> node(root, 4).putArray("scale").add(1e300).add(0).add(0));
    refuse(
        "finite metres are right",
        root -> node(root, 1).putArray("scale").add(1e30).add(1e30).add(1e30));
    refuse(
        "of the skin, which has 3",
        root -> {
          while (joints(root).size() > 3) {
            joints(root).remove(3);
          }
        });
    LamShaped other = LamShaped.small();
    other.weights[5] = Float.NaN;
    refuseSkin("Vertex 1 has a skinning weight of NaN; ", LamFile.skin(other, false));
    other = LamShaped.small();
    other.weights[6] = -1;
    refuseSkin("Vertex 1 has a skinning weight of -", LamFile.skin(other, false));
    other = LamShaped.small();
    Arrays.fill(other.weights, 10, 15, 0.7f);
    refuseSkin("The skinning weights of vertex 2 add up to 3.5000", LamFile.skin(other, false));
  }

  private static ObjectNode node(ObjectNode root, int i) {
    return (ObjectNode) root.at("/nodes/" + i);
  }

  private static ObjectNode primitive(ObjectNode root) {
    return (ObjectNode) root.at("/meshes/0/primitives/0");
  }

  private static ObjectNode attributes(ObjectNode root) {
    return (ObjectNode) primitive(root).get("attributes");
  }

  private static ObjectNode accessor(ObjectNode root, int i) {
    return (ObjectNode) root.at("/accessors/" + i);
  }

  private static ArrayNode names(ObjectNode root) {
    return (ArrayNode) root.at("/meshes/0/extras/targetNames");
  }

  private static ArrayNode joints(ObjectNode root) {
    return (ArrayNode) root.at("/skins/0/joints");
  }

  private static ObjectNode binds(ObjectNode root) {
    return accessor(root, root.at("/skins/0/inverseBindMatrices").intValue());
  }

  private static void rename(ObjectNode root, String pattern) {
    for (int i = 2; i < root.get("nodes").size(); i++) {
      if (node(root, i).get("name").textValue().matches(pattern)) {
        node(root, i).put("name", "x");
      }
    }
  }

  private static byte[] renamed(int at) {
    byte[] out = cloud.clone();
    out[at] = 'q';
    return out;
  }

  /** A PLY whose normals are harmonics, by their names. */
  private static byte[] harmonics() {
    String text = new String(cloud, StandardCharsets.ISO_8859_1);
    return text.replaceFirst("float nx", "float f_rest_0").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static int find(byte[] file, int magic) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (in.getInt(at) != magic) {
      at++;
    }
    return at;
  }

  private void refuseRow(String sentence, int column, float value) throws IOException {
    float[][] rows = head.rows.clone();
    rows[3] = rows[3].clone();
    rows[3][column] = value;
    refuseCloud(sentence, LamFile.cloud(rows, false));
  }

  private void refuseCloud(String sentence, byte[] bad) throws IOException {
    assertRefused(sentence, zip(SKIN, skin, CLOUD, bad));
  }

  private void refuseSkin(String sentence, byte[] bad) throws IOException {
    assertRefused(sentence, zip(SKIN, bad, CLOUD, cloud));
  }

  private void refuse(String sentence, Consumer<ObjectNode> change) throws IOException {
    refuseSkin(sentence, LamFile.changed(skin, change));
  }

  private Path zip(String first, byte[] one, String second, byte[] other) throws IOException {
    return LamFile.zip(folder.resolve("hostile.zip"), Map.of(first, one, second, other));
  }

  private static void assertRefused(String sentence, Path zip) {
    assertThatThrownBy(() -> new LamZip(s -> {}).read(zip, LABEL))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining(sentence)
        .message()
        .doesNotContain("\n")
        .endsWith(".");
  }
}
