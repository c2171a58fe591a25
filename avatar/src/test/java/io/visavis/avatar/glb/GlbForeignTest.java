package io.visavis.avatar.glb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

  @Test
  void shouldReadBasesOfSixteenAndEightBits() throws IOException {
    Avatar flame = TestAvatars.flame("flame");
    int values = 3 * flame.gaussians().size();
    ByteBuffer shorts = ByteBuffer.allocate(2 * values).order(ByteOrder.LITTLE_ENDIAN);
    byte[] bytes = new byte[4 * flame.gaussians().size()];
    for (int i = 0; i < flame.gaussians().size(); i++) {
      for (int c = 0; c < 3; c++) {
        shorts.putShort((short) (20 * i - 10_000 + c));
        bytes[4 * i + c] = (byte) (i % 100 - c);
      }
    }
    float[] read = basis(flame, shorts.array(), 5122, true);
    float[] plain = basis(flame, bytes, 5120, false);
    int n = flame.gaussians().size();
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < 3; c++) {
        assertThat(read[c * n + i]).isEqualTo((20 * i - 10_000 + c) / 32767f);
        assertThat(plain[c * n + i]).isEqualTo(i % 100 - c);
      }
    }
  }

  /** The values of the first basis, stored in another way. */
  private static float[] basis(Avatar avatar, byte[] data, int component, boolean normalized)
      throws IOException {
    byte[] foreign =
        GlbEdit.appended(
            GlbWriter.encode(avatar),
            data,
            (root, view) -> {
              // One byte each: four bytes apart, as glTF aligns them.
              if (component == 5120) {
                ((ObjectNode) root.at("/bufferViews/" + view)).put("byteStride", 4);
              }
              String pointer = GlbHostileTest.EXTENSION + "/correctives/bases/0/values";
              ((ObjectNode) root.at("/accessors/" + root.at(pointer).intValue()))
                  .put("bufferView", view)
                  .put("componentType", component)
                  .put("normalized", normalized);
            });
    return GlbReader.parse(foreign).correctives().bases().getFirst().values();
  }

  @Test
  void shouldReadSparsePoseCorrectives() throws IOException {
    Avatar flame = TestAvatars.flame("flame");
    int vertices = flame.mesh().vertexCount();
    // The fourth displacement of vertex 7, that of the second row of the neck.
    int moved = 3 * vertices + 7;
    ByteBuffer data = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    data.putInt(moved).putFloat(0.001f).putFloat(-0.002f).putFloat(0.003f);
    byte[] foreign =
        GlbEdit.appended(
            GlbWriter.encode(flame),
            data.array(),
            (root, view) -> {
              String pointer = GlbHostileTest.EXTENSION + "/poseCorrectives";
              ObjectNode accessor =
                  (ObjectNode) root.at("/accessors/" + root.at(pointer).intValue());
              accessor.remove("bufferView");
              ObjectNode sparse = accessor.putObject("sparse").put("count", 1);
              sparse.putObject("indices").put("bufferView", view).put("componentType", 5125);
              sparse.putObject("values").put("bufferView", view).put("byteOffset", 4);
            });
    float[] expected = new float[36 * 3 * vertices];
    expected[3 * moved] = 0.001f;
    expected[3 * moved + 1] = -0.002f;
    expected[3 * moved + 2] = 0.003f;
    assertThat(GlbReader.parse(foreign).mesh().poseCorrectives()).containsExactly(expected);
  }

  private byte[] appended(byte[] data, GlbEdit.Append change) {
    return GlbEdit.appended(file, data, change);
  }
}
