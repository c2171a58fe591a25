package io.visavis.avatar.importer.gnm;

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
import io.visavis.avatar.numpy.NpzWriter;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.MeshPoser;
import io.visavis.avatar.rig.MorphTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in the layout of GNM's head at full size: 17,821 vertices, 383 expressions. */
class GnmHeadTest {
  private static final Label LABEL = new Label("anna", "Anna", "Apache-2.0");
  private static final List<String> LOG = new ArrayList<>();
  private static final HeadMesh MIRA = BuiltInHeads.build("mira").mesh();

  @TempDir static Path shared;
  @TempDir Path folder;
  private static GnmShaped shaped;
  private static Path model;
  private static Avatar avatar;

  @BeforeAll
  static void importTheMeanHead() throws IOException {
    shaped = new GnmShaped();
    model = shaped.write(shared.resolve("gnm_head.npz"));
    avatar = new GnmHead(LOG::add).read(model, GnmIdentity.mean(), LABEL);
  }

  @Test
  void shouldPaintAFace() {
    new Painted(avatar).shouldLookLikeAFace();
    assertThat(avatar.mesh().vertexCount()).isEqualTo(17_821);
    assertThat(LOG.getFirst()).contains("17821 vertices").contains("with 383 expressions.");
    assertThat(LOG.get(2)).contains("% of the distance between the eyes");
    assertThat(LOG.getLast()).isEqualTo("Painted with %d Gaussians.", avatar.gaussians().size());
  }

  @Test
  void shouldFindTheLandmarks() {
    int[] right = shaped.landmarks();
    float[] vertices = avatar.mesh().vertices();
    for (int l = 0; l < HeadMesh.LANDMARKS; l++) {
      double square = 0;
      for (int c = 0; c < 3; c++) {
        double d =
            (double) vertices[3 * avatar.mesh().landmarks()[l] + c] - vertices[3 * right[l] + c];
        square += d * d;
      }
      // Metres: as near as vertices are to one another.
      assertThat(Math.sqrt(square)).as("landmark %d", l).isLessThan(0.005);
    }
  }

  @Test
  void shouldMoveAsABuiltInHead() {
    assertThat(avatar.mesh().morphs().stream().map(MorphTarget::name))
        .contains("jawOpen", "mouthClose", "mouthPucker", "eyeBlinkLeft", "eyeBlinkRight");
    assertMovesAlike(ArkitChannel.JAW_OPEN, 8, 0.003);
    assertMovesAlike(ArkitChannel.JAW_OPEN, 66, 0.003);
    assertMovesAlike(ArkitChannel.MOUTH_SMILE_LEFT, 54, 0.002);
    assertMovesAlike(ArkitChannel.EYE_BLINK_RIGHT, 37, 0.003);
    assertMovesAlike(ArkitChannel.BROW_INNER_UP, 21, 0.002);
    assertMovesAlike(ArkitChannel.HEAD_YAW, 8, 0.002);
    // One eye shuts and the other stays open.
    assertThat(Math.abs(moved(avatar.mesh(), ArkitChannel.EYE_BLINK_RIGHT, 43)[1]))
        .isLessThan(0.001);
  }

  private static void assertMovesAlike(ArkitChannel channel, int landmark, double metres) {
    double[] own = moved(avatar.mesh(), channel, landmark);
    double[] right = moved(MIRA, channel, landmark);
    for (int c = 0; c < 3; c++) {
      assertThat(own[c]).as("%s at %d", channel, landmark).isCloseTo(right[c], within(metres));
    }
  }

  private static double[] moved(HeadMesh mesh, ArkitChannel channel, int landmark) {
    float[] motion = new float[MotionSpace.ARKIT.size()];
    motion[channel.ordinal()] = channel == ArkitChannel.HEAD_YAW ? 0.5f : 1;
    double[] posed = new double[mesh.vertices().length];
    new MeshPoser(mesh, MotionSpace.ARKIT).pose(motion, posed);
    double[] out = new double[3];
    int at = 3 * mesh.landmarks()[landmark];
    for (int c = 0; c < 3; c++) {
      out[c] = posed[at + c] - mesh.vertices()[at + c];
    }
    return out;
  }

  @Test
  void shouldSayWhatIsWrong() throws Exception {
    byte[] all = Files.readAllBytes(model);
    Path file = Files.write(folder.resolve("x.npz"), Arrays.copyOf(all, all.length / 2));
    assertRefused(file, "is not an npz file, or is cut short.");
    assertRefused(
        new NpzWriter().add("template", new float[3], 3).write(file),
        "has no array 'template_vertex_positions'; it has template.");
    assertRefused(
        new NpzWriter().add("template_vertex_positions", new float[9], 9).write(file),
        "'template_vertex_positions' of " + file + " has the shape [9]; GNM's has [V, 3].");
    assertRefused(
        new NpzWriter()
            .add("template_vertex_positions", new float[3 * 40_001], 40_001, 3)
            .write(file),
        "has the shape (40001, 3,), more than 120000 values.");
  }

  @Test
  void shouldSayWhatIsWrongWithAnArray() throws Exception {
    float[] nan = shaped.template();
    nan[100] = Float.NaN;
    assertRefused(
        small().add("template_vertex_positions", nan, GnmShaped.VERTICES, 3),
        "has the value NaN; those of a head in metres are within 5");
    int[] far = shaped.triangles();
    far[7] = GnmShaped.VERTICES;
    assertRefused(
        small().add("triangles", far, far.length / 3, 3),
        "names the vertex 17821.0; there are 17821.");
    assertRefused(
        small().add("skinning_weights", new float[4 * 10], 4, 10),
        "has the shape [4, 10]; GNM's has [4, 17821].");
    assertRefused(
        small().add("skinning_weights", new float[4 * GnmShaped.VERTICES], 4, GnmShaped.VERTICES),
        "The weights of vertex 0 in ");
    assertRefused(
        small().add("expression_basis", new float[12], 2, 2, 3),
        "has the shape [2, 2, 3]; GNM's has [E, 17821, 3].");
    assertRefused(
        small().add("joint_names", List.of("neck", "head", "eye", "eye")),
        "are [neck, head, eye, eye]; GNM's are a root, the head, left_eye and right_eye.");
    assertRefused(
        small().add("joint_names", new float[4], 4),
        "has values of the type '<f4'; texts of at most 256 characters would be right");
    assertRefused(
        small()
            .add("vertex_group_names", List.of("skin"))
            .add("vertex_groups", new float[GnmShaped.VERTICES], 1, GnmShaped.VERTICES),
        "has no vertices in a group 'skin'; GNM's head of version 3 has.");
    assertRefused(small().add("template_joint_positions", new float[12], 4, 3), "The left eye of ");
  }

  /** The arrays of a good file with a single expression, which is quickly written. */
  private static NpzWriter small() {
    return shaped
        .writer(false)
        .add("expression_basis", new float[3 * GnmShaped.VERTICES], 1, GnmShaped.VERTICES, 3);
  }

  private void assertRefused(NpzWriter npz, String sentence) throws IOException {
    assertRefused(npz.write(folder.resolve("y.npz")), sentence);
  }

  private static void assertRefused(Path file, String sentence) {
    assertThatThrownBy(() -> new GnmHead(s -> {}).read(file, GnmIdentity.mean(), LABEL))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining(sentence);
  }
}
