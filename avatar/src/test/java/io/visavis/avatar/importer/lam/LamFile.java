package io.visavis.avatar.importer.lam;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.avatar.glb.AvatarFormatException;
import io.visavis.avatar.glb.GlbContainer;
import io.visavis.avatar.rig.Joint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes what LAM exports, by way of Blender: the skeleton of a whole body in centimetres, z up,
 * under a node that turns it and makes it small; morph targets as sparse accessors and dense ones.
 */
public final class LamFile {
  private static final int FLOAT = 5126;
  private static final int UNSIGNED_INT = 5125;
  private static final int UNSIGNED_SHORT = 5123;
  private static final double SMALL = 0.01;

  /** Joints after the first, each with the number of its parent. */
  private static final List<String> BODY =
      List.of(
          "hip",
          "abdomenLower",
          "chestUpper",
          "lCollar",
          "neckLower",
          "neckUpper",
          "head",
          "lowerJaw",
          "lEye",
          "rEye");

  private static final int[] PARENTS = {-1, 0, 1, 2, 2, 4, 5, 6, 6, 6};
  private static final int MORE = 80;

  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

  private LamFile() {}

  /**
   * A zip as LAM packs it, in a folder.
   *
   * @return {@code file}
   */
  public static Path write(LamShaped head, Path file) throws IOException {
    return zip(
        file,
        Map.of("anna/skin.glb", skin(head, false), "anna/offset.ply", cloud(head.rows, false)));
  }

  /** A zip of those members, and of those that do not matter. */
  static Path zip(Path file, Map<String, byte[]> members) throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>(members);
    all.put("anna/animation.glb", new byte[3]);
    all.put("anna/vertex_order.json", "[2, 0, 1]".getBytes(StandardCharsets.UTF_8));
    all.put("__MACOSX/anna/._skin.glb", new byte[5]);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry("anna/"));
      for (Map.Entry<String, byte[]> member : all.entrySet()) {
        out.putNextEntry(new ZipEntry(member.getKey()));
        out.write(member.getValue());
      }
    }
    return file;
  }

  /**
   * The Gaussians.
   *
   * @param lying as {@link #skin} has them
   */
  static byte[] cloud(float[][] rows, boolean lying) {
    StringBuilder header = new StringBuilder("ply\nformat binary_little_endian 1.0\n");
    header.append("element vertex ").append(rows.length).append('\n');
    String names =
        "x y z nx ny nz f_dc_0 f_dc_1 f_dc_2 opacity scale_0 scale_1 scale_2 rot_0 rot_1 rot_2"
            + " rot_3";
    for (String name : names.split(" ", -1)) {
      header.append("property float ").append(name).append('\n');
    }
    header.append("end_header\n");
    byte[] text = header.toString().getBytes(StandardCharsets.US_ASCII);
    ByteBuffer out =
        ByteBuffer.allocate(text.length + 4 * LamShaped.COLUMNS * rows.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(text);
    for (float[] row : rows) {
      for (float value : lying ? lain(row) : row) {
        out.putFloat(value);
      }
    }
    return out.array();
  }

  /** The row before the node turns and shrinks it. */
  private static float[] lain(float[] row) {
    float[] out = row.clone();
    lie(out, 0);
    for (int k = 10; k < 13; k++) {
      out[k] = (float) (row[k] - Math.log(SMALL));
    }
    // Turned back by a quarter about x: the quaternion (h, -h, 0, 0) times that of the row.
    double h = Math.sqrt(0.5);
    out[13] = (float) (h * (row[13] + row[14]));
    out[14] = (float) (h * (row[14] - row[13]));
    out[15] = (float) (h * (row[15] + row[16]));
    out[16] = (float) (h * (row[16] - row[15]));
    return out;
  }

  /** (x, y, z) / small, turned back by a quarter about x: (x, z, -y). */
  private static void lie(float[] values, int at) {
    double y = values[at + 1];
    values[at] = (float) (values[at] / SMALL);
    values[at + 1] = (float) (values[at + 2] / SMALL);
    values[at + 2] = (float) (-y / SMALL);
  }

  /**
   * The mesh.
   *
   * @param lying whether vertices are stored in centimetres, z up, and only the joints put them
   *     upright; else they are stored as they stand
   */
  static byte[] skin(LamShaped head, boolean lying) {
    LamFile file = new LamFile();
    file.root.putObject("asset").put("version", "2.0");
    for (String table :
        List.of("accessors", "bufferViews", "buffers", "meshes", "nodes", "skins")) {
      file.root.putArray(table);
    }
    ObjectNode mesh = file.array("meshes").addObject().put("name", "head");
    ObjectNode primitive = mesh.putArray("primitives").addObject();
    ObjectNode attributes = primitive.putObject("attributes");
    attributes.put("POSITION", file.floats("VEC3", stored(head.vertices, lying)));
    file.weights(head, attributes);
    primitive.put("indices", file.integers(UNSIGNED_INT, "SCALAR", head.triangles));
    ArrayNode names = mesh.putObject("extras").putArray("targetNames");
    ArrayNode targets = primitive.putArray("targets");
    for (int i = 0; i < head.names.size(); i++) {
      names.add(head.names.get(i));
      float[] deltas = stored(head.deltas.get(i), lying);
      targets
          .addObject()
          .put("POSITION", i % 2 == 0 ? file.sparse(deltas) : file.floats("VEC3", deltas));
    }
    file.skeleton(head, lying);
    file.array("buffers").addObject().put("byteLength", file.binary.size());
    return new GlbContainer(file.root, ByteBuffer.wrap(file.binary.toByteArray())).toBytes();
  }

  /** A file with another JSON. */
  static byte[] changed(byte[] file, Consumer<ObjectNode> change) {
    try {
      GlbContainer container = GlbContainer.parse(file);
      ObjectNode json = container.json().deepCopy();
      change.accept(json);
      return new GlbContainer(json, container.binary()).toBytes();
    } catch (AvatarFormatException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static float[] stored(float[] values, boolean lying) {
    float[] out = values.clone();
    for (int i = 0; lying && i < out.length; i += 3) {
      lie(out, i);
    }
    return out;
  }

  /** What Mira's root moves is the chest's and a collar's; what her neck does, three joints'. */
  private void weights(LamShaped head, ObjectNode attributes) {
    int count = head.rows.length;
    int[][] joints = new int[2][4 * count];
    float[][] weights = new float[2][4 * count];
    for (int v = 0; v < count; v++) {
      float[] by = new float[BODY.size()];
      for (int j = 0; j < Joint.COUNT; j++) {
        float w = head.weights[Joint.COUNT * v + j];
        switch (Joint.values()[j]) {
          case ROOT -> {
            by[2] += 0.6f * w;
            by[3] += 0.4f * w;
          }
          case NECK -> {
            by[4] += 0.2f * w;
            by[5] += 0.3f * w;
            by[6] += 0.5f * w;
          }
          case JAW -> by[7] += w;
          case EYE_LEFT -> by[8] += w;
          case EYE_RIGHT -> by[9] += w;
        }
      }
      int at = 0;
      for (int j = 0; j < by.length; j++) {
        if (by[j] != 0) {
          joints[at / 4][4 * v + at % 4] = j;
          weights[at / 4][4 * v + at % 4] = by[j];
          at++;
        }
      }
    }
    for (int set = 0; set < 2; set++) {
      attributes.put("JOINTS_" + set, integers(UNSIGNED_SHORT, "VEC4", joints[set]));
      attributes.put("WEIGHTS_" + set, floats("VEC4", weights[set]));
    }
  }

  private void skeleton(LamShaped head, boolean lying) {
    ArrayNode nodes = array("nodes");
    nodes.addObject().put("name", "head_final").put("mesh", 0).put("skin", 0);
    ObjectNode rig = nodes.addObject().put("name", "Female.003");
    rig.putArray("rotation").add(Math.sqrt(0.5)).add(0).add(0).add(Math.sqrt(0.5));
    rig.putArray("scale").add(SMALL).add(SMALL).add(SMALL);
    rig.putArray("children").add(0).add(2);
    ArrayNode joints = JsonNodeFactory.instance.arrayNode();
    int count = BODY.size() + MORE;
    float[] binds = new float[16 * count];
    for (int j = 0; j < count; j++) {
      int parent = j < PARENTS.length ? PARENTS[j] : 6;
      float[] here = place(head, j);
      float[] local = here.clone();
      for (int c = 0; parent >= 0 && c < 3; c++) {
        local[c] -= place(head, parent)[c];
      }
      lie(local, 0);
      ObjectNode node =
          nodes.addObject().put("name", j < BODY.size() ? BODY.get(j) : "lEyelid" + j);
      node.putArray("translation").add(local[0]).add(local[1]).add(local[2]);
      if (parent >= 0) {
        ((ObjectNode) nodes.get(2 + parent)).withArray("children").add(2 + j);
      }
      joints.add(2 + j);
      bind(here, lying, binds, 16 * j);
    }
    ObjectNode skin = array("skins").addObject();
    skin.set("joints", joints);
    skin.put("inverseBindMatrices", floats("MAT4", binds));
  }

  private static float[] place(LamShaped head, int joint) {
    Joint known =
        switch (joint < BODY.size() ? BODY.get(joint) : "") {
          case "hip" -> Joint.ROOT;
          case "neckUpper" -> Joint.NECK;
          case "lowerJaw" -> Joint.JAW;
          case "lEye" -> Joint.EYE_LEFT;
          case "rEye" -> Joint.EYE_RIGHT;
          default -> Joint.NECK;
        };
    float[] out = new float[3];
    for (int c = 0; c < 3; c++) {
      out[c] = head.pivots[3 * known.ordinal() + c];
    }
    // The two about it are lower and higher.
    out[1] += joint == 4 ? -0.05f : joint == 6 ? 0.05f : 0;
    return out;
  }

  /** Column by column: from where vertices are stored to the space of the joint. */
  private static void bind(float[] place, boolean lying, float[] out, int at) {
    float[] moved = {-place[0], -place[1], -place[2]};
    lie(moved, 0);
    float[] x = {lying ? 1 : (float) (1 / SMALL), 0, 0};
    float[] y = lying ? new float[] {0, 1, 0} : new float[] {0, 0, (float) (-1 / SMALL)};
    float[] z = lying ? new float[] {0, 0, 1} : new float[] {0, (float) (1 / SMALL), 0};
    System.arraycopy(x, 0, out, at, 3);
    System.arraycopy(y, 0, out, at + 4, 3);
    System.arraycopy(z, 0, out, at + 8, 3);
    System.arraycopy(moved, 0, out, at + 12, 3);
    out[at + 15] = 1;
  }

  private ArrayNode array(String name) {
    return root.withArray(name);
  }

  private int view(byte[] data) {
    array("bufferViews")
        .addObject()
        .put("buffer", 0)
        .put("byteOffset", binary.size())
        .put("byteLength", data.length);
    binary.writeBytes(data);
    while (binary.size() % 4 != 0) {
      binary.write(0);
    }
    return array("bufferViews").size() - 1;
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    out.asFloatBuffer().put(values);
    return out.array();
  }

  private static byte[] bytes(int component, int[] values) {
    int size = component == UNSIGNED_INT ? 4 : 2;
    ByteBuffer out = ByteBuffer.allocate(size * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      if (size == 4) {
        out.putInt(value);
      } else {
        out.putShort((short) value);
      }
    }
    return out.array();
  }

  private ObjectNode accessor(int component, String type, int count) {
    return array("accessors")
        .addObject()
        .put("componentType", component)
        .put("type", type)
        .put("count", count);
  }

  private int floats(String type, float[] values) {
    int width = type.equals("MAT4") ? 16 : type.charAt(3) - '0';
    accessor(FLOAT, type, values.length / width).put("bufferView", view(bytes(values)));
    return array("accessors").size() - 1;
  }

  private int integers(int component, String type, int[] values) {
    accessor(component, type, values.length / (type.equals("VEC4") ? 4 : 1))
        .put("bufferView", view(bytes(component, values)));
    return array("accessors").size() - 1;
  }

  private int sparse(float[] dense) {
    int[] moved =
        IntStream.range(0, dense.length / 3)
            .filter(v -> dense[3 * v] != 0 || dense[3 * v + 1] != 0 || dense[3 * v + 2] != 0)
            .toArray();
    float[] values = new float[3 * moved.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = dense[3 * moved[i / 3] + i % 3];
    }
    ObjectNode sparse =
        accessor(FLOAT, "VEC3", dense.length / 3).putObject("sparse").put("count", moved.length);
    int index = array("accessors").size() - 1;
    sparse
        .putObject("indices")
        .put("componentType", UNSIGNED_SHORT)
        .put("bufferView", view(bytes(UNSIGNED_SHORT, moved)));
    sparse.putObject("values").put("bufferView", view(bytes(values)));
    return index;
  }
}
