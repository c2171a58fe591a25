package io.visavis.avatar.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.flame.FlameModel;
import io.visavis.avatar.flame.FlameShaped;
import io.visavis.avatar.flame.FlameTeeth;
import io.visavis.avatar.glb.GlbReader;
import io.visavis.avatar.glb.GlbWriter;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.numpy.NpzFile;
import io.visavis.avatar.numpy.NpzWriter;
import io.visavis.avatar.rig.CloudPoser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders in GaussianAvatars' layout at full size: 5,143 vertices, 100,000 Gaussians. */
class GaussianAvatarsTest {
  private static final int GAUSSIANS = 100_000;
  private static final Label LABEL = new Label("anna", "Anna", "hers");
  private static final String PLY = "point_cloud.ply";
  private static final String NPZ = "flame_param.npz";

  @TempDir static Path shared;
  @TempDir Path folder;
  private static FlameModel model;
  private static Path flame;
  private static Path trained;
  private static float[][] rows;

  @BeforeAll
  static void writeWhatATrainingLeaves() throws IOException {
    FlameShaped head = new FlameShaped();
    model = head.model();
    flame = TrainedFolder.flame(model, shared.resolve("flame.npz"));
    trained = shared.resolve("306");
    rows = TrainedFolder.write(trained, head, GAUSSIANS, 1);
  }

  @Test
  void shouldPutEveryGaussianWhereTheFormulasDo() throws Exception {
    List<String> log = new ArrayList<>();
    Avatar avatar = new GaussianAvatars(log::add).read(trained, flame, LABEL);
    assertThat(log).hasSize(4);
    assertThat(log.get(2)).contains("100000 Gaussians, harmonics of degree 3");
    assertThat(avatar.space()).isEqualTo(MotionSpace.FLAME);
    assertThat(avatar.mesh().vertexCount()).isEqualTo(5143);
    assertThat(avatar.mesh().triangleCount()).isEqualTo(10144);

    float[] motion = motion(3);
    CloudPoser poser = new CloudPoser(avatar);
    poser.pose(motion, new float[0]);
    PlainGaussianAvatars plain = plain();
    double[][] vertices = plain.vertices(motion);
    double[] mean = new double[3];
    double[] factor = new double[9];
    for (int i = 0; i < GAUSSIANS; i++) {
      PlainGaussianAvatars.Frame frame = plain.frame(vertices, (int) rows[i][62]);
      poser.mean(i, mean);
      poser.factor(i, factor);
      double[][] covariance = covariance(frame, rows[i]);
      for (int r = 0; r < 3; r++) {
        double expected = frame.centre()[r];
        for (int c = 0; c < 3; c++) {
          expected += frame.scale() * frame.rotation()[r][c] * rows[i][c];
        }
        // Metres: a hundredth of a millimetre.
        assertThat(mean[r]).as("mean of %d", i).isCloseTo(expected, within(1e-5));
        for (int c = 0; c < 3; c++) {
          double got = 0;
          for (int k = 0; k < 3; k++) {
            got += factor[3 * r + k] * factor[3 * c + k];
          }
          double size = covariance[0][0] + covariance[1][1] + covariance[2][2];
          assertThat(got)
              .as("covariance of %d", i)
              .isCloseTo(covariance[r][c], within(1e-4 * size));
        }
      }
    }
  }

  @Test
  void shouldKeepColoursAndOpacities() throws Exception {
    Avatar avatar = new GaussianAvatars(s -> {}).read(trained, flame, LABEL);
    for (int i = 0; i < GAUSSIANS; i += 997) {
      assertThat(avatar.gaussians().opacity()[i])
          .isCloseTo((float) (1 / (1 + Math.exp(-rows[i][54]))), within(1e-6f));
      for (int c = 0; c < 3; c++) {
        assertThat(avatar.gaussians().colour()[c][i])
            .isCloseTo((float) (0.5 + 0.28209479177387814 * rows[i][6 + c]), within(1e-6f));
        for (int k = 0; k < 15; k++) {
          assertThat(avatar.gaussians().harmonics().coefficients()[15 * c + k][i])
              .isEqualTo(rows[i][9 + 15 * c + k]);
        }
      }
    }
    assertThat(avatar.gaussians().harmonics().turnsWithHead()).isFalse();
  }

  @Test
  void shouldBeTheSameAfterItWasWritten() throws Exception {
    Avatar avatar = new GaussianAvatars(s -> {}).read(trained, flame, LABEL);
    Path file = folder.resolve("anna.glb");
    GlbWriter.write(avatar, file);
    Avatar read = GlbReader.read(file);
    assertThat(read.title()).isEqualTo("Anna");
    assertThat(read.gaussians().factor()).isDeepEqualTo(avatar.gaussians().factor());
    assertThat(read.mesh().poseCorrectives()).isEqualTo(avatar.mesh().poseCorrectives());
    assertThat(read.mesh().morphs()).hasSize(50);
  }

  @Test
  void shouldTakeTheLastIterationOfATraining() throws Exception {
    for (String iteration : List.of("iteration_9000", "iteration_30000", "iteration_x")) {
      Path there = folder.resolve("point_cloud").resolve(iteration);
      Files.createDirectories(there);
      Files.copy(trained.resolve(NPZ), there.resolve(NPZ));
      int kept = iteration.endsWith("30000") ? 7 : 5;
      TrainedFolder.ply(there.resolve(PLY), Arrays.copyOf(rows, kept));
    }
    Avatar avatar = new GaussianAvatars(s -> {}).read(folder, flame, LABEL);
    assertThat(avatar.gaussians().size()).isEqualTo(7);
  }

  @Test
  void shouldTakeAHeadWithoutOffsetsOrOnesWithoutTeeth() throws Exception {
    TrainedFolder.ply(folder.resolve(PLY), Arrays.copyOf(rows, 3));
    new NpzWriter().add("shape", new float[100], 100).write(folder.resolve(NPZ));
    Avatar plain = new GaussianAvatars(s -> {}).read(folder, flame, LABEL);
    assertThat(plain.mesh().vertices()).startsWith(model.template());
    float[] offset = new float[3 * 5023];
    offset[4] = 0.01f;
    new NpzWriter()
        .add("shape", new float[100], 100)
        .add("static_offset", offset, 5023, 3)
        .write(folder.resolve(NPZ));
    Avatar moved = new GaussianAvatars(s -> {}).read(folder, flame, LABEL);
    assertThat(moved.mesh().vertices()[4])
        .isCloseTo(plain.mesh().vertices()[4] + 0.01f, within(1e-6f));
    assertThat(moved.mesh().vertices()[3]).isEqualTo(plain.mesh().vertices()[3]);
  }

  @Test
  void shouldSayWhatIsMissing() throws Exception {
    assertRefused("There is no folder", folder.resolve("nowhere"), flame);
    assertRefused("There is no point_cloud.ply in", folder, flame);
    TrainedFolder.ply(folder.resolve(PLY), Arrays.copyOf(rows, 3));
    assertRefused("There is no flame_param.npz beside", folder, flame);
    Files.copy(trained.resolve(NPZ), folder.resolve(NPZ));
    assertRefused("is not a pickle of Python", folder, folder.resolve(PLY));
    assertRefused("has no array 'v_template'", folder, folder.resolve(NPZ));
  }

  @Test
  void shouldSayWhatIsWrongWithAGaussian() throws Exception {
    Files.copy(trained.resolve(NPZ), folder.resolve(NPZ));
    assertRefused(
        "Gaussian 1 of", " is bound to triangle 10144.0; FLAME with teeth has 10144.", 62, 10144);
    assertRefused("Gaussian 1 of", " is bound to triangle 2.5; ", 62, 2.5f);
    assertRefused("Gaussian 1 of", " is bound to triangle -1.0; ", 62, -1);
    assertRefused("Gaussian 1 of", " has y = NaN; remove it, or train again.", 1, Float.NaN);
    assertRefused("Gaussian 1 of", " has opacity = Infinity; ", 54, Float.POSITIVE_INFINITY);
    assertRefused("Gaussian 1 of", " is as large as exp(90.0); ", 56, 90);
  }

  @Test
  void shouldSayWhatIsWrongWithTheHead() throws Exception {
    TrainedFolder.ply(folder.resolve(PLY), Arrays.copyOf(rows, 3));
    new NpzWriter().add("shape", new float[] {Float.NaN}, 1).write(folder.resolve(NPZ));
    assertRefused("'shape' of ", folder, flame);
    new NpzWriter()
        .add("shape", new float[300], 300)
        .add("static_offset", new float[30], 10, 3)
        .write(folder.resolve(NPZ));
    assertRefused("has the shape [10, 3]; [5023, 3] or [5143, 3] would be right.", folder, flame);
  }

  @Test
  void shouldSayWhatIsWrongWithFlame() throws Exception {
    Path other = folder.resolve("other.npz");
    FlameModel m = model;
    float[] small = Arrays.copyOf(m.template(), 30);
    TrainedFolder.flame(m, other);
    new NpzWriter().add("v_template", small, 10, 3).write(other);
    assertRefused("has the shape [10, 3]; FLAME's has [5023, 3].", trained, other);
    int[] faces = m.triangles().clone();
    faces[5] = 5023;
    new NpzWriter()
        .add("v_template", m.template(), 5023, 3)
        .add("f", faces, 9976, 3)
        .add("posedirs", m.poses(), 5023, 3, 36)
        .add("J_regressor", m.regressor(), 5, 5023)
        .add("weights", m.weights(), 5023, 5)
        .add("kintree_table", new int[] {-1, 0, 1, 2, 1, 0, 1, 2, 3, 4}, 2, 5)
        .add("shapedirs", m.shapes(), 5023, 3, 400)
        .write(other);
    assertRefused("hangs joint 3 on joint 2.0; FLAME's hangs it on 1.", trained, other);
  }

  private void assertRefused(String start, String end, int column, float value) throws IOException {
    float[][] bad = {rows[0], rows[1].clone(), rows[2]};
    bad[1][column] = value;
    TrainedFolder.ply(folder.resolve(PLY), bad);
    assertThatThrownBy(() -> new GaussianAvatars(s -> {}).read(folder, flame, LABEL))
        .isInstanceOf(ImportException.class)
        .hasMessageStartingWith(start)
        .hasMessageContaining(end);
  }

  private static void assertRefused(String sentence, Path folder, Path flame) {
    assertThatThrownBy(() -> new GaussianAvatars(s -> {}).read(folder, flame, LABEL))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining(sentence);
  }

  private static PlainGaussianAvatars plain() throws IOException {
    try (NpzFile npz = new NpzFile(trained.resolve(NPZ))) {
      return new PlainGaussianAvatars(
          FlameTeeth.added(model),
          npz.array("shape", 300).values(),
          npz.array("static_offset", 20_000).values());
    }
  }

  private static double[][] covariance(PlainGaussianAvatars.Frame frame, float[] row) {
    double norm = 0;
    for (int k = 58; k < 62; k++) {
      norm += row[k] * row[k];
    }
    double w = row[58] / Math.sqrt(norm);
    double x = row[59] / Math.sqrt(norm);
    double y = row[60] / Math.sqrt(norm);
    double z = row[61] / Math.sqrt(norm);
    double[][] q = {
      {w * w + x * x - y * y - z * z, 2 * (x * y - w * z), 2 * (x * z + w * y)},
      {2 * (x * y + w * z), w * w - x * x + y * y - z * z, 2 * (y * z - w * x)},
      {2 * (x * z - w * y), 2 * (y * z + w * x), w * w - x * x - y * y + z * z}
    };
    double[][] turned = PlainGaussianAvatars.product(frame.rotation(), q);
    double[][] out = new double[3][3];
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        for (int k = 0; k < 3; k++) {
          double s = frame.scale() * Math.exp(row[55 + k]);
          out[r][c] += turned[r][k] * turned[c][k] * s * s;
        }
      }
    }
    return out;
  }

  private static float[] motion(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] motion = new float[MotionSpace.FLAME.size()];
    for (int i = 0; i < motion.length; i++) {
      motion[i] = (float) random.nextDouble(-1, 1) * (i < 50 ? 1 : 0.3f);
    }
    return motion;
  }
}
