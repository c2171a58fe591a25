package io.visavis.avatar.glb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.TestAvatars;
import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.MorphTarget;
import io.visavis.avatar.rig.Retarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlbRoundTripTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void shouldGiveBackEveryBit(long seed) throws IOException {
    Avatar avatar = TestAvatars.odd(seed);
    assertSame(GlbReader.parse(GlbWriter.encode(avatar)), avatar);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void shouldGiveBackEveryBitOfEverything(long seed) throws IOException {
    Avatar avatar = TestAvatars.everything(seed);
    byte[] file = GlbWriter.encode(avatar);
    assertSame(GlbReader.parse(file), avatar);
    assertThat(GlbWriter.encode(GlbReader.parse(file))).isEqualTo(file);
  }

  @Test
  void shouldGiveBackAHeadThatFlameMoves() throws IOException {
    Avatar avatar = TestAvatars.flame("flame");
    assertSame(GlbReader.parse(GlbWriter.encode(avatar)), avatar);
  }

  @Test
  void shouldSayNothingOfWhatAnAvatarDoesNotHave() {
    var own = GlbEdit.json(GlbWriter.encode(TestAvatars.ball("ball"))).at(GlbHostileTest.EXTENSION);
    assertThat(own.get("version").intValue()).isEqualTo(1);
    assertThat(own.fieldNames())
        .toIterable()
        .containsExactly("version", "name", "title", "licence", "camera", "mesh", "gaussians");
    assertThat(own.get("gaussians").fieldNames())
        .toIterable()
        .containsExactly("mesh", "binding", "parent", "mean", "factor", "opacity", "colour");
  }

  @Test
  void shouldGiveBackAHeadFromAFile() throws IOException {
    Avatar avatar = TestAvatars.ball("ball");
    Path file = folder.resolve("ball.glb");
    GlbWriter.write(avatar, file);
    assertSame(GlbReader.read(file), avatar);
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void shouldWriteTheSameBytesEveryTime() throws IOException {
    byte[] first = GlbWriter.encode(TestAvatars.ball("ball"));
    assertThat(GlbWriter.encode(TestAvatars.ball("ball"))).isEqualTo(first);
    assertThat(GlbWriter.encode(GlbReader.parse(first))).isEqualTo(first);
  }

  @Test
  void shouldRefuseToWriteWhatItWouldNotRead() {
    Avatar avatar = TestAvatars.ball("ball");
    avatar.gaussians().colour()[1][7] = 1.5f;
    assertThatThrownBy(() -> GlbWriter.encode(avatar))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The colour of Gaussian 7 is 1.5; 0 to 1 is right.");
  }

  @Test
  void shouldSayWhenThereIsNowhereToWriteTo() {
    assertThatThrownBy(
            () -> GlbWriter.write(TestAvatars.ball("a"), folder.resolve("none").resolve("a.glb")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("There is no directory");
  }

  private static void assertSame(@Nullable Retarget read, @Nullable Retarget written) {
    assertThat(read == null).isEqualTo(written == null);
    if (read != null && written != null) {
      assertThat(read.from()).isEqualTo(written.from());
      assertBits(read.matrix(), written.matrix());
    }
  }

  private static void assertSame(Avatar read, Avatar written) {
    assertThat(read.name()).isEqualTo(written.name());
    assertThat(read.title()).isEqualTo(written.title());
    assertThat(read.licence()).isEqualTo(written.licence());
    assertThat(read.space()).isEqualTo(written.space());
    assertThat(read.camera().target()).containsExactly(written.camera().target());
    assertThat(read.camera().distance()).isEqualTo(written.camera().distance());
    assertThat(read.camera().fovY()).isEqualTo(written.camera().fovY());
    HeadMesh a = read.mesh();
    HeadMesh b = written.mesh();
    assertBits(a.vertices(), b.vertices());
    assertBits(a.pivots(), b.pivots());
    assertThat(a.weights()).containsExactly(b.weights());
    assertThat(a.triangles()).containsExactly(b.triangles());
    assertThat(a.morphs()).hasSameSizeAs(b.morphs());
    for (int i = 0; i < a.morphs().size(); i++) {
      MorphTarget x = a.morphs().get(i);
      MorphTarget y = b.morphs().get(i);
      assertThat(x.name()).isEqualTo(y.name());
      assertThat(x.vertices()).containsExactly(y.vertices());
      assertBits(x.deltas(), y.deltas());
      assertBits(x.pivots(), y.pivots());
    }
    assertBits(a.poseCorrectives(), b.poseCorrectives());
    assertThat(a.landmarks()).containsExactly(b.landmarks());
    assertSame(read.retarget(), written.retarget());
    assertGaussians(read.gaussians(), written.gaussians());
    assertThat(read.correctives().names()).isEqualTo(written.correctives().names());
    assertThat(read.correctives().bases()).hasSameSizeAs(written.correctives().bases());
    for (int i = 0; i < read.correctives().bases().size(); i++) {
      CorrectiveBasis x = read.correctives().bases().get(i);
      CorrectiveBasis y = written.correctives().bases().get(i);
      assertThat(x.target()).isEqualTo(y.target());
      assertThat(x.shared()).isEqualTo(y.shared());
      assertThat(x.first()).isEqualTo(y.first());
      assertBits(x.values(), y.values());
    }
  }

  private static void assertGaussians(GaussianCloud c, GaussianCloud d) {
    assertThat(c.binding()).isEqualTo(d.binding());
    assertThat(c.parent()).containsExactly(d.parent());
    assertBits(c.opacity(), d.opacity());
    assertPlanes(c.origin(), d.origin());
    assertPlanes(c.mean(), d.mean());
    assertPlanes(c.factor(), d.factor());
    assertPlanes(c.colour(), d.colour());
    assertThat(c.harmonics().degree()).isEqualTo(d.harmonics().degree());
    assertThat(c.harmonics().turnsWithHead()).isEqualTo(d.harmonics().turnsWithHead());
    assertPlanes(c.harmonics().coefficients(), d.harmonics().coefficients());
  }

  private static void assertPlanes(float[][] a, float[][] b) {
    assertThat(a.length).isEqualTo(b.length);
    for (int i = 0; i < a.length; i++) {
      assertBits(a[i], b[i]);
    }
  }

  private static void assertBits(float[] a, float[] b) {
    assertThat(a).hasSameSizeAs(b);
    for (int i = 0; i < a.length; i++) {
      assertThat(Float.floatToRawIntBits(a[i])).isEqualTo(Float.floatToRawIntBits(b[i]));
    }
  }
}
