package io.visavis.avatar.importer.flame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.flame.FlameModel;
import io.visavis.avatar.flame.FlameShaped;
import io.visavis.avatar.glb.GlbReader;
import io.visavis.avatar.glb.GlbWriter;
import io.visavis.avatar.importer.ImportException;
import io.visavis.avatar.importer.Label;
import io.visavis.avatar.importer.TrainedFolder;
import io.visavis.avatar.importer.paint.Painted;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.numpy.NpzWriter;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.MeshPoser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FLAME files at full size, without Gaussians. */
class FlameFaceTest {
  private static final Label LABEL = new Label("anna", "Anna", "hers");
  private static final List<String> LOG = new ArrayList<>();

  @TempDir static Path shared;
  @TempDir Path folder;
  private static FlameModel model;
  private static Path flame;
  private static Avatar avatar;

  @BeforeAll
  static void importTheMeanFace() throws IOException {
    model = new FlameShaped().model();
    flame = TrainedFolder.flame(model, shared.resolve("flame.npz"));
    avatar = new FlameFace(LOG::add).read(flame, new float[0], LABEL);
  }

  @Test
  void shouldPaintAFace() {
    new Painted(avatar).shouldLookLikeAFace();
    assertThat(avatar.space()).isEqualTo(MotionSpace.FLAME);
    assertThat(avatar.isMovedBy(MotionSpace.ARKIT)).isTrue();
    assertThat(avatar.mesh().landmarks()).hasSize(HeadMesh.LANDMARKS);
    assertThat(LOG).hasSize(4);
    assertThat(LOG.get(2)).isEqualTo("Painted with %d Gaussians.", avatar.gaussians().size());
  }

  @Test
  void shouldBeTheSameAfterItWasWritten() throws Exception {
    Path file = folder.resolve("anna.glb");
    GlbWriter.write(avatar, file);
    Avatar read = GlbReader.read(file);
    assertThat(read.gaussians().colour()).isDeepEqualTo(avatar.gaussians().colour());
    assertThat(read.mesh().poseCorrectives()).isEqualTo(avatar.mesh().poseCorrectives());
  }

  @Test
  void shouldCloseTheMouthBehindOpenLips() {
    HeadMesh mesh = avatar.mesh();
    float[] motion = new float[MotionSpace.FLAME.size()];
    motion[50] = 0.3f;
    double[] open = new double[mesh.vertices().length];
    new MeshPoser(mesh, MotionSpace.FLAME).pose(motion, open);
    double upper = open[3 * mesh.landmarks()[62] + 1];
    double lower = open[3 * mesh.landmarks()[66] + 1];
    assertThat(upper - lower).as("the mouth is open").isGreaterThan(0.008);
    // Beyond those of FLAME and its teeth come the vertices of the inside of the mouth.
    double[] heights =
        IntStream.range(5143, mesh.vertexCount()).mapToDouble(v -> open[3 * v + 1]).toArray();
    assertThat(Arrays.stream(heights).max().orElseThrow()).isGreaterThan(upper);
    assertThat(Arrays.stream(heights).min().orElseThrow()).isLessThan(lower);
  }

  @Test
  void shouldTakeAPersonsShape() throws Exception {
    float[] shape = FlameShape.parse("2.5, -1");
    assertThat(shape).containsExactly(2.5f, -1);
    Avatar person = new FlameFace(s -> {}).read(flame, shape, LABEL);
    int all = model.shapeCount();
    int nose = 3 * avatar.mesh().landmarks()[30] + 2;
    float moved = 2.5f * model.shapes()[nose * all] - model.shapes()[nose * all + 1];
    assertThat(person.mesh().vertices()[nose])
        .isCloseTo(avatar.mesh().vertices()[nose] + moved, within(1e-6f));
    Path npz = new NpzWriter().add("shape", shape, 1, 2).write(folder.resolve("s.npz"));
    assertThat(FlameShape.parse(npz.toString())).containsExactly(2.5f, -1);
  }

  @Test
  void shouldSayWhatIsWrongWithAShape() throws Exception {
    assertNoShape("1,two", "'two' is no shape of FLAME; write numbers such as 0.5,-1.2");
    assertNoShape("", "'' is no shape of FLAME");
    assertNoShape("1,NaN", "The shape has the value NaN; FLAME's are between -10 and 10");
    assertNoShape("1e9", "The shape has the value 1.0E9; ");
    String many = IntStream.range(0, 301).mapToObj(i -> "0").collect(Collectors.joining(","));
    assertNoShape(many, "The shape has 301 numbers; FLAME takes 300 at most.");
    assertNoShape(folder.resolve("no.npz").toString(), "There is no file ");
    Path npz = new NpzWriter().add("pose", new float[3], 3).write(folder.resolve("p.npz"));
    assertNoShape(npz.toString(), "has no array 'shape'; it has pose.");
    new NpzWriter().add("shape", new float[400], 400).write(npz);
    assertNoShape(npz.toString(), "more than 300 values.");
    new NpzWriter().add("shape", new float[] {Float.NaN}, 1).write(npz);
    assertNoShape(npz.toString(), "has the value NaN; ");
    Files.write(npz, new byte[] {'P', 'K', 3, 4, 0});
    assertNoShape(npz.toString(), "is not an npz file, or is cut short.");
  }

  @Test
  void shouldSayWhatIsWrongWithFlame() throws Exception {
    byte[] all = Files.readAllBytes(flame);
    Path cut = Files.write(folder.resolve("cut.npz"), Arrays.copyOf(all, all.length / 2));
    assertRefused(cut, "is not an npz file, or is cut short.");
    float[] bad = model.template().clone();
    bad[77] = Float.NaN;
    Path nan =
        TrainedFolder.flame(
            new FlameModel(
                bad,
                model.triangles(),
                model.shapes(),
                model.poses(),
                model.regressor(),
                model.weights()),
            folder.resolve("nan.npz"));
    assertRefused(nan, "'v_template' of " + nan + " has values that are no numbers.");
    Path text = Files.writeString(folder.resolve("flame.pkl"), "no pickle");
    assertRefused(text, "is not a pickle of Python");
  }

  private static void assertNoShape(String text, String sentence) {
    assertThatThrownBy(() -> FlameShape.parse(text))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining(sentence);
  }

  private static void assertRefused(Path file, String sentence) {
    assertThatThrownBy(() -> new FlameFace(s -> {}).read(file, new float[0], LABEL))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining(sentence);
  }
}
