package io.visavis.avatar.glb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.TestAvatars;
import io.visavis.avatar.rig.TriangleFrames;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a viewer that knows glTF, but not us, finds in a file. */
class GlbViewerTest {
  private final Avatar avatar = TestAvatars.ball("ball");
  private final byte[] file = GlbWriter.encode(avatar);
  private final JsonNode root = GlbEdit.json(file);

  @Test
  void shouldNameTheExtensionsAndRequireNone() {
    assertThat(root.at("/asset/version").textValue()).isEqualTo("2.0");
    assertThat(root.get("extensionsUsed").valueStream().map(JsonNode::textValue))
        .containsExactly("KHR_gaussian_splatting", "KHR_materials_unlit", "VISAVIS_avatar");
    assertThat(root.has("extensionsRequired")).isFalse();
  }

  @Test
  void shouldKeepChunksAndViewsAlignedAndApart() {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(file.length % 4).isZero();
    assertThat(in.getInt(12) % 4).isZero();
    int end = 0;
    for (JsonNode view : root.get("bufferViews")) {
      assertThat(view.get("byteOffset").intValue()).isEqualTo(end).matches(n -> n % 4 == 0);
      end = (end + view.get("byteLength").intValue() + 3) & ~3;
    }
    assertThat(root.at("/buffers/0/byteLength").intValue()).isEqualTo(end);
  }

  @Test
  void shouldShowAHeadWithNamedMorphTargetsAndJoints() {
    JsonNode mesh = root.at("/meshes/0");
    assertThat(mesh.at("/extras/targetNames").valueStream().map(JsonNode::textValue))
        .hasSize(52)
        .contains("jawOpen", "eyeBlinkLeft");
    assertThat(mesh.at("/primitives/0/targets")).hasSize(52);
    Set<String> joints = new HashSet<>();
    for (JsonNode joint : root.at("/skins/0/joints")) {
      joints.add(root.at("/nodes/" + joint.intValue() + "/name").textValue());
    }
    assertThat(joints).containsExactlyInAnyOrder("root", "neck", "jaw", "eyeLeft", "eyeRight");
    assertThat(root.at("/scenes/0/nodes")).hasSize(3);
  }

  @Test
  void shouldShowGaussiansWhereTheirTrianglesPutThem() {
    JsonNode primitive = root.at("/meshes/1/primitives/0");
    assertThat(primitive.get("mode").intValue()).isZero();
    JsonNode splatting = primitive.at("/extensions/KHR_gaussian_splatting");
    assertThat(splatting.get("kernel").textValue()).isEqualTo("ellipse");
    assertThat(splatting.get("colorSpace").textValue()).isEqualTo("srgb_rec709_display");
    float[] position = floats(primitive, "POSITION", 3);
    float[] rotation = floats(primitive, "KHR_gaussian_splatting:ROTATION", 4);
    float[] scale = floats(primitive, "KHR_gaussian_splatting:SCALE", 3);
    float[] opacity = floats(primitive, "KHR_gaussian_splatting:OPACITY", 1);
    float[] harmonic = floats(primitive, "KHR_gaussian_splatting:SH_DEGREE_0_COEF_0", 3);
    GaussianCloud cloud = avatar.gaussians();
    float[] maps = new float[TriangleFrames.STRIDE * avatar.mesh().triangleCount()];
    new TriangleFrames(cloud.binding(), avatar.mesh().triangles())
        .compute(avatar.mesh().vertices(), maps);
    for (int i = 0; i < cloud.size(); i++) {
      double[][] expected = covariance(cloud, maps, i);
      double[][] shown = covariance(rotation, scale, i);
      for (int r = 0; r < 3; r++) {
        // The means are all 0, so a Gaussian sits at the centre of its triangle.
        assertThat(position[3 * i + r])
            .isCloseTo(maps[TriangleFrames.STRIDE * i + TriangleFrames.ORIGIN + r], within(1e-6f));
        assertThat(0.5 + 0.28209479177387814 * harmonic[3 * i + r])
            .isCloseTo(cloud.colour()[r][i], within(1e-6));
        for (int c = 0; c < 3; c++) {
          assertThat(shown[r][c]).isCloseTo(expected[r][c], within(1e-9));
        }
      }
      assertThat(opacity[i]).isEqualTo(cloud.opacity()[i]);
    }
  }

  @Test
  void shouldShowWhatDependsOnTheView() {
    Avatar seen = TestAvatars.everything(2);
    JsonNode file = GlbEdit.json(GlbWriter.encode(seen));
    JsonNode attributes = file.at("/meshes/1/primitives/0/attributes");
    JsonNode own = file.at(GlbHostileTest.EXTENSION + "/gaussians/harmonics");
    int at = 0;
    for (int degree = 1; degree <= seen.gaussians().harmonics().degree(); degree++) {
      for (int c = 0; c <= 2 * degree; c++) {
        String name = "KHR_gaussian_splatting:SH_DEGREE_%d_COEF_%d".formatted(degree, c);
        assertThat(attributes.get(name)).as(name).isEqualTo(own.get("coefficients").get(at++));
      }
    }
    assertThat(own.get("coefficients")).hasSize(at);
    assertThat(own.get("degree").intValue()).isEqualTo(seen.gaussians().harmonics().degree());
  }

  private static double[][] covariance(GaussianCloud cloud, float[] maps, int i) {
    double[][] am = new double[3][3];
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        for (int k = 0; k < 3; k++) {
          am[r][c] += maps[TriangleFrames.STRIDE * i + 3 * r + k] * cloud.factor()[3 * k + c][i];
        }
      }
    }
    return timesTransposed(am);
  }

  private static double[][] covariance(float[] q, float[] scale, int i) {
    double x = q[4 * i];
    double y = q[4 * i + 1];
    double z = q[4 * i + 2];
    double w = q[4 * i + 3];
    assertThat(x * x + y * y + z * z + w * w).isCloseTo(1, within(1e-5));
    double[][] m = {
      {1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)},
      {2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)},
      {2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)}
    };
    for (double[] row : m) {
      for (int c = 0; c < 3; c++) {
        row[c] *= scale[3 * i + c];
      }
    }
    return timesTransposed(m);
  }

  private static double[][] timesTransposed(double[][] m) {
    double[][] out = new double[3][3];
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        for (int k = 0; k < 3; k++) {
          out[r][c] += m[r][k] * m[c][k];
        }
      }
    }
    return out;
  }

  private float[] floats(JsonNode primitive, String attribute, int width) {
    JsonNode accessor = root.at("/accessors/" + primitive.get("attributes").get(attribute));
    assertThat(accessor.get("componentType").intValue()).isEqualTo(5126);
    JsonNode view = root.at("/bufferViews/" + accessor.get("bufferView"));
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int start = 28 + in.getInt(12) + view.get("byteOffset").intValue();
    float[] out = new float[width * accessor.get("count").intValue()];
    for (int i = 0; i < out.length; i++) {
      out[i] = in.getFloat(start + 4 * i);
    }
    return out;
  }
}
