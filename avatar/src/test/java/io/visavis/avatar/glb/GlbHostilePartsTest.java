package io.visavis.avatar.glb;

import static io.visavis.avatar.glb.GlbHostileTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.TestAvatars;
import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.HeadMesh;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The parts that not every avatar has, broken by mistake or on purpose. */
class GlbHostilePartsTest {
  private static final String EXTENSION = GlbHostileTest.EXTENSION;
  private static final String GAUSSIANS = EXTENSION + "/gaussians";
  private static final String CORRECTIVES = EXTENSION + "/correctives";

  /** Of which the file is short; its harmonics are of degree 2. */
  private final Avatar avatar = TestAvatars.everything(214);

  private final byte[] good = GlbWriter.encode(avatar);
  private final int gaussians = avatar.gaussians().size();

  @Test
  void shouldSurviveAnyChangedBytes() throws IOException {
    assertThat(GlbHostileTest.refused(good, good.length / 2, 7)).isGreaterThan(400);
  }

  @Test
  void shouldRefuseUnknownSpaces() {
    assertRefused(changed(EXTENSION, e -> e.put("space", "mars")), "known: arkit, flame.");
    assertRefused(changed(EXTENSION, e -> e.put("space", 5)), "space is 5, no text.");
  }

  @Test
  void shouldRefuseRetargetingsThatAreNone() {
    String retarget = EXTENSION + "/retarget";
    String own = avatar.space().id();
    assertRefused(changed(retarget, r -> r.remove("matrix")), "retarget.matrix is missing.");
    assertRefused(changed(retarget, r -> r.remove("from")), "retarget.from is missing.");
    assertRefused(changed(retarget, r -> r.put("from", "mars")), "known: arkit, flame.");
    assertRefused(
        changed(retarget, r -> r.put("from", own)),
        "The avatar has a retargeting from its own space, %s; one from another is right."
            .formatted(own));
    assertRefused(accessor(retarget + "/matrix", a -> a.put("count", 7)), "has 7 values; ");
    assertRefused(
        accessor(retarget + "/matrix", a -> a.put("count", Integer.MAX_VALUE)), "2147483647");
    assertRefused(poked(retarget + "/matrix", Float.NaN), "Entry 0 of the retargeting is NaN");
  }

  @Test
  void shouldRefuseLandmarksThatAreNone() {
    int vertices = avatar.mesh().vertexCount();
    assertRefused(
        changed(EXTENSION, e -> e.withArray("landmarks").remove(0)),
        "landmarks has 67 entries; the vertices of 68 landmarks are right.");
    assertRefused(
        changed(EXTENSION, e -> e.withArray("landmarks").set(5, vertices)),
        "landmarks[5] is %d; a whole number from 0 to %d would be right."
            .formatted(vertices, vertices - 1));
    assertRefused(changed(EXTENSION, e -> e.withArray("landmarks").set(5, "nose")), "landmarks[5]");
    assertRefused(changed(EXTENSION, e -> e.put("landmarks", 68)), "landmarks");
  }

  @Test
  void shouldRefuseOriginsThatAreNone() {
    assertRefused(changed(GAUSSIANS, g -> g.remove("origin")), "gaussians.origin is missing.");
    assertRefused(
        changed(GAUSSIANS, g -> g.put("binding", "affine")),
        "The Gaussians have origins of their own, which the binding affine does not have");
    assertRefused(
        poked(GAUSSIANS + "/origin", 9), "The weights of the origin of Gaussian 0 add up to");
    assertRefused(
        poked(GAUSSIANS + "/origin", Float.NaN),
        "Entry 0 of the origins of Gaussians is NaN; finite");
    assertRefused(
        accessor(GAUSSIANS + "/origin", a -> a.put("count", gaussians - 1)),
        "origin has %d entries and parent has %d".formatted(gaussians - 1, gaussians));
    assertRefused(
        changed(GAUSSIANS, g -> g.set("origin", g.get("opacity"))), "of another type than VEC3");
  }

  @Test
  void shouldRefuseHarmonicsThatDoNotFitTheirDegree() {
    String harmonics = GAUSSIANS + "/harmonics";
    assertRefused(
        changed(harmonics, h -> h.put("degree", 0)), "a whole number from 1 to 3 would be right");
    assertRefused(
        changed(harmonics, h -> h.put("degree", 4)), "a whole number from 1 to 3 would be right");
    assertRefused(
        changed(harmonics, h -> h.put("degree", 3)),
        "harmonics.coefficients has 8 entries; degree 3 has 15.");
    assertRefused(changed(harmonics, h -> h.put("coefficients", 3)), "coefficients is no array.");
    assertRefused(
        changed(harmonics, h -> h.put("turnsWithHead", "yes")),
        "turnsWithHead is a string; true or false would be right.");
    assertRefused(
        poked(harmonics + "/coefficients/5", Float.POSITIVE_INFINITY),
        "Entry 0 of the harmonics of Gaussians is Infinity");
    assertRefused(
        changed(harmonics, h -> ((ArrayNode) h.get("coefficients")).set(1, 9999)),
        "accessors[9999] is asked for and is not there");
    assertRefused(
        accessor(harmonics + "/coefficients/2", a -> a.put("count", 1_000_001)),
        "a whole number from 0 to 1000000 would be right");
  }

  @Test
  void shouldWantColoursOfZeroToOneWithoutHarmonics() {
    assertRefused(changed(GAUSSIANS, g -> g.remove("harmonics")), "The colour of Gaussian 0 is");
    assertRefused(
        poked(GAUSSIANS + "/colour", Float.NaN), "Entry 0 of the colours of Gaussians is NaN");
  }

  @Test
  void shouldRefusePoseCorrectivesAndPivotsOfOtherMeshes() {
    int right = 36 * avatar.mesh().vertexCount();
    assertRefused(
        accessor(EXTENSION + "/poseCorrectives", a -> a.put("count", right + 1)),
        "poseCorrectives has %d entries; %d are right, 36 for each vertex."
            .formatted(right + 1, right));
    assertRefused(
        accessor(EXTENSION + "/poseCorrectives", a -> a.put("count", Integer.MAX_VALUE)),
        "poseCorrectives has 2147483647 entries");
    assertRefused(
        poked(EXTENSION + "/poseCorrectives", Float.NaN), "Entry 0 of the pose correctives is NaN");
    assertRefused(
        accessor(EXTENSION + "/morphPivots", a -> a.put("count", 19)),
        "morphPivots has 19 entries; 20 are right, five for each morph target.");
    assertRefused(
        poked(EXTENSION + "/morphPivots", 1e7f),
        "Entry 0 of the pivots of morph target 'nothing' is 1.0E7");
  }

  @Test
  void shouldRefusePoseCorrectivesOfLargeMeshes() {
    int vertices = Limits.POSE_CORRECTIVE_VERTICES + 1;
    float[] weights = new float[5 * vertices];
    for (int v = 0; v < vertices; v++) {
      weights[5 * v] = 1;
    }
    Avatar odd = TestAvatars.odd(1);
    HeadMesh large =
        new HeadMesh(
            new float[3 * vertices],
            odd.mesh().triangles(),
            List.of(),
            odd.mesh().pivots(),
            weights);
    byte[] file = GlbWriter.encode(with(odd, large, odd.gaussians(), Correctives.NONE));
    assertRefused(
        GlbEdit.changed(file, r -> at(r, EXTENSION).put("poseCorrectives", 0)),
        "is there for a mesh of 40001 vertices; at most 40000 are right with it.");
  }

  @Test
  void shouldRefuseBrokenNamesOfCorrectives() {
    assertRefused(changed(CORRECTIVES, c -> c.remove("names")), "correctives.names is missing.");
    assertRefused(changed(CORRECTIVES, c -> names(c).set(1, 7)), "names[1] is 7, no text.");
    assertRefused(
        changed(CORRECTIVES, c -> names(c).set(1, "blush")), "There are two correctives 'blush'");
    assertRefused(
        changed(CORRECTIVES, c -> names(c).set(1, "a\u0007")),
        "The avatar's corrective's name has control characters");
    assertRefused(
        changed(CORRECTIVES, c -> names(c).set(1, " ")), "corrective's name has 1 to 200");
    assertRefused(
        changed(
            CORRECTIVES,
            c -> {
              for (int i = 4; i < 257; i++) {
                names(c).add("n" + i);
              }
            }),
        "names has 257 entries; at most 256 are read.");
    assertRefused(changed(CORRECTIVES, c -> names(c).remove(3)), "but there are 3 names.");
  }

  @Test
  void shouldRefuseBasesOfNothingKnown() {
    String basis = CORRECTIVES + "/bases/0";
    assertRefused(
        changed(basis, b -> b.put("attribute", "smell")),
        "there are position local, position world, rotation multiply, scale log, scale linear, opacity logit, opacity linear, colour add.");
    assertRefused(changed(basis, b -> b.put("composition", "add")), "not known together");
    assertRefused(
        changed(basis, b -> b.put("per", "vertex")),
        "per is none that is known: gaussian, triangle");
    assertRefused(
        changed(CORRECTIVES, c -> bases(c).add(scale(c, "linear"))),
        "The attribute scale has bases of the compositions log and linear; one of them is right.");
    assertRefused(
        changed(
            CORRECTIVES,
            c -> {
              for (int i = 7; i < 33; i++) {
                bases(c).add(bases(c).get(0).deepCopy());
              }
            }),
        "bases has 33 entries; at most 32 are read.");
  }

  @Test
  void shouldRefuseBasesOfOtherSizes() {
    String basis = CORRECTIVES + "/bases/1";
    assertRefused(changed(basis, b -> b.put("count", 0)), "count is 0; a whole number from 1");
    assertRefused(
        changed(basis, b -> b.put("count", 257)), "a whole number from 1 to 256 would be right");
    assertRefused(
        changed(basis, b -> b.put("first", Integer.MAX_VALUE)),
        "first is 2147483647; a whole number from 0 to 256 would be right.");
    assertRefused(
        changed(basis, b -> b.put("first", 256)),
        "driven by the coefficients 256 to 256, but there are 4 names.");
    assertRefused(
        changed(basis, b -> b.put("first", -1)), "a whole number from 0 to 256 would be right");
    assertRefused(
        changed(basis, b -> b.put("count", 3)),
        "values has %d entries; %d are right, 3 rows of one a Gaussian."
            .formatted(gaussians, 3 * gaussians));
    assertRefused(
        accessor(basis + "/values", a -> a.put("count", Integer.MAX_VALUE)),
        "values has 2147483647 entries");
    assertRefused(
        changed(basis, b -> b.put("values", json("/gaussians/opacity"))),
        "of another type than VEC3");
    assertRefused(
        poked(basis + "/values", Float.NaN), "Entry 0 of the basis of position is NaN; finite");
  }

  @Test
  void shouldRefuseMoreValuesThanFitBeforeReadingThem() {
    int n = 66_000;
    float[][] factor = new float[9][n];
    Avatar odd = TestAvatars.odd(1);
    float[] half = new float[n];
    Arrays.fill(half, 0.5f);
    GaussianCloud many =
        new GaussianCloud(
            odd.gaussians().binding(),
            new int[n],
            new float[3][n],
            factor,
            half,
            new float[][] {half, half, half});
    Correctives turn =
        new Correctives(
            List.of("turn"),
            List.of(new CorrectiveBasis(CorrectiveTarget.ROTATION, false, 0, new float[4 * n])));
    byte[] file = GlbWriter.encode(with(odd, odd.mesh(), many, turn));
    // 256 rows of 66,000 quaternions, which nobody has to store.
    byte[] bomb =
        GlbEdit.changed(
            file,
            r -> {
              at(r, CORRECTIVES + "/bases/0").put("count", 256);
              ObjectNode accessor =
                  at(r, "/accessors/" + r.at(CORRECTIVES + "/bases/0/values").intValue());
              accessor.put("count", 256 * n).remove("bufferView");
            });
    assertRefused(bomb, "have more than 67108864 values, all in all; use fewer rows");
  }

  @Test
  void shouldRefuseToWriteBasesThatDoNotFit() {
    for (int length : new int[] {0, 3 * gaussians - 1}) {
      Correctives odd =
          new Correctives(
              List.of("a"),
              List.of(new CorrectiveBasis(CorrectiveTarget.COLOUR, false, 0, new float[length])));
      assertThatThrownBy(
              () -> GlbWriter.encode(with(avatar, avatar.mesh(), avatar.gaussians(), odd)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "There are %d values in the basis of colour; %d for each of its rows, and at least one row, are right."
                  .formatted(length, 3 * gaussians));
    }
  }

  private static Avatar with(Avatar a, HeadMesh mesh, GaussianCloud cloud, Correctives c) {
    return new Avatar(
        a.name(), a.title(), MotionSpace.ARKIT, mesh, cloud, c, a.camera(), a.licence());
  }

  private static ArrayNode names(ObjectNode correctives) {
    return (ArrayNode) correctives.get("names");
  }

  private static ArrayNode bases(ObjectNode correctives) {
    return (ArrayNode) correctives.get("bases");
  }

  /** A copy of the basis of scales, composed in that way. */
  private static ObjectNode scale(ObjectNode correctives, String composition) {
    ObjectNode copy = bases(correctives).get(3).deepCopy();
    return copy.put("composition", composition);
  }

  private int json(String member) {
    return GlbEdit.json(good).at(EXTENSION + member).intValue();
  }

  private static ObjectNode at(ObjectNode root, String pointer) {
    return (ObjectNode) root.at(pointer);
  }

  private byte[] changed(String pointer, Consumer<ObjectNode> change) {
    return GlbEdit.changed(good, r -> change.accept(at(r, pointer)));
  }

  private byte[] accessor(String reference, Consumer<ObjectNode> change) {
    return GlbEdit.changed(
        good, r -> change.accept(at(r, "/accessors/" + r.at(reference).intValue())));
  }

  private byte[] poked(String reference, float value) {
    return GlbEdit.poked(good, reference, value);
  }
}
