package io.visavis.avatar.importer.lam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.avatar.Avatar;
import io.visavis.avatar.check.AvatarCheck;
import io.visavis.avatar.check.Finding;
import io.visavis.avatar.glb.GlbReader;
import io.visavis.avatar.glb.GlbWriter;
import io.visavis.avatar.importer.Label;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.CloudPoser;
import io.visavis.avatar.rig.Joint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A zip as LAM exports it, at full size: 20,018 vertices, 51 morph targets, 90 joints. */
class LamZipTest {
  private static final Label LABEL = new Label("anna", "Anna", "hers");

  @TempDir static Path shared;
  @TempDir Path folder;
  private static LamShaped head;
  private static byte[] skin;
  private static byte[] cloud;
  private static Path zip;

  @BeforeAll
  static void writeWhatLamExports() throws IOException {
    head = new LamShaped();
    skin = LamFile.skin(head, false);
    cloud = LamFile.cloud(head.rows, false);
    zip = LamFile.write(head, shared.resolve("anna.zip"));
  }

  @Test
  void shouldPutEveryGaussianWhereLamDoes() throws Exception {
    List<String> log = new ArrayList<>();
    Avatar avatar = new LamZip(log::add).read(zip, LABEL);
    assertThat(log)
        .hasSize(2)
        .anyMatch(s -> s.contains("a head of 20018 vertices and "))
        .anyMatch(s -> s.contains(" with 51 of ARKit's 52 morph targets."))
        .anyMatch(s -> s.contains("20018 Gaussians, "));
    assertThat(avatar.space()).isEqualTo(MotionSpace.ARKIT);
    assertThat(avatar.title()).isEqualTo("Anna");
    CloudPoser poser = new CloudPoser(avatar);
    for (long seed = 1; seed <= 3; seed++) {
      float[] motion = motion(seed);
      poser.pose(motion, new float[0]);
      double[] mean = new double[3];
      for (int i = 0; i < LamShaped.VERTICES; i++) {
        poser.mean(i, mean);
        double[] expected = lam(i, motion);
        for (int c = 0; c < 3; c++) {
          // Metres: a thousandth of a millimetre.
          assertThat(mean[c]).as("Gaussian %d", i).isCloseTo(expected[c], within(1e-6));
        }
      }
    }
  }

  @Test
  void shouldKeepWhatAGaussianLooksLike() throws Exception {
    Avatar avatar = new LamZip(s -> {}).read(zip, LABEL);
    CloudPoser poser = new CloudPoser(avatar);
    poser.rest();
    assertCovariances(poser, new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
    float[] turned = new float[MotionSpace.ARKIT.size()];
    turned[ArkitChannel.HEAD_YAW.ordinal()] = 0.4f;
    turned[ArkitChannel.HEAD_PITCH.ordinal()] = 0.2f;
    poser.pose(turned, new float[0]);
    assertCovariances(poser, rotation(0.4, 0.2, 0));
    for (int i = 0; i < LamShaped.VERTICES; i += 97) {
      float[] row = head.rows[i];
      assertThat(avatar.gaussians().opacity()[i])
          .isCloseTo((float) (1 / (1 + Math.exp(-row[9]))), within(1e-6f));
      for (int c = 0; c < 3; c++) {
        assertThat(avatar.gaussians().colour()[c][i]).isEqualTo(row[6 + c]);
      }
    }
  }

  @Test
  void shouldApplyWhatTheJointsMakeOfStoredVertices() throws Exception {
    Avatar upright = new LamZip(s -> {}).read(zip, LABEL);
    Path lying =
        LamFile.zip(
            folder.resolve("lying.zip"),
            Map.of("skin.glb", LamFile.skin(head, true), "offset.ply", lyingCloud()));
    Avatar raised = new LamZip(s -> {}).read(lying, LABEL);
    assertClose(raised.mesh().vertices(), upright.mesh().vertices());
    assertThat(raised.mesh().pivots()).isEqualTo(upright.mesh().pivots());
    CloudPoser one = new CloudPoser(upright);
    CloudPoser other = new CloudPoser(raised);
    float[] motion = motion(5);
    one.pose(motion, new float[0]);
    other.pose(motion, new float[0]);
    double[] a = new double[9];
    double[] b = new double[9];
    for (int i = 0; i < LamShaped.VERTICES; i += 5) {
      one.mean(i, a);
      other.mean(i, b);
      assertThat(b[1]).isCloseTo(a[1], within(1e-5));
      one.factor(i, a);
      other.factor(i, b);
      for (int k = 0; k < 9; k++) {
        assertThat(b[k]).as("factor of %d", i).isCloseTo(a[k], within(2e-5));
      }
    }
  }

  @Test
  void shouldFoldTheJointsOfABody() throws Exception {
    Avatar avatar = new LamZip(s -> {}).read(zip, LABEL);
    assertClose(avatar.mesh().weights(), head.weights);
    assertClose(avatar.mesh().pivots(), head.pivots);
  }

  @Test
  void shouldBeTheSameAfterItWasWritten() throws Exception {
    Avatar avatar = new LamZip(s -> {}).read(zip, LABEL);
    Path file = folder.resolve("anna.glb");
    GlbWriter.write(avatar, file);
    Avatar read = GlbReader.read(file);
    assertThat(read.gaussians().factor()).isDeepEqualTo(avatar.gaussians().factor());
    assertThat(read.gaussians().origin()).isDeepEqualTo(avatar.gaussians().origin());
    assertThat(read.mesh().vertices()).isEqualTo(avatar.mesh().vertices());
    assertThat(read.mesh().morphs()).hasSize(51);
    assertThat(AvatarCheck.avatar(read))
        .filteredOn(f -> f.level() != Finding.Level.FACT)
        .extracting(Finding::sentence)
        .allMatch(s -> s.contains("tongueOut") || s.contains("too transparent"));
  }

  @Test
  void shouldTakeNamesWithCapitalsOnThePrimitiveToo() throws Exception {
    byte[] other =
        LamFile.changed(
            skin,
            root -> {
              ObjectNode mesh = (ObjectNode) root.at("/meshes/0");
              ArrayNode names =
                  ((ObjectNode) mesh.at("/primitives/0")).withArray("/extras/targetNames");
              mesh.at("/extras/targetNames")
                  .forEach(
                      n ->
                          names.add(
                              n.textValue().substring(0, 1).toUpperCase(Locale.ROOT)
                                  + n.textValue().substring(1)));
              names.set(7, "unheardOf");
              mesh.remove("extras");
            });
    Avatar avatar = new LamZip(s -> {}).read(zipped(other, cloud), LABEL);
    assertThat(avatar.mesh().morphs())
        .extracting(m -> m.name())
        .hasSize(50)
        .contains("jawOpen", "eyeBlinkLeft")
        .doesNotContain(head.names.get(7));
  }

  @Test
  void shouldTakeTheJointsOfFlame() throws Exception {
    List<String> flame = List.of("root", "", "", "", "", "neck", "", "jaw", "leftEye", "eye_right");
    byte[] other =
        LamFile.changed(
            skin,
            root -> {
              for (int j = 0; j < flame.size(); j++) {
                ((ObjectNode) root.at("/nodes/" + (2 + j))).put("name", flame.get(j));
              }
              // Below what has no name, which is as what is above it.
              ((ObjectNode) root.at("/nodes/6")).put("name", "Neck.001");
            });
    Avatar avatar = new LamZip(s -> {}).read(zipped(other, cloud), LABEL);
    assertClose(avatar.mesh().weights(), head.weights);
    // The first neck is where it turns, half a decimetre lower.
    assertThat(avatar.mesh().pivots()[4]).isCloseTo(head.pivots[4] - 0.05f, within(1e-5f));
  }

  @Test
  void shouldNeedNoFolderAndTakeBackslashes() throws Exception {
    Path flat =
        LamFile.zip(folder.resolve("flat.zip"), Map.of("skin.glb", skin, "offset.ply", cloud));
    assertThat(new LamZip(s -> {}).read(flat, LABEL).gaussians().size()).isEqualTo(20_018);
    Path odd =
        LamFile.zip(folder.resolve("odd.zip"), Map.of("a\\skin.glb", skin, "a\\offset.ply", cloud));
    assertThat(new LamZip(s -> {}).read(odd, LABEL).gaussians().size()).isEqualTo(20_018);
  }

  private static void assertClose(float[] values, float[] expected) {
    assertThat(values).hasSameSizeAs(expected);
    double most = 0;
    for (int i = 0; i < values.length; i++) {
      most = Math.max(most, Math.abs(values[i] - expected[i]));
    }
    assertThat(most).isLessThan(1e-5);
  }

  private Path zipped(byte[] otherSkin, byte[] otherCloud) throws IOException {
    return LamFile.zip(
        folder.resolve("other.zip"),
        Map.of("anna/skin.glb", otherSkin, "anna/offset.ply", otherCloud));
  }

  private static byte[] lyingCloud() {
    return LamFile.cloud(head.rows, true);
  }

  /** LAM's own: morph targets move vertex plus offset, then the head turns about the neck. */
  private static double[] lam(int i, float[] motion) {
    double[] p = new double[3];
    for (int c = 0; c < 3; c++) {
      p[c] = (double) head.vertices[3 * i + c] + head.rows[i][c];
      for (int k = 0; k < head.names.size(); k++) {
        int channel = MotionSpace.ARKIT.coefficient(head.names.get(k));
        p[c] += (double) motion[channel] * head.deltas.get(k)[3 * i + c];
      }
    }
    double[] r =
        rotation(
            motion[ArkitChannel.HEAD_YAW.ordinal()],
            motion[ArkitChannel.HEAD_PITCH.ordinal()],
            motion[ArkitChannel.HEAD_ROLL.ordinal()]);
    double still = head.weights[Joint.COUNT * i];
    double[] out = new double[3];
    for (int c = 0; c < 3; c++) {
      double turned = head.pivots[3 + c];
      for (int k = 0; k < 3; k++) {
        turned += r[3 * c + k] * (p[k] - head.pivots[3 + k]);
      }
      out[c] = still * p[c] + (1 - still) * turned;
    }
    return out;
  }

  /** Ry(yaw) Rx(-pitch) Rz(roll), one after the other. */
  private static double[] rotation(double yaw, double pitch, double roll) {
    double[] y = {Math.cos(yaw), 0, Math.sin(yaw), 0, 1, 0, -Math.sin(yaw), 0, Math.cos(yaw)};
    double[] x = {
      1, 0, 0, 0, Math.cos(pitch), Math.sin(pitch), 0, -Math.sin(pitch), Math.cos(pitch)
    };
    double[] z = {Math.cos(roll), -Math.sin(roll), 0, Math.sin(roll), Math.cos(roll), 0, 0, 0, 1};
    return product(product(y, x), z);
  }

  private static double[] product(double[] a, double[] b) {
    double[] out = new double[9];
    for (int i = 0; i < 27; i++) {
      out[i / 3] += a[3 * (i / 9) + i % 3] * b[3 * (i % 3) + i / 3 % 3];
    }
    return out;
  }

  /** Those that only the head moves, with all that their triangles hang on, turn with it. */
  private static void assertCovariances(CloudPoser poser, double[] rotation) {
    double[] factor = new double[9];
    int seen = 0;
    for (int i = 0; i < LamShaped.VERTICES; i++) {
      if (!skull(i)) {
        continue;
      }
      seen++;
      poser.factor(i, factor);
      double[] q = product(rotation, quaternion(head.rows[i]));
      double size = 0;
      for (int k = 0; k < 3; k++) {
        size += Math.exp(2 * head.rows[i][10 + k]);
      }
      for (int r = 0; r < 3; r++) {
        for (int c = 0; c < 3; c++) {
          double expected = 0;
          double got = 0;
          for (int k = 0; k < 3; k++) {
            expected += q[3 * r + k] * q[3 * c + k] * Math.exp(2 * head.rows[i][10 + k]);
            got += factor[3 * r + k] * factor[3 * c + k];
          }
          assertThat(got).as("covariance of %d", i).isCloseTo(expected, within(1e-4 * size));
        }
      }
    }
    assertThat(seen).isGreaterThan(3000);
  }

  /** Whether it is above all that the chest moves. */
  private static boolean skull(int i) {
    return head.vertices[3 * i + 1] > LamShaped.TALL;
  }

  private static double[] quaternion(float[] row) {
    double w = row[13];
    double x = row[14];
    double y = row[15];
    double z = row[16];
    return new double[] {
      w * w + x * x - y * y - z * z,
      2 * (x * y - w * z),
      2 * (x * z + w * y),
      2 * (x * y + w * z),
      w * w - x * x + y * y - z * z,
      2 * (y * z - w * x),
      2 * (x * z - w * y),
      2 * (y * z + w * x),
      w * w - x * x - y * y + z * z
    };
  }

  /** All but what turns the eyes. */
  private static float[] motion(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] motion = new float[MotionSpace.ARKIT.size()];
    for (ArkitChannel channel : ArkitChannel.values()) {
      if (!channel.channelName().startsWith("eyeLook")) {
        motion[channel.ordinal()] = (float) random.nextDouble(0, 0.5);
      }
    }
    return motion;
  }
}
