package io.visavis.avatar.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.Harmonics;
import io.visavis.avatar.TestAvatars;
import io.visavis.avatar.check.Finding.Level;
import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.glb.GlbWriter;
import io.visavis.avatar.rig.Binding;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.MorphTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvatarCheckTest {
  @TempDir Path folder;
  private final Avatar avatar = TestAvatars.ball("ball");

  @Test
  void shouldFindNothingWrongWithAGoodAvatar() throws IOException {
    Path file = folder.resolve("ball.glb");
    GlbWriter.write(avatar, file);
    List<Finding> findings = AvatarCheck.file(file);
    assertThat(findings).extracting(Finding::level).containsOnly(Level.FACT);
    assertThat(findings)
        .extracting(Finding::sentence)
        .contains("All 52 arkit morph targets are there.")
        .anyMatch(s -> s.contains("720 Gaussians with binding affine"))
        .anyMatch(s -> s.contains("ms a frame at 512x512"));
  }

  @Test
  void shouldSayWhyAFileIsBrokenAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("x.glb"), "ply\nformat ascii 1.0\n");
    assertThat(AvatarCheck.file(file))
        .containsExactly(
            new Finding(
                Level.BROKEN,
                "This is a .ply point cloud, which has no mesh to move; a .glb is right."));
  }

  @Test
  void shouldSayThatAFileIsMissing() {
    assertThatThrownBy(() -> AvatarCheck.file(folder.resolve("none.glb")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("There is no file");
  }

  @Test
  void shouldKnowCentimetres() {
    for (int i = 0; i < avatar.mesh().vertices().length; i++) {
      avatar.mesh().vertices()[i] *= 100;
    }
    assertDoubtful(
        "it looks like centimetres, so divide mesh, joints, morph targets and Gaussians by 100");
  }

  @Test
  void shouldNameMissingMorphTargets() {
    List<MorphTarget> morphs = new ArrayList<>(avatar.mesh().morphs());
    morphs.removeIf(m -> m.name().startsWith("brow") || m.name().equals("jawOpen"));
    morphs.add(new MorphTarget("Jaw_Open", new int[0], new float[0]));
    List<String> doubts = doubts(with(morphs));
    assertThat(doubts)
        .containsExactlyInAnyOrder(
            "The name of one morph target is not spelt as arkit spells it, so nothing drives it; rename Jaw_Open to jawOpen.",
            "5 of 52 arkit morph targets are missing, and what they would show is not seen: browDownLeft, browDownRight, browInnerUp, browOuterUpLeft, browOuterUpRight.");
  }

  @Test
  void shouldSeeMirroredAndStillAndUpsideDownMorphTargets() {
    List<MorphTarget> morphs = new ArrayList<>();
    MorphTarget left = named("eyeBlinkLeft");
    MorphTarget right = named("eyeBlinkRight");
    for (MorphTarget m : avatar.mesh().morphs()) {
      switch (m.name()) {
        case "eyeBlinkLeft" ->
            morphs.add(new MorphTarget(m.name(), right.vertices(), right.deltas()));
        case "eyeBlinkRight" ->
            morphs.add(new MorphTarget(m.name(), left.vertices(), left.deltas()));
        case "cheekPuff" -> morphs.add(new MorphTarget(m.name(), new int[0], new float[0]));
        case "jawOpen" -> morphs.add(new MorphTarget(m.name(), m.vertices(), negated(m.deltas())));
        default -> morphs.add(m);
      }
    }
    assertThat(doubts(with(morphs)))
        .containsExactlyInAnyOrder(
            "These morph targets move nothing that can be seen (below 0.2 mm); give them displacements in metres: cheekPuff.",
            "These morph targets move the other side of the face; left is the subject's left, towards +x, so swap Left and Right in the names: eyeBlinkLeft, eyeBlinkRight.",
            "The morph target jawOpen moves the jaw up; +y is up, so negate it.");
  }

  @Test
  void shouldSeeSwappedEyes() {
    float[] p = avatar.mesh().pivots();
    p[9] = -p[9];
    p[12] = -p[12];
    assertDoubtful("The left eye is not on the side of +x");
  }

  @Test
  void shouldSeeAHeadThatLooksBackwards() {
    for (int i = 2; i < avatar.mesh().pivots().length; i += 3) {
      avatar.mesh().pivots()[i] *= -1;
    }
    assertDoubtful("the head is mirrored front to back; negate z");
  }

  @Test
  void shouldSeeEyesThatNothingIsWeightedTo() {
    float[] w = avatar.mesh().weights();
    for (int i = 0; i < w.length; i += 5) {
      w[i + 1] += w[i + 3] + w[i + 4];
      w[i + 3] = 0;
      w[i + 4] = 0;
    }
    assertDoubtful("No vertex is weighted to the joint eyeLeft");
  }

  @Test
  void shouldCountGaussiansThatCannotBeSeen() {
    avatar.gaussians().opacity()[3] = 0.001f;
    avatar.gaussians().factor()[8][5] = 0.2f;
    avatar.gaussians().mean()[2][6] = 3;
    assertThat(doubts(avatar))
        .containsExactlyInAnyOrder(
            "1 of 720 Gaussians (the first is 3) are too transparent to be drawn (opacity below 1/255); remove them.",
            "1 of 720 Gaussians (the first is 5) are larger than 5 cm; check that factors are local to their triangles.",
            "1 of 720 Gaussians (the first is 6) are more than 50 cm away from the head; check that means are local to their triangles.");
  }

  @Test
  void shouldSeeGaussiansOnFlatTriangles() {
    int[] t = avatar.mesh().triangles();
    t[7] = t[6];
    assertDoubtful("1 of 720 Gaussians (the first is 2) ride on triangles without area");
  }

  @Test
  void shouldSeeACameraThatMissesTheHead() {
    Avatar away =
        new Avatar(
            "away",
            "Away",
            avatar.mesh(),
            avatar.gaussians(),
            new Avatar.DefaultCamera(new float[] {5, 0, 0}, 0.05f, 0.3f),
            "none");
    assertThat(doubts(away))
        .anyMatch(s -> s.contains("looks at a point outside the head"))
        .anyMatch(s -> s.contains("make its distance larger"))
        .anyMatch(s -> s.contains("change the camera's distance or fovY"));
  }

  @Test
  void shouldFindNothingWrongWithAGoodHeadOfFlame() {
    List<Finding> findings = AvatarCheck.avatar(TestAvatars.flame("flame"));
    assertThat(findings).extracting(Finding::level).containsOnly(Level.FACT);
    assertThat(findings)
        .extracting(Finding::sentence)
        .noneMatch(s -> s.contains("arkit"))
        .contains(
            "All 50 flame expressions are there.",
            "It has pose correctives, and its expressions move joints.",
            "Colours depend on the view by harmonics of degree 1, which stay in the world when the head turns.",
            "Correctives: coefficients 1, bases 1, of 2160 values, so 0.0 MB in memory.");
  }

  @Test
  void shouldNoteMissingExpressionsAndAJawThatMovesNothing() {
    Avatar flame = TestAvatars.flame("flame");
    HeadMesh m = flame.mesh();
    float[] weights = m.weights();
    for (int i = 0; i < weights.length; i += 5) {
      weights[i + 1] += weights[i + 2];
      weights[i + 2] = 0;
    }
    List<MorphTarget> morphs = new ArrayList<>(m.morphs().subList(0, 48));
    morphs.add(new MorphTarget("jawOpen", new int[0], new float[0]));
    HeadMesh mesh = new HeadMesh(m.vertices(), m.triangles(), morphs, m.pivots(), weights);
    Avatar odd = TestAvatars.of(flame.space(), mesh, flame.gaussians(), flame.correctives());
    assertThat(doubts(odd))
        .anyMatch(s -> s.startsWith("No vertex is weighted to the joint jaw, so the mouth"));
    assertThat(AvatarCheck.avatar(odd))
        .filteredOn(f -> f.level() == Level.FACT)
        .extracting(Finding::sentence)
        .contains(
            "2 of 50 flame expressions are missing, and what they would show is not seen: expression48, expression49.",
            "One morph target is no flame coefficient, so nothing drives it: jawOpen.",
            "It has no pose correctives, and its expressions move joints.");
    Avatar none =
        TestAvatars.of(flame.space(), avatar.mesh(), avatar.gaussians(), flame.correctives());
    assertThat(doubts(none)).anyMatch(s -> s.startsWith("None of the morph targets expression0"));
  }

  @Test
  void shouldSeeHarmonicsThatDoNothingOrTooMuch() {
    float[][] planes = new float[9][720];
    assertThat(doubts(with(new Harmonics(1, true, planes))))
        .containsExactly(
            "The harmonics change no colour; leave them out, which is faster to draw.");
    planes[4][9] = -25;
    assertThat(doubts(with(new Harmonics(1, true, planes))))
        .containsExactly(
            "The harmonics go up to 25.0, which no picture shows (below 4 is right); check that they are coefficients of display colours 0 to 1.");
  }

  @Test
  void shouldSeeCorrectivesThatDoNothingOrTooMuch() {
    float[] still = new float[2 * 720];
    float[] wild = new float[3 * 720];
    // Edges are about 2 cm and the normal a metre.
    wild[2 * 720 + 5] = 0.2f;
    Correctives odd =
        new Correctives(
            List.of("a", "b", "c"),
            List.of(
                new CorrectiveBasis(CorrectiveTarget.OPACITY_LOGIT, true, 1, still),
                new CorrectiveBasis(CorrectiveTarget.POSITION_LOCAL, false, 0, wild)));
    assertThat(doubts(with(odd)))
        .containsExactlyInAnyOrder(
            "The basis of opacity (logit) changes nothing; leave it out.",
            "These correctives change nothing: b, c.",
            "The basis of position (local) changes it by 0.200 at a coefficient of 1, which no face does (0.15 m at most); check its units.");
    wild[2 * 720 + 5] = 0;
    wild[5] = 0.2f;
    assertThat(doubts(with(odd))).noneMatch(s -> s.contains("position"));
  }

  @Test
  void shouldSeeTurnsThatTheBindingMakesNeedlesOf() {
    float[] turns = new float[4 * 720];
    // About the third axis, which is the triangle's normal, and then about the first.
    turns[3 * 720 + 7] = 0.2f;
    assertThat(doubts(turned(Binding.AFFINE, turns))).noneMatch(s -> s.contains("degrees"));
    turns[720 + 7] = 0.1f;
    assertThat(doubts(turned(Binding.AFFINE, turns)))
        .anyMatch(
            s ->
                s.startsWith(
                    "Correctives turn Gaussians by up to 11 degrees out of their triangles' planes"));
    assertThat(doubts(turned(Binding.FRAME, turns))).noneMatch(s -> s.contains("degrees"));
  }

  /** The avatar with Gaussians that lie flat along the axes of their triangles. */
  private Avatar turned(Binding binding, float[] turns) {
    GaussianCloud c = avatar.gaussians();
    float[][] factor = new float[9][c.size()];
    java.util.Arrays.fill(factor[0], 0.2f);
    java.util.Arrays.fill(factor[4], 0.3f);
    java.util.Arrays.fill(factor[8], 0.001f);
    return TestAvatars.of(
        avatar.space(),
        avatar.mesh(),
        new GaussianCloud(binding, c.parent(), c.mean(), factor, c.opacity(), c.colour()),
        new Correctives(
            List.of("a"),
            List.of(new CorrectiveBasis(CorrectiveTarget.ROTATION, false, 0, turns))));
  }

  private void assertDoubtful(String part) {
    assertThat(doubts(avatar)).anyMatch(s -> s.contains(part));
  }

  private static List<String> doubts(Avatar avatar) {
    return AvatarCheck.avatar(avatar).stream()
        .filter(f -> f.level() == Level.DOUBTFUL)
        .map(Finding::sentence)
        .toList();
  }

  private MorphTarget named(String name) {
    return avatar.mesh().morphs().stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Avatar with(List<MorphTarget> morphs) {
    HeadMesh m = avatar.mesh();
    return new Avatar(
        avatar.name(),
        avatar.title(),
        new HeadMesh(m.vertices(), m.triangles(), morphs, m.pivots(), m.weights()),
        avatar.gaussians(),
        avatar.camera(),
        avatar.licence());
  }

  private Avatar with(Harmonics harmonics) {
    GaussianCloud c = avatar.gaussians();
    GaussianCloud cloud =
        new GaussianCloud(
            c.binding(),
            c.parent(),
            c.origin(),
            c.mean(),
            c.factor(),
            c.opacity(),
            c.colour(),
            harmonics);
    return new Avatar(
        avatar.name(), avatar.title(), avatar.mesh(), cloud, avatar.camera(), avatar.licence());
  }

  private Avatar with(Correctives correctives) {
    return new Avatar(
        avatar.name(),
        avatar.title(),
        avatar.space(),
        avatar.mesh(),
        avatar.gaussians(),
        correctives,
        avatar.camera(),
        avatar.licence());
  }

  private static float[] negated(float[] v) {
    float[] out = v.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = -out[i];
    }
    return out;
  }
}
