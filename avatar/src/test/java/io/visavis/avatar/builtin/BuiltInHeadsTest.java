package io.visavis.avatar.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.glb.RestSplats;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.MorphTarget;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInHeadsTest {
  private static final Map<String, Avatar> HEADS = new ConcurrentHashMap<>();

  private static Avatar head(String name) {
    return HEADS.computeIfAbsent(name, BuiltInHeads::build);
  }

  @Test
  void shouldBuildTheSameFloatsTwice() {
    Avatar once = head("mira");
    Avatar again = BuiltInHeads.build("mira");

    assertThat(again.mesh().vertices()).isEqualTo(once.mesh().vertices());
    assertThat(again.mesh().triangles()).isEqualTo(once.mesh().triangles());
    assertThat(again.mesh().weights()).isEqualTo(once.mesh().weights());
    for (int k = 0; k < ArkitChannel.COEFFICIENTS; k++) {
      MorphTarget a = once.mesh().morphs().get(k);
      MorphTarget b = again.mesh().morphs().get(k);
      assertThat(b.vertices()).isEqualTo(a.vertices());
      assertThat(b.deltas()).isEqualTo(a.deltas());
    }
    GaussianCloud a = once.gaussians();
    GaussianCloud b = again.gaussians();
    assertThat(b.parent()).isEqualTo(a.parent());
    assertThat(b.opacity()).isEqualTo(a.opacity());
    assertThat(Arrays.deepEquals(b.mean(), a.mean())).isTrue();
    assertThat(Arrays.deepEquals(b.factor(), a.factor())).isTrue();
    assertThat(Arrays.deepEquals(b.colour(), a.colour())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mira", "theo", "ines", "kenji"})
  void shouldStayWithinWhatOneCoreDraws(String name) {
    assertThat(head(name).gaussians().size()).isBetween(15_000, 24_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mira", "theo", "ines", "kenji"})
  void shouldHoldOnlyFiniteValuesInRange(String name) {
    Avatar head = head(name);
    GaussianCloud g = head.gaussians();

    assertThat(allFinite(head.mesh().vertices())).isTrue();
    head.mesh().morphs().forEach(m -> assertThat(allFinite(m.deltas())).as(m.name()).isTrue());
    for (float[] row : g.mean()) {
      assertThat(allFinite(row)).isTrue();
    }
    for (float[] row : g.factor()) {
      assertThat(allFinite(row)).isTrue();
    }
    for (float[] row : g.colour()) {
      for (float c : row) {
        assertThat(c).isBetween(0f, 1f);
      }
    }
    for (float o : g.opacity()) {
      assertThat(o).isBetween(0f, 1f);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mira", "theo", "ines", "kenji"})
  void shouldWeighJointsToOne(String name) {
    float[] weights = head(name).mesh().weights();
    for (int v = 0; v < weights.length / Joint.COUNT; v++) {
      double sum = 0;
      for (int j = 0; j < Joint.COUNT; j++) {
        assertThat(weights[Joint.COUNT * v + j]).isBetween(0f, 1f);
        sum += weights[Joint.COUNT * v + j];
      }
      assertThat(sum).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mira", "theo", "ines", "kenji"})
  void shouldRideOnTrianglesThatHaveAnArea(String name) {
    HeadMesh mesh = head(name).mesh();
    for (int t : head(name).gaussians().parent()) {
      assertThat(t).isBetween(0, mesh.triangleCount() - 1);
      assertThat(Meshes.area(mesh, t)).as("area of triangle %d", t).isGreaterThan(1e-10);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mira", "theo", "ines", "kenji"})
  void shouldMoveForEveryCoefficientOnItsOwnSide(String name) {
    HeadMesh mesh = head(name).mesh();
    List<String> names = mesh.morphs().stream().map(MorphTarget::name).toList();
    assertThat(names)
        .containsExactlyElementsOf(
            Arrays.stream(ArkitChannel.values())
                .limit(ArkitChannel.COEFFICIENTS)
                .map(ArkitChannel::channelName)
                .toList());
    for (MorphTarget morph : mesh.morphs()) {
      double left = 0;
      double all = 0;
      double most = 0;
      for (int k = 0; k < morph.vertices().length; k++) {
        float[] d = morph.deltas();
        double length = Math.sqrt(sq(d[3 * k]) + sq(d[3 * k + 1]) + sq(d[3 * k + 2]));
        all += length;
        most = Math.max(most, length);
        left += mesh.vertices()[3 * morph.vertices()[k]] > 0 ? length : 0;
      }
      assertThat(most).as("largest movement of %s in metres", morph.name()).isGreaterThan(.001);
      boolean carried =
          morph.name().startsWith("jaw")
              || morph.name().equals("mouthLeft")
              || morph.name().equals("mouthRight");
      if (!carried && morph.name().endsWith("Left")) {
        assertThat(left / all).as(morph.name()).isGreaterThan(.85);
      } else if (!carried && morph.name().endsWith("Right")) {
        assertThat(left / all).as(morph.name()).isLessThan(.15);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mira", "theo", "ines", "kenji"})
  void shouldCarryMouthAndJawToTheSubjectsOwnSide(String name) {
    HeadMesh mesh = head(name).mesh();
    for (String channel : List.of("jawLeft", "mouthLeft")) {
      assertThat(Meshes.meanX(Meshes.morph(mesh, channel))).as(channel).isGreaterThan(0);
    }
    for (String channel : List.of("jawRight", "mouthRight")) {
      assertThat(Meshes.meanX(Meshes.morph(mesh, channel))).as(channel).isLessThan(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mira", "theo", "ines", "kenji"})
  void shouldCoverTheEyesStepByStepInABlink(String name) {
    HeadMesh mesh = head(name).mesh();
    int before = Integer.MAX_VALUE;
    for (int quarter = 0; quarter <= 4; quarter++) {
      float[] posed =
          Meshes.posed(mesh, Map.of("eyeBlinkLeft", quarter / 4f, "eyeBlinkRight", quarter / 4f));
      int seen = Meshes.eyeballSamplesSeenInFront(mesh, posed);
      assertThat(seen).as("at blink %d/4", quarter).isLessThan(before);
      before = seen;
    }
    assertThat(before).as("samples of the eyeballs seen through shut lids").isZero();
  }

  @Test
  void shouldBePeopleOfDifferentSkinAndHair() {
    List<double[]> cheeks =
        BuiltInHeads.names().stream().map(n -> mean(n, .036, -.016, .056)).toList();
    List<double[]> crowns =
        BuiltInHeads.names().stream().map(n -> mean(n, .02, .105, .02)).toList();
    for (int i = 0; i < cheeks.size(); i++) {
      for (int k = i + 1; k < cheeks.size(); k++) {
        double apart = distance(cheeks.get(i), cheeks.get(k));
        apart += distance(crowns.get(i), crowns.get(k));
        assertThat(apart)
            .as(
                "skin and hair of %s and %s",
                BuiltInHeads.names().get(i), BuiltInHeads.names().get(k))
            .isGreaterThan(.2);
      }
    }
  }

  /** Mean colour of what lies within 2 cm of a point, in metres. */
  private static double[] mean(String name, double x, double y, double z) {
    RestSplats splats = RestSplats.of(head(name));
    float[][] colour = head(name).gaussians().colour();
    double[] sum = new double[4];
    for (int i = 0; i < head(name).gaussians().size(); i++) {
      float[] at = splats.position();
      double[] p = {at[3 * i], at[3 * i + 1], at[3 * i + 2]};
      if (distance(p, new double[] {x, y, z}) < .02) {
        for (int c = 0; c < 3; c++) {
          sum[c] += colour[c][i];
        }
        sum[3]++;
      }
    }
    assertThat(sum[3]).as("Gaussians of %s near %s, %s, %s", name, x, y, z).isPositive();
    return new double[] {sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]};
  }

  private static double distance(double[] a, double[] b) {
    return Math.sqrt(sq(a[0] - b[0]) + sq(a[1] - b[1]) + sq(a[2] - b[2]));
  }

  @Test
  void shouldNameTheHeadsThereAreWhenAskedForAnother() {
    assertThatThrownBy(() -> BuiltInHeads.build("nobody"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "There is no built-in head 'nobody'; the built-in heads are mira, theo, ines and kenji.");
  }

  private static double sq(double x) {
    return x * x;
  }

  private static boolean allFinite(float[] values) {
    for (float v : values) {
      if (!Float.isFinite(v)) {
        return false;
      }
    }
    return true;
  }
}
