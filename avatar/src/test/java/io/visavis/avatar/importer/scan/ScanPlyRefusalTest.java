package io.visavis.avatar.importer.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.avatar.glb.AvatarRules;
import io.visavis.avatar.importer.ImportException;
import io.visavis.avatar.importer.Label;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanPlyRefusalTest {
  private static final Label LABEL = new Label("anna", "Anna", "hers");
  private static final Similarity AS_IT_IS =
      new Similarity(1, new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, new double[3]);

  @TempDir Path folder;

  @Test
  void shouldSayWhatIsNoScan() throws Exception {
    Path text = folder.resolve("text.ply");
    Files.writeString(text, "not a scan", StandardCharsets.UTF_8);
    assertRefused("is not a PLY file", text);
    assertThatThrownBy(() -> read(folder.resolve("nowhere.ply"), null))
        .isInstanceOf(NoSuchFileException.class);
    assertRefused("has no Gaussians", new HeadScan(AS_IT_IS, 0).write(folder.resolve("0.ply")));
    Path bound = ball(s -> {}).write(folder.resolve("bound.ply"), List.of("binding_0"));
    assertRefused("'import gaussian-avatars' takes it.", bound);
    assertThatThrownBy(
            () ->
                new ScanPly(s -> {})
                    .read(bound, Placement.parse("nobody", null, null, null), LABEL))
        .isInstanceOf(ImportException.class)
        .hasMessage(
            "There is no built-in head 'nobody' to ride on; there are mira, theo, ines and kenji.");
  }

  @Test
  void shouldSayWhatIsWrongWithGaussians() throws Exception {
    assertRefused("Gaussian 7 of ", ball(s -> s.rows().get(7)[1] = Float.NaN));
    assertRefused("Gaussian 7 of ", ball(s -> s.rows().get(7)[8] = 90));
    assertRefused("too transparent to be seen.", ball(s -> s.rows().forEach(r -> r[6] = -20)));
    String one = "lies within 0.00 of its units; 1e-06 to 1e+06 would be right.";
    assertRefused(one, ball(s -> place(s, 0, 0)));
    assertRefused(one, ball(s -> place(s, 0, 5)));
    assertRefused("e-09 of its units", ball(s -> place(s, 1e-8f, 0)));
    assertRefused("e+30 of its units", ball(s -> place(s, 1e31f, 0)));
  }

  @Test
  void shouldSayWhereItIsFlatOrTooFar() throws Exception {
    Path flat = ball(s -> s.rows().forEach(r -> r[1] = 0)).write(folder.resolve("flat.ply"));
    assertThatThrownBy(() -> read(flat, Placement.parse("theo", "y", null, null)))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("hardly any height along the axis that is up; say with --up");
    assertEyesRefused("None of the 2000 Gaussians of ", "lies within 25 cm", "90,0,0 90.06,0,0");
    String units = "look up where its eyes are in its own units.";
    assertEyesRefused("The eyes are 2.00e+30 units of ", units, "1e30,0,0 -1e30,0,0");
    assertEyesRefused("The eyes are 1.00e-30 units of ", units, "0,0,0 0,1e-30,0");
  }

  private void assertEyesRefused(String start, String end, String eyes) throws IOException {
    Path file = ball(s -> {}).write(folder.resolve("ball.ply"));
    assertThatThrownBy(() -> read(file, Placement.parse("theo", null, null, eyes)))
        .isInstanceOf(ImportException.class)
        .hasMessageStartingWith(start)
        .hasMessageContaining(end);
  }

  /** What is no face is laid over somehow, and the avatar keeps the rules. */
  @Test
  void shouldNotStumble() throws Exception {
    assertReads(ball(s -> s.rows().subList(5, 2000).clear()), null);
    assertReads(ball(s -> s.rows().forEach(r -> r[0] = 0)), null);
    assertReads(
        ball(
            s -> {
              for (float[] row : s.rows()) {
                row[0] = 0;
                row[2] = 0;
              }
            }),
        null);
    assertReads(ball(s -> s.rows().subList(0, 40).forEach(r -> r[2] = 3e38f)), null);
    assertReads(ball(s -> s.rows().forEach(r -> r[7] = -80)), null);
    assertReads(ball(s -> s.rows().forEach(r -> r[10] = 0)), null);
    assertReads(ball(s -> s.rows().forEach(r -> r[6] = -3)), null);
  }

  @Test
  void shouldSayWhatIsWrongWithAPlacement() {
    assertRefused("'w' is no axis that could be up; write x, y, z, -x, -y or -z.", "w", null, null);
    assertRefused("could be where the face looks", "y", "--z", null);
    assertRefused("A face does not look along -y where y is up.", "y", "-y", null);
    assertRefused("Both eyes are at the same place", null, null, "1,2,3 1,2,3");
    assertRefused("Both eyes are at the same place", null, null, "1e20,2,3 1e20,2,4");
    assertRefused("the subject's own left eye comes first.", "y", "z", "-1,0,0 1,0,0");
    assertRefused(
        "The line from eye to eye is along -y, which is neither", "-y", null, "0,1,0 0,0,0.1");
    assertRefused("The line from eye to eye is along z", null, "z", "0,0,1 0,0,0.1");
    assertThat(Placement.parse("mira", "+y", "z", "1,0,0 -1,0,0").eyes()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1,2,3",
        "1,2 3,4",
        "1,2,3 4,5,x",
        "1,2,3 4,5,NaN",
        "1,2,3 4,5,1e300",
        "1,2,3 4,5,6 7,8,9",
        "1,2,3,4 5,6,7,8",
        "1, 2, 3 4, 5, 6"
      })
  void shouldSayWhatIsNoPairOfEyes(String eyes) {
    assertRefused("is not where two eyes are; write six numbers", null, null, eyes);
  }

  private void assertReads(HeadScan scan, @Nullable String eyes) throws IOException {
    Path file = scan.write(folder.resolve("odd.ply"));
    var avatar = new ScanPly(s -> {}).read(file, Placement.parse("theo", null, null, eyes), LABEL);
    assertThat(AvatarRules.firstFault(avatar)).isEmpty();
  }

  private void assertRefused(String sentence, HeadScan scan) throws IOException {
    assertRefused(sentence, scan.write(folder.resolve("bad.ply")));
  }

  private static void assertRefused(String sentence, Path file) {
    assertThatThrownBy(() -> read(file, null))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining(sentence);
  }

  private static void assertRefused(
      String sentence, @Nullable String up, @Nullable String facing, @Nullable String eyes) {
    assertThatThrownBy(() -> Placement.parse("mira", up, facing, eyes))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining(sentence);
  }

  private static void read(Path file, @Nullable Placement placement) throws IOException {
    new ScanPly(s -> {})
        .read(
            file, placement == null ? Placement.parse("theo", null, null, null) : placement, LABEL);
  }

  /** As large as a head. */
  private static HeadScan ball(Consumer<HeadScan> change) {
    SplittableRandom random = new SplittableRandom(1);
    HeadScan scan = new HeadScan(AS_IT_IS, 0);
    for (int i = 0; i < 2000; i++) {
      double[] d = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      scan.row(Vector.times(Vector.unit(d), 0.1), 0.9);
    }
    change.accept(scan);
    return scan;
  }

  /** Every Gaussian where the number of its row takes it, and every second somewhere else. */
  private static void place(HeadScan scan, float step, float second) {
    for (int i = 0; i < scan.rows().size(); i++) {
      for (int c = 0; c < 3; c++) {
        scan.rows().get(i)[c] =
            step * i / scan.rows().size() + (i % 2 == 0 && i < 900 ? second : 0);
      }
    }
  }
}
