package io.visavis.avatar.glb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.avatar.Avatar;
import io.visavis.avatar.TestAvatars;
import io.visavis.avatar.rig.MorphTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Files as other exporters write them. */
class GlbForeignTest {
  private final Avatar avatar = TestAvatars.ball("ball");
  private final byte[] file = GlbWriter.encode(avatar);

  @Test
  void shouldReadDenseMorphTargets() throws IOException {
    int count = avatar.mesh().vertexCount();
    byte[] dense = new byte[12 * count];
    MorphTarget jaw = avatar.mesh().morphs().get(24);
    ByteBuffer out = ByteBuffer.wrap(dense).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < jaw.vertices().length; i++) {
      for (int c = 0; c < 3; c++) {
        out.putFloat(12 * jaw.vertices()[i] + 4 * c, jaw.deltas()[3 * i + c]);
      }
    }
    byte[] foreign =
        appended(
            dense,
            (root, view) -> {
              ObjectNode accessor =
                  (ObjectNode)
                      root.at(
                          "/accessors/"
                              + root.at("/meshes/0/primitives/0/targets/24/POSITION").intValue());
              accessor.remove("sparse");
              accessor.put("bufferView", view);
            });
    MorphTarget read = GlbReader.parse(foreign).mesh().morphs().get(24);
    assertThat(read.name()).isEqualTo("jawOpen");
    assertThat(read.vertices()).containsExactly(jaw.vertices());
    assertThat(read.deltas()).containsExactly(jaw.deltas());
  }

  @Test
  void shouldReadShortIndicesAndByteWeightsWithAStride() throws IOException {
    int[] triangles = avatar.mesh().triangles();
    ByteBuffer shorts = ByteBuffer.allocate(2 * triangles.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int v : triangles) {
      shorts.putShort((short) v);
    }
    byte[] foreign =
        appended(
            shorts.array(),
            (root, view) ->
                ((ObjectNode)
                        root.at(
                            "/accessors/" + root.at("/meshes/0/primitives/0/indices").intValue()))
                    .put("bufferView", view)
                    .put("componentType", 5123));
    assertThat(GlbReader.parse(foreign).mesh().triangles()).containsExactly(triangles);

    // Weights of one byte, eight bytes apart: the whole of each vertex on its only joint.
    int count = avatar.mesh().vertexCount();
    byte[] weights = new byte[8 * count];
    for (int v = 0; v < count; v++) {
      weights[8 * v] = (byte) 255;
    }
    foreign =
        appended(
            weights,
            (root, view) -> {
              ((ObjectNode) root.at("/bufferViews/" + view)).put("byteStride", 8);
              ((ObjectNode)
                      root.at(
                          "/accessors/"
                              + root.at("/meshes/0/primitives/0/attributes/WEIGHTS_0").intValue()))
                  .put("bufferView", view)
                  .put("componentType", 5121)
                  .put("normalized", true);
            });
    assertThat(GlbReader.parse(foreign).mesh().weights()).containsExactly(avatar.mesh().weights());
  }

  @Test
  void shouldFindThePivotOfAJointWhoseAxesAreTurned() throws IOException {
    // The neck's axes are turned by 90 degrees about z: inverse bind = R^T [I | -p].
    float[] p = avatar.mesh().pivots();
    byte[] foreign = file.clone();
    var root = GlbEdit.json(file);
    int accessor = root.at("/skins/0/inverseBindMatrices").intValue();
    int view = root.at("/accessors/" + accessor + "/bufferView").intValue();
    ByteBuffer in = ByteBuffer.wrap(foreign).order(ByteOrder.LITTLE_ENDIAN);
    int at = 28 + in.getInt(12) + root.at("/bufferViews/" + view + "/byteOffset").intValue() + 64;
    float[] matrix = {0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, -p[4], p[3], -p[5], 1};
    for (int i = 0; i < 16; i++) {
      in.putFloat(at + 4 * i, matrix[i]);
    }
    float[] read = GlbReader.parse(foreign).mesh().pivots();
    for (int i = 0; i < p.length; i++) {
      assertThat(read[i]).isCloseTo(p[i], within(1e-7f));
    }
  }

  @Test
  void shouldNotMindJointsInAnotherOrder() throws IOException {
    byte[] foreign =
        GlbEdit.changed(
            file,
            root -> {
              // The names of the jaw's and the left eye's nodes swap places.
              ((ObjectNode) root.at("/nodes/2")).put("name", "eyeLeft");
              ((ObjectNode) root.at("/nodes/3")).put("name", "jaw");
            });
    Avatar read = GlbReader.parse(foreign);
    assertThat(read.mesh().pivots()[6]).isEqualTo(avatar.mesh().pivots()[9]);
    assertThat(read.mesh().pivots()[9]).isEqualTo(avatar.mesh().pivots()[6]);
  }

  private interface Change {
    void apply(ObjectNode root, int view);
  }

  /** The file with one more buffer view, at the end of the binary chunk. */
  private byte[] appended(byte[] data, Change change) throws AvatarFormatException {
    GlbContainer container = GlbContainer.parse(file);
    ObjectNode root = container.json().deepCopy();
    int offset = container.binary().limit();
    ArrayNode views = (ArrayNode) root.get("bufferViews");
    views.addObject().put("buffer", 0).put("byteOffset", offset).put("byteLength", data.length);
    ((ObjectNode) root.at("/buffers/0")).put("byteLength", offset + data.length);
    change.apply(root, views.size() - 1);
    ByteBuffer binary = ByteBuffer.allocate(offset + data.length);
    binary.put(container.binary().duplicate()).put(data).flip();
    return new GlbContainer(root, binary).toBytes();
  }
}
