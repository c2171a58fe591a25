package io.visavis.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.glb.GlbReader;
import io.visavis.avatar.glb.GlbWriter;
import io.visavis.avatar.onnx.OnnxGraph;
import io.visavis.avatar.plate.TestPictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvatarCommandTest {
  private static final int RED = 0xc0;
  private static final String SIZE = "--size";
  private static final String AVATAR = "--avatar";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeAnAvatar() throws IOException {
    GlbWriter.write(TinyAvatar.named("tiny"), folder.resolve("tiny.glb"));
    GlbWriter.write(TinyAvatar.flame("flame"), folder.resolve("flame.glb"));
  }

  @Test
  void shouldListAvatarsOfAFolder() {
    assertThat(run("avatar", "list", "--avatars", folder.toString())).isZero();
    assertThat(out.toString()).contains("tiny").contains("tiny.glb");
  }

  @Test
  void shouldShowWhatAnAvatarIs() {
    assertThat(run("avatar", "show", file("tiny.glb"))).isZero();
    assertThat(out.toString())
        .contains("A red triangle")
        .contains("Apache-2.0")
        .contains("1 Gaussians with binding affine")
        .contains("joint eyeLeft")
        .contains("space           arkit")
        .contains("binding         affine")
        .contains("harmonics       none")
        .contains("correctives     none")
        .contains("headYaw");
  }

  @Test
  void shouldShowWhatChangesAnAvatarBesidesItsRig() {
    assertThat(run("avatar", "show", file("flame.glb"))).isZero();
    assertThat(out.toString())
        .contains("space           flame")
        .contains("correctives     green, fade")
        .contains("basis           colour (add) a Gaussian, by green: 1 x 3 x 1 = 3 values")
        .contains("basis           opacity (linear) a triangle, by fade: 1 x 1 x 1 = 1 values")
        .contains("expression49 jawX")
        .doesNotContain("headYaw");
  }

  @Test
  void shouldDrawAFaceOfFlameWithItsCorrectives() throws IOException {
    String[] flame = {AVATAR, file("flame.glb"), "--backend", "oracle"};
    assertThat(render("rest.png", flame)).isZero();
    assertThat(render("low.png", with(flame, "--motion-set", "expression3=1,jawX=0.2"))).isZero();
    assertThat(render("green.png", with(flame, "--corrective", "green=1"))).isZero();
    assertThat(render("gone.png", with(flame, "--corrective", "fade=0.99"))).isZero();
    BufferedImage rest = ImageIO.read(folder.resolve("rest.png").toFile());
    BufferedImage low = ImageIO.read(folder.resolve("low.png").toFile());
    assertThat(redCentre(low) - redCentre(rest)).isBetween(23.0, 28.0);
    int green = ImageIO.read(folder.resolve("green.png").toFile()).getRGB(64, 74);
    assertThat(green >> 16 & 0xff).isLessThan(60);
    assertThat(green >> 8 & 0xff).isGreaterThan(200);
    assertThat(redPixels("gone.png")).isZero();
  }

  @Test
  void shouldRefuseChannelsAndCorrectivesThatAnAvatarDoesNotHave() {
    String[] flame = {AVATAR, file("flame.glb")};
    assertRefused("There is no channel 'jawOpen'", with(flame, "--motion-set", "jawOpen=1"));
    assertRefused(
        "The value of expression3 is 11; -10 to 10 is right.",
        with(flame, "--motion-set", "expression3=11"));
    assertRefused("-1.2 to 1.2 radians is right", with(flame, "--motion-set", "neckX=2"));
    assertRefused("write expression3=1,jawX=0.2.", with(flame, "--motion-set", "jawX"));
    assertRefused(
        "There is no corrective 'blush'; this avatar has green, fade.",
        with(flame, "--corrective", "blush=1"));
    assertRefused(
        "The value of green is NaN; -100 to 100 is right.",
        with(flame, "--corrective", "green=NaN"));
    assertRefused("'green' is no corrective with a value", with(flame, "--corrective", "green"));
    assertRefused("this avatar has none.", "--corrective", "green=1");
  }

  @Test
  void shouldDrawOnlySheetsThatAnAvatarCanShow() {
    String[] sheet = {"avatar", "sheet", file("flame.glb"), "--cell", "64", "--out", file("s.png")};
    assertThat(run(with(sheet, "--kind", "arkit"))).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "The sheet 'arkit' shows arkit motion, and this avatar is moved by flame; the sheet 'views' is right for it.");
    assertThat(run(with(sheet, "--kind", "views"))).as(err.toString()).isZero();
  }

  @Test
  void shouldCheckAGoodAndABrokenFile() throws IOException {
    assertThat(run("avatar", "check", file("tiny.glb"))).isZero();
    assertThat(out.toString())
        .contains(
            "doubtful  The face cannot blink, or shut its lips while the jaw is low, or round its lips, for these");
    Files.writeString(folder.resolve("broken.glb"), "junk");
    assertThat(run("avatar", "check", file("broken.glb"))).isEqualTo(2);
    assertThat(out.toString())
        .contains("broken    This is no binary glTF")
        .contains("broken.glb cannot be used.");
  }

  @Test
  void shouldDrawTheFaceThatIsAskedFor() throws IOException {
    assertThat(render("rest.png")).isZero();
    assertThat(render("open.png", "--motion-set", "jawOpen=1")).isZero();
    BufferedImage rest = ImageIO.read(folder.resolve("rest.png").toFile());
    BufferedImage open = ImageIO.read(folder.resolve("open.png").toFile());
    assertThat(rest.getWidth()).isEqualTo(128);
    assertThat(rest.getHeight()).isEqualTo(128);
    // 8 cm of a picture that is 40.5 cm high.
    assertThat(redCentre(open) - redCentre(rest)).isBetween(23.0, 28.0);
  }

  @Test
  void shouldMoveTheCamera() throws IOException {
    assertThat(render("near.png", "--zoom", "2")).isZero();
    assertThat(render("side.png", "--yaw", "80")).isZero();
    assertThat(render("rest.png")).isZero();
    int rest = redPixels("rest.png");
    assertThat(redPixels("near.png")).isGreaterThan(3 * rest);
    assertThat(redPixels("side.png")).isLessThan(rest / 2);
  }

  @Test
  void shouldDrawOnABackgroundOrOnNone() throws IOException {
    assertThat(render("blue.png", "--background", "#0000ff")).isZero();
    assertThat(render("clear.png", "--background", "transparent")).isZero();
    assertThat(ImageIO.read(folder.resolve("blue.png").toFile()).getRGB(0, 0))
        .isEqualTo(0xff0000ff);
    BufferedImage clear = ImageIO.read(folder.resolve("clear.png").toFile());
    assertThat(clear.getRGB(0, 0) >>> 24).isZero();
    assertThat(clear.getRGB(64, 74) >>> 24).isGreaterThan(240);
  }

  @Test
  void shouldDrawBeforeAPicture() throws IOException {
    byte[] png = TestPictures.png(200, 200);
    Files.write(folder.resolve("room.png"), png);
    assertThat(render("home.png", "--background", file("room.png"))).as(err.toString()).isZero();
    assertThat(render("dusk.png", "--background", "dusk")).isZero();
    BufferedImage home = ImageIO.read(folder.resolve("home.png").toFile());
    assertThat(home.getRGB(127, 0) >> 16 & 0xff).as("red grows to the right").isGreaterThan(245);
    assertThat(home.getRGB(0, 0) >> 16 & 0xff).isLessThan(10);
    assertThat(home.getRGB(64, 74) >> 16 & 0xff).as("the head").isGreaterThan(RED);

    Files.write(folder.resolve("huge.png"), TestPictures.claiming(png, 40_000, 40_000));
    Files.write(folder.resolve("cut.png"), Arrays.copyOf(png, png.length / 2));
    assertRefused("has 40000x40000 pixels; at most 8192", "--background", file("huge.png"));
    assertRefused("is damaged or was cut off.", "--background", file("cut.png"));
    assertRefused("neither a PNG nor a JPEG", "--background", file("tiny.glb"));
  }

  @Test
  void shouldShowAnAvatarBeforeItsOwnPlate() throws IOException {
    Files.write(folder.resolve("room.png"), TestPictures.png(600, 600));
    String[] export = {"avatar", "export", file("tiny.glb"), "--plate", file("room.png")};
    assertThat(run(with(export, "--feather", "0.65,0.72", "--out", file("home.glb")))).isZero();
    assertThat(run("avatar", "check", file("home.glb"))).isZero();
    assertThat(out.toString()).contains("A plate of 600x600 pixels is behind the head");
    String[] home = {AVATAR, file("home.glb")};
    assertThat(render("own.png", home)).isZero();
    assertThat(render("blue.png", with(home, "--background", "#0000ff"))).isZero();
    BufferedImage own = ImageIO.read(folder.resolve("own.png").toFile());
    assertThat(own.getRGB(127, 0) >> 16 & 0xff).isGreaterThan(245);
    assertThat(own.getRGB(64, 74) >> 8 & 0xff).as("the head above").isLessThan(60);
    assertThat(own.getRGB(64, 90) >> 8 & 0xff).as("the plate below").isGreaterThan(150);
    assertThat(ImageIO.read(folder.resolve("blue.png").toFile()).getRGB(0, 0))
        .isEqualTo(0xff0000ff);

    String[] bad = with(export, "--out", file("bad.glb"));
    assertThat(run(with(bad, "--feather", "0.8,0.2"))).isEqualTo(2);
    assertThat(run(with(bad, "--feather", "0.8"))).isEqualTo(2);
    Files.writeString(folder.resolve("room.png"), "no picture");
    assertThat(run(bad)).isEqualTo(2);
    assertThat(err.toString())
        .contains("The plate's feather goes from 0.8 to 0.2;")
        .contains("A feather has two numbers")
        .contains("The plate is no PNG file.")
        .doesNotContain("\tat ");
    assertThat(folder.resolve("bad.glb")).doesNotExist();
  }

  @Test
  void shouldMendWhereTheHeadMeetsItsPlate() throws IOException {
    Files.write(folder.resolve("room.png"), TestPictures.png(600, 600));
    Files.write(folder.resolve("net.onnx"), inverse(3));
    String[] export = {"avatar", "export", file("tiny.glb"), "--plate", file("room.png")};
    String[] mended = with(export, "--inpaint", file("net.onnx"));
    String[] low = with(mended, "--inpaint-region", "0,0.5,1,0.5", "--out", file("mended.glb"));
    assertThat(run(low)).as(err.toString()).isZero();
    assertThat(run("avatar", "check", file("mended.glb"))).isZero();
    assertThat(out.toString())
        .contains("with 32x32 pixels, from 0% to 100% of the picture's width and 50% to 100%")
        .containsPattern("The network of the plate takes [0-9.]+ ms a picture on one core");
    String[] own = {AVATAR, file("mended.glb")};
    assertThat(render("mended.png", own)).isZero();
    assertThat(render("blue.png", with(own, "--background", "#0000ff"))).isZero();
    assertThat(greenOfTheHead("mended.png")).as("inverted").isGreaterThan(180);
    assertThat(greenOfTheHead("blue.png")).as("before a colour").isLessThan(60);
    String[] lower = with(mended, "--inpaint-region", "0,0.75,1,0.25");
    assertThat(run(with(lower, "--out", file("lower.glb")))).isZero();
    assertThat(render("lower.png", AVATAR, file("lower.glb"))).isZero();
    assertThat(greenOfTheHead("lower.png")).as("above the region").isLessThan(60);

    // The plate that an avatar has already is mended too, and keeps its network.
    assertThat(run("avatar", "export", file("mended.glb"), "--out", file("again.glb"))).isZero();
    assertThat(Files.readAllBytes(folder.resolve("again.glb")))
        .isEqualTo(Files.readAllBytes(folder.resolve("mended.glb")));
  }

  @Test
  void shouldSayWhatIsWrongWithAnInpaintingNetwork() throws IOException {
    Files.write(folder.resolve("room.png"), TestPictures.png(600, 600));
    Files.write(folder.resolve("net.onnx"), inverse(3));
    String[] out = {"avatar", "export", file("tiny.glb"), "--out", file("bad.glb")};
    String[] plate = with(out, "--plate", file("room.png"));
    String[] mended = with(plate, "--inpaint", file("net.onnx"));
    refused("'tiny' has no plate", with(out, "--inpaint", file("net.onnx")));
    refused("give --inpaint too", with(plate, "--inpaint-size", "64,64"));
    refused("There is no network", with(plate, "--inpaint", file("no.onnx")));
    refused("A region has four numbers", with(mended, "--inpaint-region", "0,1"));
    refused("The region of the plate's", with(mended, "--inpaint-region", "0,0.5,1,0.7"));
    refused("The region of the plate's", with(mended, "--inpaint-region", "NaN,0,1,1"));
    refused("A size has two numbers", with(mended, "--inpaint-size", "64"));
    refused("sees 9999x64 pixels", with(mended, "--inpaint-size", "9999,64"));
    refused("float [1, 3, 64, 64] is right", with(mended, "--inpaint-size", "64,64"));
    refused("A range has two numbers", with(mended, "--inpaint-range", "1"));
    refused("Black and white are 1.0 and 0.0", with(mended, "--inpaint-range", "1,0"));
    Files.write(folder.resolve("net.onnx"), inverse(4));
    refused("'x' has the shape [-1, 4, 32, 32]", mended);
    Files.write(folder.resolve("net.onnx"), new byte[] {1, 2, 3});
    refused("The inpainting network is no ONNX model.", mended);
  }

  private void refused(String sentence, String... args) {
    assertThat(run(args)).isEqualTo(2);
    assertThat(err.toString()).contains(sentence).doesNotContain("\tat ");
    assertThat(folder.resolve("bad.glb")).doesNotExist();
  }

  private int greenOfTheHead(String picture) throws IOException {
    return ImageIO.read(folder.resolve(picture).toFile()).getRGB(64, 74) >> 8 & 0xff;
  }

  /** y = 1 - x, 32x32 pixels of so many channels. */
  private static byte[] inverse(int channels) {
    OnnxGraph graph = new OnnxGraph();
    graph.input("x", channels, 32, 32);
    graph.named("Sub", "y", graph.scalar(1), "x");
    graph.output("y", channels, 32, 32);
    return graph.toBytes(Map.of());
  }

  @Test
  void shouldDrawAContactSheetOfEveryKind() throws IOException {
    for (String kind : new String[] {"visemes", "arkit", "views", "emotions"}) {
      assertThat(
              run(
                  "avatar",
                  "sheet",
                  file("tiny.glb"),
                  "--kind",
                  kind,
                  "--cell",
                  "64",
                  "--out",
                  file(kind + ".png")))
          .as(err.toString())
          .isZero();
      BufferedImage sheet = ImageIO.read(folder.resolve(kind + ".png").toFile());
      assertThat(sheet.getWidth() % 64).isZero();
      assertThat(sheet.getHeight()).isGreaterThan(64);
    }
    assertThat(out.toString()).contains("59 pictures of 'A red triangle'");
  }

  @Test
  void shouldStackTheSheetsOfSeveralAvatars() throws IOException {
    String[] sheet = {"avatar", "sheet", "--kind", "emotions", "--cell", "64", "--out"};
    assertThat(run(with(sheet, file("one.png"), file("tiny.glb")))).as(err.toString()).isZero();
    assertThat(run(with(sheet, file("two.png"), file("tiny.glb"), file("tiny.glb")))).isZero();
    BufferedImage one = ImageIO.read(folder.resolve("one.png").toFile());
    BufferedImage two = ImageIO.read(folder.resolve("two.png").toFile());
    assertThat(one.getWidth()).as("eight emotions").isEqualTo(8 * 64);
    assertThat(two.getWidth()).isEqualTo(one.getWidth());
    assertThat(two.getHeight()).isEqualTo(2 * one.getHeight());
    assertThat(out.toString()).contains("48 pictures of 'A red triangle', 'A red triangle'");
  }

  @Test
  void shouldRefuseASheetThatIsTooLarge() {
    String[] sheet = {"avatar", "sheet", "--kind", "arkit", "--cell", "2048"};
    assertThat(run(with(sheet, "--out", file("huge.png"), file("tiny.glb")))).isEqualTo(2);
    assertThat(err.toString()).contains("100 megapixels are the most, so a smaller --cell");
    assertThat(folder.resolve("huge.png")).doesNotExist();
  }

  @Test
  void shouldExportWhatItCanRead() throws IOException {
    assertThat(run("avatar", "export", file("tiny.glb"), "--out", file("copy.glb"))).isZero();
    assertThat(GlbReader.read(folder.resolve("copy.glb")).title()).isEqualTo("A red triangle");
    assertThat(Files.mismatch(folder.resolve("copy.glb"), folder.resolve("tiny.glb")))
        .isEqualTo(-1);
  }

  @Test
  void shouldSuggestTheChannelThatWasMeant() {
    assertRefused("perhaps jawOpen?", "--motion-set", "jawopn=1");
    assertRefused("perhaps mouthSmileLeft?", "--motion-set", "mouth_smile_left=1");
    assertRefused("'avatar show' lists the channels", "--motion-set", "zzz=1");
  }

  @Test
  void shouldRefuseValuesThatNoFaceHas() {
    assertRefused("The value of jawOpen is 2; 0 to 1 is right.", "--motion-set", "jawOpen=2");
    assertRefused("The value of jawOpen is NaN", "--motion-set", "jawOpen=NaN");
    assertRefused("-1.2 to 1.2 radians is right", "--motion-set", "headYaw=90");
    assertRefused("which is no number", "--motion-set", "jawOpen=wide");
    assertRefused("'jawOpen' is no channel with a value", "--motion-set", "jawOpen");
    assertRefused("even numbers from 64 to 2048", "--size", "63");
    assertRefused("is not an int", "--size", "big");
    assertRefused("0.1 to 10 is right", "--zoom", "0");
    assertRefused("There is no background 'red'; dusk, studio,", "--background", "red");
    assertRefused("is no colour", "--background", "#fff");
    assertRefused("There is no picture none.png.", "--background", "none.png");
    assertRefused("There is no render back end 'gpu'", "--backend", "gpu");
    assertRefused("perhaps --size?", "--sise", "512");
  }

  @Test
  void shouldRefuseFilesThatAreNotThere() {
    assertThat(run("avatar", "render", "--avatar", "./none.glb", "--out", file("x.png")))
        .isEqualTo(2);
    assertThat(err.toString()).isEqualTo("visavis: There is no file ./none.glb.\n");
    assertThat(run("avatar", "render", "--avatar", file("tiny.glb"), "--out", file("no/x.png")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("There is no directory");
    assertThat(run("avatar", "export", file("tiny.glb"), "--out", file("x.obj"))).isEqualTo(2);
    assertThat(err.toString()).contains("to a .glb file");
    assertThat(run("avatar", "list", "--avatars", file("nowhere"))).isEqualTo(2);
    assertThat(err.toString()).contains("There is no directory");
  }

  @Test
  void shouldNameTheAvatarsThereAre() {
    assertThat(run("avatar", "show", "nobody", "--avatars", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("There is no avatar 'nobody'").contains("tiny");
  }

  @Test
  void shouldExplainItselfWithoutArguments() {
    assertThat(run()).isZero();
    assertThat(out.toString()).contains("avatar");
    assertThat(run("avatr")).isEqualTo(2);
    assertThat(err.toString()).contains("perhaps avatar?");
  }

  private void assertRefused(String part, String... options) {
    err.getBuffer().setLength(0);
    assertThat(render("refused.png", options)).isEqualTo(2);
    assertThat(err.toString()).contains(part).doesNotContain("Exception", "\tat ");
    assertThat(folder.resolve("refused.png")).doesNotExist();
  }

  private int render(String picture, String... options) {
    List<String> args = new ArrayList<>(List.of("avatar", "render"));
    args.addAll(List.of("--out", file(picture)));
    args.addAll(List.of(options));
    if (!args.contains(AVATAR)) {
      args.addAll(List.of(AVATAR, file("tiny.glb")));
    }
    if (!args.contains(SIZE)) {
      args.addAll(List.of(SIZE, "128"));
    }
    return run(args.toArray(String[]::new));
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

  private int redPixels(String picture) throws IOException {
    BufferedImage image = ImageIO.read(folder.resolve(picture).toFile());
    int count = 0;
    for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
      int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
      count += (rgb >> 16 & 0xff) > RED ? 1 : 0;
    }
    return count;
  }

  /** The mean row of the red pixels. */
  private static double redCentre(BufferedImage image) {
    long sum = 0;
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if ((image.getRGB(x, y) >> 16 & 0xff) > RED) {
          sum += y;
          count++;
        }
      }
    }
    return (double) sum / count;
  }
}
