package io.visavis.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.flame.FlameShaped;
import io.visavis.avatar.glb.GlbReader;
import io.visavis.avatar.importer.TrainedFolder;
import io.visavis.avatar.importer.gnm.GnmShaped;
import io.visavis.avatar.importer.ict.IctShaped;
import io.visavis.avatar.importer.lam.LamFile;
import io.visavis.avatar.importer.lam.LamShaped;
import io.visavis.avatar.motion.MotionSpace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who brings a head. */
class AvatarImportTest {
  private static final int GAUSSIANS = 12_000;
  private static final String OUT = "--out";

  @TempDir static Path shared;
  @TempDir Path folder;
  private static String imported = "";
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void writeWhatATrainingLeaves() throws IOException {
    FlameShaped head = new FlameShaped();
    TrainedFolder.flame(head.model(), shared.resolve("flame.npz"));
    TrainedFolder.write(shared.resolve("306"), head, GAUSSIANS, 1);
    StringWriter said = new StringWriter();
    PrintWriter printer = new PrintWriter(said, true);
    String[] out = {OUT, shared.resolve("Anna B.glb").toString(), "--licence", "hers"};
    assertThat(Main.run(printer, printer, with(command(), out))).as(said.toString()).isZero();
    imported = said.toString();
  }

  @Test
  void shouldImportAHeadThatGaussianAvatarsTrained() throws Exception {
    Path file = shared.resolve("Anna B.glb");
    assertThat(imported)
        .contains("flame.npz: FLAME with 400 shapes.")
        .contains("a head of 5143 vertices and 10144 triangles.")
        .contains("12000 Gaussians, harmonics of degree 3.")
        .containsPattern("Motion of arkit moves it too: landmarks are off by 0\\.\\d %")
        .contains("Wrote " + file)
        .contains("Anna B.glb.png: look at it.")
        .contains("give it a name that a server takes, such as anna-b.glb.");
    Avatar avatar = GlbReader.read(file);
    assertThat(avatar.name()).isEqualTo("anna-b");
    assertThat(avatar.title()).isEqualTo("Anna B");
    assertThat(avatar.licence()).isEqualTo("hers");
    assertThat(avatar.gaussians().size()).isEqualTo(GAUSSIANS);
    BufferedImage picture = ImageIO.read(shared.resolve("Anna B.glb.png").toFile());
    int background = picture.getRGB(2, 2);
    int face = 0;
    for (int i = 0; i < 512 * 512; i++) {
      face += picture.getRGB(i % 512, i / 512) != background ? 1 : 0;
    }
    assertThat(face).as("pixels of the face").isGreaterThan(20_000);
  }

  @Test
  void shouldShowItsFaceByMotionOfEitherSpace() throws Exception {
    for (String motion : List.of("", "jawOpen=0.8", "jawX=0.25", "eyeBlinkLeft=1,headYaw=0.3")) {
      String[] render = {"avatar", "render", "--avatar", anna(), "--motion-set", motion};
      assertThat(run(with(render, OUT, file("p" + motion.hashCode() + ".png"))))
          .as(err.toString())
          .isZero();
    }
    byte[] rest = Files.readAllBytes(folder.resolve("p" + "".hashCode() + ".png"));
    byte[] open = Files.readAllBytes(folder.resolve("p" + "jawOpen=0.8".hashCode() + ".png"));
    assertThat(open).isNotEqualTo(rest);
    assertThat(run("avatar", "sheet", anna(), "--cell", "64", OUT, file("s.png")))
        .as(err.toString())
        .isZero();
    assertThat(run("avatar", "show", anna())).isZero();
    assertThat(out.toString())
        .contains("retargeted      from arkit")
        .contains("landmarks       68");
  }

  @Test
  void shouldImportAHeadOfLam() throws Exception {
    LamFile.write(new LamShaped(), folder.resolve("lam.zip"));
    String[] lam = {"avatar", "import", "lam", file("lam.zip"), OUT, file("lam.glb")};
    assertThat(run(lam)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("a head of 20018 vertices")
        .contains("lam.glb.png: look at it.")
        .contains("Talk to it: visavis demo --avatar " + file("lam.glb"));
    Avatar avatar = GlbReader.read(folder.resolve("lam.glb"));
    assertThat(avatar.space()).isEqualTo(MotionSpace.ARKIT);
    assertThat(avatar.gaussians().size()).isEqualTo(20_018);
  }

  @Test
  void shouldPaintAHeadOfFlame() throws Exception {
    String flame = shared.resolve("flame.npz").toString();
    String[] flameImport = {"avatar", "import", "flame", flame, "--shape", "0.5,1"};
    assertThat(run(with(flameImport, OUT, file("flame.glb")))).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("flame.npz: FLAME with 400 shapes.")
        .containsPattern("Painted with \\d+ Gaussians\\.")
        .contains("Motion of arkit moves it too")
        .contains("flame.glb.png: look at it.")
        .contains("Talk to it: visavis demo --avatar " + file("flame.glb"));
    shouldShowAMouthThatOpens("flame.glb");
    assertThat(run(with(flameImport, "--shape", "0,x", OUT, file("no.glb")))).isEqualTo(2);
    assertThat(folder.resolve("no.glb")).doesNotExist();
  }

  @Test
  void shouldPaintAHeadOfIctFaceKit() throws Exception {
    new IctShaped().write(folder.resolve("FaceXModel"));
    String[] ict = {"avatar", "import", "ict-facekit", folder.toString(), "--identity", "0.4"};
    assertThat(run(with(ict, OUT, file("ict.glb")))).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("26719 vertices")
        .contains("so that a unit is taken for a centimetre.")
        .contains("51 of ARKit's 52 morph targets")
        .contains("doubtful  1 of 52 arkit morph targets are missing")
        .contains("Talk to it: visavis demo --avatar " + file("ict.glb"));
    shouldShowAMouthThatOpens("ict.glb");
    assertThat(run(with(badIct(), OUT, file("no.glb")))).isEqualTo(2);
    Files.delete(folder.resolve("FaceXModel/jawOpen.obj"));
    assertThat(run(with(ict, OUT, file("no.glb")))).isEqualTo(2);
    assertThat(err.toString()).contains("has no jawOpen.obj; ").doesNotContain("Exception");
    assertThat(folder.resolve("no.glb")).doesNotExist();
  }

  private String[] badIct() {
    return new String[] {
      "avatar", "import", "ict-facekit", folder.toString(), "--identity", "99999"
    };
  }

  @Test
  void shouldPaintAHeadOfGnm() throws Exception {
    new GnmShaped().write(folder.resolve("gnm_head.npz"));
    String[] gnm = {"avatar", "import", "gnm", file("gnm_head.npz")};
    assertThat(run(with(gnm, OUT, file("gnm.glb")))).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("a head of 17821 vertices")
        .containsPattern("landmarks are off by \\d+\\.\\d % of the distance between the eyes")
        .contains("gnm.glb.png: look at it.")
        .contains("Talk to it: visavis demo --avatar " + file("gnm.glb"));
    shouldShowAMouthThatOpens("gnm.glb");
    assertThat(run("avatar", "import", "gnm", file("gnm.glb.png"), OUT, file("no.glb")))
        .isEqualTo(2);
    assertThat(folder.resolve("no.glb")).doesNotExist();
  }

  /**
   * An open mouth is not looked through; where lips were shut are teeth, or what is behind them.
   */
  private void shouldShowAMouthThatOpens(String avatar) throws IOException {
    String[] render = {"avatar", "render", "--avatar", file(avatar), "--size", "256"};
    assertThat(run(with(render, OUT, file("shut.png")))).as(err.toString()).isZero();
    assertThat(run(with(render, "--motion-set", "jawOpen=0.9", OUT, file("open.png")))).isZero();
    BufferedImage shut = ImageIO.read(folder.resolve("shut.png").toFile());
    BufferedImage open = ImageIO.read(folder.resolve("open.png").toFile());
    int background = shut.getRGB(2, 2);
    int opened = 0;
    int holes = 0;
    for (int y = 125; y < 170; y++) {
      for (int x = 100; x < 156; x++) {
        boolean inFace = shut.getRGB(x, y) != background;
        holes += inFace && open.getRGB(x, y) == background ? 1 : 0;
        opened += inFace && change(open.getRGB(x, y), shut.getRGB(x, y)) > 60 ? 1 : 0;
      }
    }
    assertThat(opened).as("pixels of the open mouth").isGreaterThan(80);
    assertThat(holes).as("pixels that one looks through").isZero();
  }

  /** Of the channel that changes most. */
  private static int change(int rgb, int other) {
    int most = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      most = Math.max(most, Math.abs((rgb >> shift & 0xff) - (other >> shift & 0xff)));
    }
    return most;
  }

  @Test
  void shouldRetargetABuiltInHeadToFlame() throws Exception {
    String[] retarget = {"avatar", "retarget", "mira", "--flame"};
    String flame = shared.resolve("flame.npz").toString();
    assertThat(run(with(retarget, flame, OUT, file("m.glb")))).as(err.toString()).isZero();
    assertThat(GlbReader.read(folder.resolve("m.glb")).isMovedBy(MotionSpace.FLAME)).isTrue();
    assertThat(run(with(retarget, file("none"), OUT, file("n.glb")))).isEqualTo(2);
    String[] anna = {"avatar", "retarget", anna(), "--flame", flame};
    assertThat(run(with(anna, OUT, file("n.glb")))).isEqualTo(2);
    assertThat(err.toString())
        .contains("none does not exist")
        .contains("The avatar 'anna-b' is moved by flame motion already.");
    assertThat(folder.resolve("n.glb")).doesNotExist();
  }

  @Test
  void shouldSayWhatIsWrongAndLeaveNothingBehind() throws Exception {
    assertThat(gaussianAvatars(OUT, file("anna.png"))).isEqualTo(2);
    assertThat(gaussianAvatars(OUT, file("no/anna.glb"))).isEqualTo(2);
    assertThat(gaussianAvatars(OUT, file("anna.glb"), "--picture", file("a.jpg"))).isEqualTo(2);
    String[] none = {"avatar", "import", "gaussian-avatars", file("none"), "--flame", file("x")};
    assertThat(run(with(none, OUT, file("anna.glb")))).isEqualTo(2);
    assertThat(err.toString())
        .contains("An avatar is written to a .glb file, not to ")
        .contains("There is no directory ")
        .contains("Pictures are written as .png, not to ")
        .contains("There is no folder ")
        .doesNotContain("Exception", "\tat ");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  private int gaussianAvatars(String... more) {
    return run(with(command(), more));
  }

  private static String[] command() {
    return new String[] {
      "avatar",
      "import",
      "gaussian-avatars",
      shared.resolve("306").toString(),
      "--flame",
      shared.resolve("flame.npz").toString()
    };
  }

  private static String anna() {
    return shared.resolve("Anna B.glb").toString();
  }

  private static String[] with(String[] options, String... more) {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private int run(String... args) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
