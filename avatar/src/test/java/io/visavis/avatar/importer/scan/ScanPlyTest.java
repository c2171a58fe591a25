package io.visavis.avatar.importer.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.builtin.BuiltInHeads;
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
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Theo as a scan that is turned, 3.7 times as large, upside down and far away. */
class ScanPlyTest {
  /** Metres: a scan of a head comes back to that head within that. */
  private static final double BACK = 0.001;

  private static final Label LABEL = new Label("anna", "Anna", "hers");
  private static final double[] UPSIDE_DOWN = {1, 0, 0, 0, -1, 0, 0, 0, -1};
  private static final Similarity AWAY =
      new Similarity(
          3.7,
          HeadScan.product(HeadScan.turn(new double[] {1, 2, -0.5}, 0.25), UPSIDE_DOWN, 3),
          new double[] {1.5, -20, 7});

  @TempDir static Path shared;
  @TempDir Path folder;
  private static Avatar theo;
  private static HeadScan scan;
  private static Path file;
  private static String eyes;

  @BeforeAll
  static void writeAScan() throws IOException {
    theo = BuiltInHeads.build("theo");
    scan = HeadScan.of(theo, AWAY, 0);
    file = scan.write(shared.resolve("theo.ply"));
    double[][] pupils = new HeadSurface(theo.mesh()).pupils();
    eyes = scan.text(pupils[0]) + " " + scan.text(pupils[1]);
  }

  @Test
  void shouldBringAHeadBackByItself() throws Exception {
    List<String> log = new ArrayList<>();
    Avatar avatar = new ScanPly(log::add).read(file, onTheo(null), LABEL);
    assertIsTheo(avatar);
    assertThat(log).hasSize(4);
    assertThat(log.get(0)).contains("theo.ply: up is (-0.07, -0.99, -0.10), it faces (-0.21, ");
    assertThat(log.get(0)).contains("one of its units is 270.");
    assertThat(log.get(1)).isEqualTo("Its face lies 0.2 mm from theo's in the mean.");
    assertThat(log.get(2)).isEqualTo(scan.rows().size() + " Gaussians ride on the mesh.");
    assertThat(log.get(3)).startsWith("The mouth cannot open and the eyes cannot blink");
    assertThat(avatar.title()).isEqualTo("Anna");
    assertThat(avatar.space()).isEqualTo(MotionSpace.ARKIT);
  }

  @Test
  void shouldBringAHeadBackByItsEyes() throws Exception {
    assertIsTheo(new ScanPly(s -> {}).read(file, onTheo(eyes), LABEL));
    Placement told = Placement.parse("theo", "-y", "-z", eyes);
    assertIsTheo(new ScanPly(s -> {}).read(file, told, LABEL));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, 0, 1, 0, 0, 0, 1",
    "0, 0, 1, 1, 0, 0, 0, 1, 0",
    "0, 1, 0, -1, 0, 0, 0, 0, 1"
  })
  void shouldFindWhichWayUpItIs(
      double a, double b, double c, double d, double e, double f, double g, double h, double i)
      throws Exception {
    double[] axes = {a, b, c, d, e, f, g, h, i};
    double[] turned = HeadScan.product(HeadScan.turn(new double[] {1, -1, 1}, 0.3), axes, 3);
    HeadScan other = HeadScan.of(theo, new Similarity(0.02, turned, new double[] {0, 0.5, 3}), 0);
    Path ply = other.write(folder.resolve("other.ply"));
    assertIsTheo(new ScanPly(s -> {}).read(ply, onTheo(null), LABEL));
  }

  @Test
  void shouldRideOnAnotherHead() throws Exception {
    List<String> log = new ArrayList<>();
    Placement onMira = Placement.parse("mira", null, null, null);
    Avatar avatar = new ScanPly(log::add).read(file, onMira, LABEL);
    assertThat(log).noneMatch(s -> s.contains("poor"));
    assertThat(avatar.mesh().vertices()).isEqualTo(BuiltInHeads.build("mira").mesh().vertices());
    CloudPoser home = rest(theo);
    CloudPoser now = rest(avatar);
    for (int i = 0; i < avatar.gaussians().size(); i++) {
      assertThat(apart(home, scan.source().get(i), now, i)).isLessThan(0.006);
    }
    Path glb = folder.resolve("anna.glb");
    GlbWriter.write(avatar, glb);
    assertThat(GlbReader.read(glb).gaussians().factor()).isDeepEqualTo(avatar.gaussians().factor());
  }

  @Test
  void shouldTurnWithTheHead() throws Exception {
    Avatar avatar = new ScanPly(s -> {}).read(file, onTheo(eyes), LABEL);
    CloudPoser rest = rest(avatar);
    CloudPoser turned = new CloudPoser(avatar);
    float[] motion = new float[MotionSpace.ARKIT.size()];
    motion[ArkitChannel.HEAD_YAW.ordinal()] = 0.4f;
    motion[ArkitChannel.EYE_LOOK_OUT_LEFT.ordinal()] = 1;
    motion[ArkitChannel.EYE_BLINK_LEFT.ordinal()] = 1;
    turned.pose(motion, new float[0]);
    double[] neck = new double[12];
    System.arraycopy(turned.joints(), 12 * Joint.NECK.ordinal(), neck, 0, 12);
    double[] before = new double[3];
    double[] after = new double[3];
    int carried = 0;
    for (int i = 0; i < avatar.gaussians().size(); i++) {
      rest.mean(i, before);
      // Below is the neck, which bends.
      if (before[1] < -0.07) {
        continue;
      }
      turned.mean(i, after);
      for (int r = 0; r < 3; r++) {
        double expected = neck[4 * r + 3];
        for (int c = 0; c < 3; c++) {
          expected += neck[4 * r + c] * before[c];
        }
        assertThat(after[r]).isCloseTo(expected, within(1e-5));
      }
      carried++;
    }
    assertThat(carried).isGreaterThan(18_000);
  }

  @Test
  void shouldNotTearTheLips() throws Exception {
    Avatar avatar = new ScanPly(s -> {}).read(file, onTheo(eyes), LABEL);
    List<Integer> upper = lip(avatar, 1);
    List<Integer> lower = lip(avatar, -1);
    assertThat(upper).hasSizeGreaterThan(15);
    assertThat(lower).hasSizeGreaterThan(15);
    CloudPoser rest = rest(avatar);
    CloudPoser posed = new CloudPoser(avatar);
    for (ArkitChannel channel : ArkitChannel.values()) {
      if (channel.ordinal() < ArkitChannel.COEFFICIENTS) {
        float[] motion = new float[MotionSpace.ARKIT.size()];
        motion[channel.ordinal()] = 1;
        posed.pose(motion, new float[0]);
        for (int i : upper) {
          int k =
              lower.stream()
                  .min(Comparator.comparingDouble(j -> apart(rest, i, rest, j)))
                  .orElseThrow();
          assertThat(apart(posed, i, posed, k) - apart(rest, i, rest, k))
              .as(channel.channelName())
              .isLessThan(0.0015);
        }
      }
    }
  }

  @Test
  void shouldTurnHarmonicsIntoTheHead() throws Exception {
    HeadScan three = HeadScan.of(theo, AWAY, 3);
    Path ply = three.write(folder.resolve("three.ply"));
    Avatar avatar = new ScanPly(s -> {}).read(ply, onTheo(eyes), LABEL);
    assertThat(avatar.gaussians().harmonics().degree()).isEqualTo(3);
    assertThat(avatar.gaussians().harmonics().turnsWithHead()).isTrue();
    // Degree 1 is a vector, -k2 x - k0 y + k1 z, and turns as one.
    float[][] now = avatar.gaussians().harmonics().coefficients();
    for (int i = 0; i < avatar.gaussians().size(); i += 371) {
      float[] row = three.rows().get(i);
      double[] was = {
        -row[HeadScan.COLUMNS + 2], -row[HeadScan.COLUMNS], row[HeadScan.COLUMNS + 1]
      };
      double[] expected = new Similarity(1, AWAY.rotation(), new double[3]).undo(was);
      assertThat(-now[2][i]).isCloseTo((float) expected[0], within(1e-3f));
      assertThat(-now[0][i]).isCloseTo((float) expected[1], within(1e-3f));
      assertThat(now[1][i]).isCloseTo((float) expected[2], within(1e-3f));
    }
  }

  @Test
  void shouldLeaveOutBackgroundAndMist() throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    HeadScan more = HeadScan.of(theo, AWAY, 0);
    for (int i = 0; i < 2000; i++) {
      more.row(new double[] {random.nextDouble(-2, 2), random.nextDouble(-2, 2), -1}, 0.9);
    }
    for (int i = 0; i < 70; i++) {
      more.row(new double[] {0, 0.1, 0.2}, 0.002);
    }
    float[] huge = more.row(new double[] {0, 0, 0.1}, 0.9);
    huge[8] = 2;
    List<String> log = new ArrayList<>();
    Path ply = more.write(folder.resolve("room.ply"));
    Avatar avatar = new ScanPly(log::add).read(ply, onTheo(null), LABEL);
    assertIsTheo(avatar);
    assertThat(log)
        .contains(
            "2001 of %d Gaussians are farther than 25 cm from the head, or larger: they are left out as background."
                .formatted(more.rows().size()),
            "70 of %d Gaussians are too transparent to be seen and left out."
                .formatted(more.rows().size()));
  }

  @Test
  void shouldFindTheHeadOfHalfAPersonAndOfAMask() throws Exception {
    SplittableRandom random = new SplittableRandom(2);
    HeadScan body = HeadScan.of(theo, AWAY, 0);
    for (int i = 0; i < 8000; i++) {
      double angle = random.nextDouble(6.3);
      double y = -0.22 - random.nextDouble(0.4);
      body.row(new double[] {0.19 * Math.cos(angle), y, 0.12 * Math.sin(angle) - 0.03}, 0.9);
    }
    Path ply = body.write(folder.resolve("body.ply"));
    assertIsTheo(new ScanPly(s -> {}).read(ply, onTheo(null), LABEL));
    HeadScan mask = HeadScan.of(theo, AWAY, 0);
    mask.rows()
        .removeIf(
            row -> {
              double[] p = AWAY.undo(new double[] {row[0], row[1], row[2]});
              return p[1] < -0.12 || p[2] < 0.02;
            });
    List<String> log = new ArrayList<>();
    new ScanPly(log::add).read(mask.write(folder.resolve("mask.ply")), onTheo(null), LABEL);
    assertThat(log.get(0)).contains("up is (-0.07, -0.99, -0.10)", "one of its units is 270.");
  }

  @Test
  void shouldSayThatItIsNoFace() throws Exception {
    SplittableRandom random = new SplittableRandom(3);
    HeadScan cube = new HeadScan(AWAY, 0);
    for (int i = 0; i < 5000; i++) {
      cube.row(new double[] {random.nextDouble(), random.nextDouble(), random.nextDouble()}, 0.9);
    }
    Path ply = cube.write(folder.resolve("cube.ply"));
    List<String> log = new ArrayList<>();
    new ScanPly(log::add).read(ply, onTheo(null), LABEL);
    assertThat(log.get(2)).startsWith("That is poor: ").contains("with --eyes");
  }

  private static Placement onTheo(@Nullable String eyes) {
    return Placement.parse("theo", null, null, eyes);
  }

  private static CloudPoser rest(Avatar avatar) {
    CloudPoser poser = new CloudPoser(avatar);
    poser.rest();
    return poser;
  }

  private static double apart(CloudPoser a, int i, CloudPoser b, int k) {
    double[] p = new double[3];
    double[] q = new double[3];
    a.mean(i, p);
    b.mean(k, q);
    return Vector.length(Vector.minus(p, q));
  }

  /** The scan's first Gaussians are where Theo's are, as large, and of the same colour. */
  private static void assertIsTheo(Avatar avatar) {
    CloudPoser home = rest(theo);
    CloudPoser now = rest(avatar);
    double[] a = new double[9];
    double[] b = new double[9];
    assertThat(avatar.gaussians().size()).isGreaterThanOrEqualTo(scan.rows().size());
    for (int i = 0; i < scan.rows().size(); i++) {
      int from = scan.source().get(i);
      assertThat(apart(home, from, now, i)).as("Gaussian %d", from).isLessThan(BACK);
      home.factor(from, a);
      now.factor(i, b);
      double size = 0;
      double error = 0;
      for (int k = 0; k < 9; k++) {
        double was = 0;
        double is = 0;
        for (int c = 0; c < 3; c++) {
          was += a[k / 3 * 3 + c] * a[k % 3 * 3 + c];
          is += b[k / 3 * 3 + c] * b[k % 3 * 3 + c];
        }
        size += was * was;
        error += (was - is) * (was - is);
      }
      assertThat(error).as("covariance of %d", from).isLessThan(0.01 * 0.01 * size);
      assertThat(avatar.gaussians().opacity()[i])
          .isCloseTo(theo.gaussians().opacity()[from], within(1e-5f));
      for (int c = 0; c < 3; c++) {
        assertThat(avatar.gaussians().colour()[c][i])
            .isCloseTo(theo.gaussians().colour()[c][from], within(1e-5f));
      }
    }
  }

  /** Gaussians within 2 mm of where the lips touch, on one side of it. */
  private static List<Integer> lip(Avatar avatar, int side) {
    int[] mouth =
        Seam.openings(theo.mesh()).stream()
            .filter(loop -> loop.length == 72 && theo.mesh().vertices()[3 * loop[0] + 2] > 0.05)
            .findFirst()
            .orElseThrow();
    CloudPoser rest = rest(avatar);
    double[] p = new double[3];
    List<Integer> out = new ArrayList<>();
    for (int i = 0; i < avatar.gaussians().size(); i++) {
      rest.mean(i, p);
      double y = 0;
      double near = Double.POSITIVE_INFINITY;
      for (int v : mouth) {
        double away = Math.abs(theo.mesh().vertices()[3 * v] - p[0]);
        if (away < near) {
          near = away;
          y = theo.mesh().vertices()[3 * v + 1];
        }
      }
      if (Math.abs(p[0]) < 0.02
          && p[2] > 0.07
          && side * (p[1] - y) > 0
          && Math.abs(p[1] - y) < 0.002) {
        out.add(i);
      }
    }
    return out;
  }
}
