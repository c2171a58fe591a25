package io.visavis.avatar.importer.ict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.builtin.BuiltInHeads;
import io.visavis.avatar.importer.ImportException;
import io.visavis.avatar.importer.Label;
import io.visavis.avatar.importer.paint.Painted;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.MeshPoser;
import io.visavis.avatar.rig.MorphTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders in ICT-FaceKit's layout at full size: 26,719 vertices, 53 expressions. */
class IctFaceKitTest {
  private static final Label LABEL = new Label("anna", "Anna", "MIT");
  private static final String NEUTRAL = "generic_neutral_mesh.obj";
  private static final List<String> LOG = new ArrayList<>();

  @TempDir static Path shared;
  @TempDir Path folder;
  private static Path model;
  private static Avatar avatar;

  @BeforeAll
  static void importTheGenericFace() throws IOException {
    model = new IctShaped().write(shared.resolve("ICT/FaceXModel"));
    avatar = new IctFaceKit(LOG::add).read(shared.resolve("ICT"), IctIdentity.generic(), LABEL);
  }

  @Test
  void shouldPaintAFaceOfLifeSize() {
    new Painted(avatar).shouldLookLikeAFace();
    assertThat(avatar.mesh().vertexCount()).isEqualTo(26_719);
    // The files have the geometry of a built-in head, whose joints are known.
    float[] eyes = BuiltInHeads.build("mira").mesh().pivots();
    int left = 3 * Joint.EYE_LEFT.ordinal();
    assertThat(LOG.get(1))
        .contains(
            String.format(
                Locale.ROOT,
                "%.2f units apart, so that a unit is taken for a centimetre.",
                200 * eyes[left]));
    float[] pivots = avatar.mesh().pivots();
    assertThat(pivots[left]).isCloseTo(eyes[left], within(1e-4f));
    assertThat(pivots[3 * Joint.EYE_RIGHT.ordinal()]).isCloseTo(-eyes[left], within(1e-4f));
    assertThat(pivots[left + 2]).isCloseTo(eyes[left + 2], within(2e-4f));
  }

  @Test
  void shouldMoveByArkitsNames() {
    List<String> names = avatar.mesh().morphs().stream().map(MorphTarget::name).toList();
    assertThat(names).hasSize(51).doesNotContain("tongueOut");
    assertThat(IntStream.range(0, 51).mapToObj(i -> ArkitChannel.values()[i].channelName()))
        .containsExactlyElementsOf(names);
    // Halves that ARKit has as one are whole again.
    assertThat(moved(ArkitChannel.BROW_INNER_UP, 21)[1]).isGreaterThan(0.003);
    assertThat(moved(ArkitChannel.BROW_INNER_UP, 22)[1])
        .isCloseTo(moved(ArkitChannel.BROW_INNER_UP, 21)[1], within(1e-3));
    assertThat(moved(ArkitChannel.JAW_OPEN, 8)[1]).isLessThan(-0.01);
    assertThat(moved(ArkitChannel.MOUTH_SMILE_LEFT, 54)[0]).isGreaterThan(0.003);
    assertThat(moved(ArkitChannel.EYE_BLINK_RIGHT, 37)[1]).isLessThan(-0.004);
  }

  @Test
  void shouldTurnHeadAndEyes() {
    double[] chin = moved(ArkitChannel.HEAD_YAW, 8);
    assertThat(chin[0]).as("to the subject's left").isGreaterThan(0.03);
    float[] motion = new float[MotionSpace.ARKIT.size()];
    motion[ArkitChannel.EYE_LOOK_UP_LEFT.ordinal()] = 1;
    double[] posed = new double[avatar.mesh().vertices().length];
    new MeshPoser(avatar.mesh(), MotionSpace.ARKIT).pose(motion, posed);
    double highest = 0;
    for (int v = IctParts.EYEBALL_LEFT.first(); v <= IctParts.EYEBALL_LEFT.last(); v++) {
      highest = Math.max(highest, posed[3 * v + 1] - avatar.mesh().vertices()[3 * v + 1]);
    }
    // 25 degrees of a ball with a radius of 25.6 mm, and not twice as much.
    assertThat(highest).isBetween(0.008, 0.0125);
  }

  @Test
  void shouldTakeAnIdentity() throws Exception {
    Avatar broad = new IctFaceKit(s -> {}).read(model, IctIdentity.parse("1, 0"), LABEL);
    int ear = 3 * avatar.mesh().landmarks()[0];
    assertThat(broad.mesh().vertices()[ear])
        .isCloseTo(1.05f * avatar.mesh().vertices()[ear], within(1e-5f));
    assertThat(broad.mesh().vertices()[ear + 1]).isEqualTo(avatar.mesh().vertices()[ear + 1]);
  }

  @Test
  void shouldSayWhatIsWrongWithAnIdentity() {
    assertNoIdentity("1;2", "'1;2' is no weight of an identity; write numbers such as 0.8,-0.3.");
    assertNoIdentity("NaN", "The weight NaN of an identity is not between -10 and 10.");
    String many = IntStream.range(0, 101).mapToObj(i -> "0").collect(Collectors.joining(","));
    assertNoIdentity(many, "The identity has 101 weights; ICT-FaceKit has 100 identities.");
    assertThatThrownBy(
            () -> new IctFaceKit(s -> {}).read(model, IctIdentity.parse("0,0,0.5"), LABEL))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("has no identity002.obj; leave its weight 0.");
  }

  @Test
  void shouldSayWhichFilesAreMissing() throws Exception {
    assertRefused(folder.resolve("nowhere"), "There is no folder ");
    assertRefused(folder, "There is no " + NEUTRAL + " in ");
    Files.createSymbolicLink(folder.resolve(NEUTRAL), folder.resolve(NEUTRAL));
    assertRefused(folder, "There is no " + NEUTRAL + " in ");
    Files.delete(folder.resolve(NEUTRAL));
    Files.createDirectory(folder.resolve(NEUTRAL));
    assertRefused(folder, "There is no " + NEUTRAL + " in ");
    Files.delete(folder.resolve(NEUTRAL));
    IctShaped.copy(model, folder, NEUTRAL);
    assertRefused(folder, "has no browDown_L.obj and 52 more; ICT-FaceKit has a file for each");
    Path copy = folder.resolve("copy");
    IctShaped.copy(model, copy);
    Files.delete(copy.resolve("jawOpen.obj"));
    Files.createSymbolicLink(copy.resolve("jawOpen.obj"), Path.of("jawOpen.obj"));
    assertRefused(copy, "has no jawOpen.obj; ICT-FaceKit has a file for each");
  }

  @Test
  void shouldSayWhatIsWrongWithAMesh() throws Exception {
    Path file = folder.resolve(NEUTRAL);
    String all = Files.readString(model.resolve(NEUTRAL));
    Files.writeString(file, "v 0 0 0\n".repeat(26_718));
    assertRefused(folder, "has 26718 vertices; ICT-FaceKit's light model has 26719, and its parts");
    Files.writeString(file, "v 0 0 0\n".repeat(26_719));
    assertRefused(folder, "The left eye of ");
    Files.writeString(file, all.substring(0, all.lastIndexOf('\n', 400_000) + 1));
    assertRefused(folder, "vertices; ICT-FaceKit's light model has 26719");
    Files.writeString(file, all.replaceFirst("v \\S+", "v NaN"));
    assertRefused(folder, "has a value that is no number or beyond a million.");
    Files.writeString(file, all.replaceFirst("v \\S+", "v 5000"));
    assertRefused(folder, "has a vertex at 5000.0, far outside of a head.");
    Files.writeString(file, all + "f 1 2 26720\n");
    assertRefused(folder, "names number 26720; there are 26719 vertices before it.");
    Files.writeString(file, "v 0 0 0\n".repeat(100_001));
    assertRefused(folder, "has more than 100000 vertices.");
  }

  @Test
  void shouldSayWhatIsWrongWithAnExpression() throws Exception {
    IctShaped.copy(model, folder);
    Files.writeString(folder.resolve("eyeBlink_L.obj"), "v 0 0 0\n");
    assertRefused(folder, "eyeBlink_L.obj has 1 vertices; ICT-FaceKit's light model has 26719");
  }

  /** [3] metres that a landmark goes. */
  private static double[] moved(ArkitChannel channel, int landmark) {
    float[] motion = new float[MotionSpace.ARKIT.size()];
    motion[channel.ordinal()] = channel == ArkitChannel.HEAD_YAW ? 0.5f : 1;
    double[] posed = new double[avatar.mesh().vertices().length];
    new MeshPoser(avatar.mesh(), MotionSpace.ARKIT).pose(motion, posed);
    double[] out = new double[3];
    int at = 3 * avatar.mesh().landmarks()[landmark];
    for (int c = 0; c < 3; c++) {
      out[c] = posed[at + c] - avatar.mesh().vertices()[at + c];
    }
    return out;
  }

  private static void assertNoIdentity(String text, String sentence) {
    assertThatThrownBy(() -> IctIdentity.parse(text))
        .isInstanceOf(ImportException.class)
        .hasMessage(sentence);
  }

  private static void assertRefused(Path folder, String sentence) {
    assertThatThrownBy(() -> new IctFaceKit(s -> {}).read(folder, IctIdentity.generic(), LABEL))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining(sentence);
  }
}
