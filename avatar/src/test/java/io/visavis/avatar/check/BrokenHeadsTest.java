package io.visavis.avatar.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.builtin.BuiltInHeads;
import io.visavis.avatar.check.Finding.Level;
import io.visavis.avatar.glb.AvatarFormatException;
import io.visavis.avatar.glb.GlbReader;
import io.visavis.avatar.glb.GlbWriter;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.MorphTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A good head with one thing broken at a time, and what its maker is told. */
class BrokenHeadsTest {
  private static byte[] good = {};
  private Avatar head;

  @BeforeAll
  static void buildAGoodHead() {
    good = GlbWriter.encode(BuiltInHeads.build("mira"));
  }

  @BeforeEach
  void takeACopy() throws AvatarFormatException {
    head = GlbReader.parse(good);
  }

  @Test
  void shouldDoubtNothingAboutAGoodHead() {
    assertThat(doubts(head)).isEmpty();
  }

  @Test
  void shouldSeeAHeadInsideOut() {
    for (int t = 0; t < head.mesh().triangleCount(); t++) {
      turn(t);
    }
    assertThat(doubts(head))
        .containsExactly(
            "The triangles are clockwise seen from outside, so the head is inside out; swap two corners of each.");
  }

  @Test
  void shouldSeeSingleTrianglesThatAreWoundTheOtherWay() {
    turn(1000);
    assertThat(doubts(head))
        .singleElement()
        .asString()
        .contains("triangles are wound against a neighbour (the first is ")
        .endsWith("swap two of their corners.");
  }

  @Test
  void shouldSeeAMouthThatMouthCloseDoesNotShut() {
    assertThat(doubts(with(Map.of("mouthClose", d -> scaled(d, 0.3f)))))
        .singleElement()
        .asString()
        .startsWith("With jawOpen and mouthClose at 1 the lips are still ")
        .endsWith("mouthClose must take back all that jawOpen opens.");
  }

  @Test
  void shouldSeeAJawThatOpensNoMouth() {
    assertThat(doubts(with(Map.of("jawOpen", d -> scaled(d, 0.02f)))))
        .singleElement()
        .asString()
        .contains("when jawOpen is 1 (4 mm at least are right), so it speaks with a shut mouth");
  }

  @Test
  void shouldSeeEyesThatDoNotShutOrShutTheWrongWay() {
    Avatar odd =
        with(Map.of("eyeBlinkLeft", d -> scaled(d, 0.2f), "eyeBlinkRight", d -> scaled(d, -1)));
    assertThat(doubts(odd))
        .hasSize(2)
        .anyMatch(s -> s.matches("eyeBlinkLeft at 1 leaves the eye 7\\d % open; .*"))
        .anyMatch(s -> s.matches("eyeBlinkRight opens the eye, by \\d+ %; negate it\\."));
  }

  @Test
  void shouldSeeEyesThatNothingTurns() {
    noEyes();
    assertThat(doubts(head))
        .containsExactly(
            "No vertex is weighted to the joint eyeLeft, and no morph targets eyeLookIn and eyeLookOut turn it, so that eye cannot look about; weight the eyeball to the joint.",
            "No vertex is weighted to the joint eyeRight, and no morph targets eyeLookIn and eyeLookOut turn it, so that eye cannot look about; weight the eyeball to the joint.");
  }

  /** As LAM's heads look about. */
  @Test
  void shouldNotDoubtEyesThatMorphTargetsTurn() {
    noEyes();
    UnaryOperator<float[]> farther = d -> scaled(d, 3);
    Avatar looks =
        with(
            Map.of(
                "eyeLookInLeft", farther,
                "eyeLookOutLeft", farther,
                "eyeLookInRight", farther,
                "eyeLookOutRight", farther));
    assertThat(doubts(looks)).isEmpty();
    assertThat(AvatarCheck.avatar(looks))
        .extracting(Finding::sentence)
        .contains("The left eye looks about by the morph targets eyeLook, not by its joint.");
  }

  @Test
  void shouldSeeAnEyeThatWouldLeaveItsSocket() {
    head.mesh().pivots()[3 * Joint.EYE_LEFT.ordinal() + 1] += 0.06f;
    assertThat(doubts(head))
        .singleElement()
        .asString()
        .startsWith("The joint eyeLeft is 6")
        .endsWith("put the joint at the centre of the eyeball.");
  }

  @Test
  void shouldSayWhichNamesAreMisspelt() {
    Map<String, String> names =
        Map.of(
            "jawOpen", "JawOpen",
            "eyeBlinkLeft", "eyeBlink_L",
            "eyeBlinkRight", "eye.blink.R",
            "mouthSmileLeft", "mouthSmlieLeft",
            "browInnerUp", "brow_inner_up",
            "cheekPuff", "cheeks");
    List<MorphTarget> morphs =
        head.mesh().morphs().stream()
            .map(
                m ->
                    new MorphTarget(
                        names.getOrDefault(m.name(), m.name()), m.vertices(), m.deltas()))
            .toList();
    assertThat(doubts(with(morphs)))
        .containsExactlyInAnyOrder(
            "Names of morph targets are not spelt as arkit spells them, so nothing drives them; rename brow_inner_up to browInnerUp, eyeBlink_L to eyeBlinkLeft, eye.blink.R to eyeBlinkRight, JawOpen to jawOpen, mouthSmlieLeft to mouthSmileLeft.",
            "1 of 52 arkit morph targets are missing, and what they would show is not seen: cheekPuff.");
    assertThat(AvatarCheck.avatar(with(morphs)))
        .extracting(Finding::sentence)
        .contains("One morph target is no arkit coefficient, so nothing drives it: cheeks.");
  }

  /** As the import of a scan leaves them out. */
  @Test
  void shouldNotSpeakOfSpellingWhereMorphTargetsWereLeftOut() {
    List<MorphTarget> morphs = new ArrayList<>(head.mesh().morphs());
    morphs.removeIf(m -> m.name().startsWith("eyeBlink") || m.name().equals("mouthClose"));
    assertThat(doubts(with(morphs)))
        .containsExactly(
            "The face cannot blink, or shut its lips while the jaw is low, for these morph targets are missing: eyeBlinkLeft, eyeBlinkRight, mouthClose; add them, or leave it where they were left out on purpose, as for a scan.");
    assertThat(doubts(with(List.of())))
        .containsExactly(
            "None of arkit's 52 morph targets is there, so nothing but head and eyes moves; add them, jawOpen, mouthClose and the two eyeBlink first.");
  }

  @Test
  void shouldTellATurnedHeadFromAMirroredOne() {
    flip(0);
    flip(2);
    assertThat(doubts(head))
        .containsExactly(
            "The face looks along -z (the eyes are behind the joint neck, and the left one is on the side of -x); turn mesh, joints and morph targets by 180 degrees about +y.");
    flip(0);
    assertThat(doubts(head))
        .anyMatch(s -> s.contains("the head is mirrored front to back; negate z"))
        .anyMatch(s -> s.contains("the head is inside out"))
        .hasSize(2);
  }

  @Test
  void shouldSayNothingElseOfAHeadInCentimetres() {
    for (float[] values : List.of(head.mesh().vertices(), head.mesh().pivots())) {
      for (int i = 0; i < values.length; i++) {
        values[i] *= 100;
      }
    }
    assertThat(doubts(head))
        .singleElement()
        .asString()
        .contains("it looks like centimetres, so divide mesh, joints, morph targets and Gaussians");
  }

  @Test
  void shouldSayWhereGaussiansAreTooLargeOrFarOrTransparent() {
    for (float[] plane : head.gaussians().factor()) {
      plane[41] *= 400;
      plane[77] *= 400;
    }
    head.gaussians().mean()[2][12] = 9;
    int n = head.gaussians().size();
    assertThat(doubts(head))
        .containsExactly(
            "2 of %d Gaussians (the first is 41) are larger than 5 cm; check that factors are local to their triangles."
                .formatted(n),
            "1 of %d Gaussians (the first is 12) are more than 50 cm away from the head; check that means are local to their triangles."
                .formatted(n));
    Arrays.fill(head.gaussians().opacity(), 0);
    assertThat(doubts(head))
        .contains(
            "All %d Gaussians are too transparent to be drawn (opacity below 1/255); opacities go from 0 to 1, after the sigmoid."
                .formatted(n));
  }

  @Test
  void shouldNotMistakeFlatTrianglesForTurnedOnes() {
    int[] t = head.mesh().triangles();
    for (int i = 0; i < t.length; i += 300) {
      t[i + 1] = t[i];
    }
    assertThat(doubts(head))
        .singleElement()
        .asString()
        .contains("ride on triangles without area, which cannot carry them; bind them to others.");
  }

  private void turn(int triangle) {
    int[] t = head.mesh().triangles();
    int a = t[3 * triangle];
    t[3 * triangle] = t[3 * triangle + 1];
    t[3 * triangle + 1] = a;
  }

  private void flip(int axis) {
    for (float[] values : List.of(head.mesh().vertices(), head.mesh().pivots())) {
      for (int i = axis; i < values.length; i += 3) {
        values[i] *= -1;
      }
    }
    for (MorphTarget morph : head.mesh().morphs()) {
      for (int i = axis; i < morph.deltas().length; i += 3) {
        morph.deltas()[i] *= -1;
      }
    }
  }

  private void noEyes() {
    float[] w = head.mesh().weights();
    for (int i = 0; i < w.length; i += Joint.COUNT) {
      for (Joint eye : List.of(Joint.EYE_LEFT, Joint.EYE_RIGHT)) {
        w[i + Joint.NECK.ordinal()] += w[i + eye.ordinal()];
        w[i + eye.ordinal()] = 0;
      }
    }
  }

  private Avatar with(Map<String, UnaryOperator<float[]>> changes) {
    return with(
        head.mesh().morphs().stream()
            .map(
                m ->
                    new MorphTarget(
                        m.name(),
                        m.vertices(),
                        changes.getOrDefault(m.name(), UnaryOperator.identity()).apply(m.deltas())))
            .toList());
  }

  private Avatar with(List<MorphTarget> morphs) {
    HeadMesh m = head.mesh();
    HeadMesh mesh =
        new HeadMesh(
            m.vertices(),
            m.triangles(),
            morphs,
            m.pivots(),
            m.weights(),
            m.poseCorrectives(),
            m.landmarks());
    return new Avatar(
        head.name(), head.title(), mesh, head.gaussians(), head.camera(), head.licence());
  }

  private static float[] scaled(float[] values, float by) {
    float[] out = values.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] *= by;
    }
    return out;
  }

  private static List<String> doubts(Avatar avatar) {
    return AvatarCheck.avatar(avatar).stream()
        .filter(f -> f.level() == Level.DOUBTFUL)
        .map(Finding::sentence)
        .toList();
  }
}
