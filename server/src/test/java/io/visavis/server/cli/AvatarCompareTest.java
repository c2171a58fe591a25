package io.visavis.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.visavis.avatar.Avatar;
import io.visavis.avatar.glb.GlbWriter;
import io.visavis.avatar.rig.HeadMesh;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvatarCompareTest {
  private static final int SIDE = 128;

  /** Pixels that the tiny avatar falls by when its jaw opens: 8 cm of a picture 40.5 cm high. */
  private static final double FALL = 0.08 * 0.5 * SIDE / Math.tan(0.2);

  private static final String REFERENCE = "--reference";
  private static final String PICTURES = "--pictures";
  private static final String JSON = "--json";
  private static final String LANDMARKS = "--landmarks";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writePicturesOfAnAvatar() throws IOException {
    GlbWriter.write(withLandmarks(TinyAvatar.named("tiny")), file("tiny.glb"));
    GlbWriter.write(TinyAvatar.named("plain"), file("plain.glb"));
    GlbWriter.write(TinyAvatar.flame("flame"), file("flame.glb"));
    Files.createDirectory(file("true"));
    for (int n = 0; n < 2; n++) {
      String[] render = {"avatar", "render", "--avatar", name("tiny.glb"), "--size", "" + SIDE};
      String[] jaw = {"--motion-set", "jawOpen=" + n, "--out", name("true/" + n + ".png")};
      assertThat(run(with(render, jaw))).as(err.toString()).isZero();
    }
    motion("same.jsonl", 0, 1);
    motion("other.jsonl", 0, 0.5);
    out.getBuffer().setLength(0);
  }

  @Test
  void shouldFindNoDifferenceBetweenAFolderAndItself() throws IOException {
    JsonNode found = compare(PICTURES, name("true"), "--face", "20,20,80,90");
    for (String of : List.of("picture", "face")) {
      assertThat(found.at("/" + of + "/l1/mean").asDouble()).isZero();
      assertThat(found.at("/" + of + "/psnr/mean").asText()).isEqualTo("Infinity");
      assertThat(found.at("/" + of + "/ssim/worst").asDouble()).isCloseTo(1, within(1e-9));
    }
    assertThat(out.toString())
        .containsPattern("PSNR, dB +picture +inf +inf")
        .contains("LMD is left out: it needs an avatar")
        .contains("LPIPS is left out: its network cannot come with visavis; --lpips takes yours.")
        .contains("FID is left out")
        .contains(
            "LSE-C and LSE-D are left out: SyncNet cannot come with visavis; --sync-video takes");
  }

  @Test
  void shouldMeasureAShiftOfAllPixels() throws IOException {
    grey("a.png", 100);
    grey("b.png", 151);
    assertThat(run(compareCommand(REFERENCE, name("a.png"), PICTURES, name("b.png")))).isZero();
    // 51 of 255 is 0.2, and -20 log10 0.2 is 13.98 dB.
    assertThat(out.toString())
        .containsPattern("L1 +picture +0\\.20000 +0\\.20000 +a\\.png")
        .containsPattern("PSNR, dB +picture +13\\.98 ");
  }

  @Test
  void shouldDrawTheFramesOfAMotionBesideTheReferences() throws IOException {
    JsonNode same = compare("--avatar", name("tiny.glb"), "--motion", name("same.jsonl"));
    assertThat(same.at("/pictures").asInt()).isEqualTo(2);
    assertThat(same.at("/picture/l1/worst").asDouble()).isLessThan(1e-4);
    assertThat(same.at("/face/ssim/worst").asDouble()).isGreaterThan(0.999);
    JsonNode other = compare("--avatar", name("tiny.glb"), "--motion", name("other.jsonl"));
    assertThat(other.at("/picture/l1/worst").asDouble()).isGreaterThan(0.01);
    assertThat(other.at("/picture/l1/at").asText()).isEqualTo("1.png");
    assertThat(other.at("/face/l1/worst").asDouble())
        .as("the face is worse than the whole")
        .isGreaterThan(1.5 * other.at("/picture/l1/worst").asDouble());
  }

  /** At rest the triangle's corners are 31.6 pixels left, right, above and below the middle. */
  @Test
  void shouldFindTheFaceByTheAvatarsLandmarks() throws IOException {
    JsonNode found = compare("--avatar", name("tiny.glb"), "--motion", name("same.jsonl"));
    JsonNode rest = found.at("/frames/0/face/region");
    assertThat(rest).extracting(JsonNode::asInt).containsExactly(32, 32, 64, 64);
    JsonNode open = found.at("/frames/1/face/region");
    assertThat(open.get(1).asInt()).isEqualTo((int) Math.floor(64 - 31.57 + FALL));
  }

  @Test
  void shouldMeasureHowFarMouthsAreApartInPixels() throws IOException {
    // What a detector would find in references where the jaw stays at rest.
    for (String kind : List.of("found.json", "found.csv", "openface.csv", "found.npy")) {
      landmarks(kind, 2, 0);
      JsonNode found = compareLandmarks(kind);
      assertThat(found.at("/frames/0/lmd").asDouble()).as(kind).isCloseTo(0, within(1e-3));
      assertThat(found.at("/lmd/worst").asDouble()).as(kind).isCloseTo(FALL, within(1e-2));
      assertThat(found.at("/lmd/mean").asDouble()).as(kind).isCloseTo(FALL / 2, within(1e-2));
      assertThat(found.at("/lmd/at").asText()).isEqualTo("1.png");
    }
    assertThat(out.toString()).containsPattern("LMD, px +mouth +12\\.63 +25\\.2\\d +1\\.png");
  }

  @Test
  void shouldTakeLpipsAndFidAsNetworksOfTheUser() throws IOException {
    Files.write(file("lpips.onnx"), TinyNetworks.distance(0));
    Files.write(file("fid.onnx"), TinyNetworks.features());
    Files.createDirectory(file("drawn"));
    for (int n = 0; n < 2; n++) {
      grey("true/" + n + ".png", 100);
      grey("drawn/" + n + ".png", 151);
    }
    String[] networks = {"--lpips", name("lpips.onnx"), "--fid", name("fid.onnx")};
    JsonNode found = compare(with(networks, PICTURES, name("drawn"), "--face", "0,0,40,30"));
    // In -1..1 the pictures are 0.4 apart; the features as well, three times.
    assertThat(found.at("/picture/lpips/mean").asDouble()).isCloseTo(0.16, within(1e-4));
    assertThat(found.at("/face/lpips/mean").asDouble()).isCloseTo(0.16, within(1e-4));
    assertThat(found.at("/fid").asDouble()).isCloseTo(3 * 0.16, within(1e-4));
    assertThat(out.toString()).doesNotContain("LPIPS is left out").contains("FID   ");
    Files.write(file("lpips.onnx"), TinyNetworks.distance(SIDE));
    JsonNode fixed = compare(with(networks, PICTURES, name("drawn"), "--face", "0,0,40,30"));
    assertThat(fixed.at("/picture/lpips/mean").asDouble()).isCloseTo(0.16, within(1e-4));
    assertThat(fixed.at("/face/lpips").isMissingNode()).isTrue();
    assertThat(out.toString()).contains("LPIPS of the face is left out");
  }

  @Test
  void shouldTakeTheFaceFromMasks() throws IOException {
    Files.createDirectory(file("masks"));
    BufferedImage mask = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 30 * 20; i++) {
      mask.getRaster().setSample(40 + i % 30, 50 + i / 30, 0, 255);
    }
    ImageIO.write(mask, "png", file("masks/0.png").toFile());
    ImageIO.write(mask, "png", file("masks/1.png").toFile());
    JsonNode found = compare(PICTURES, name("true"), "--mask", name("masks"));
    assertThat(found.at("/frames/1/face/region"))
        .extracting(JsonNode::asInt)
        .containsExactly(40, 50, 30, 20);
  }

  @Test
  void shouldLeaveOutWhatAnAvatarWithoutLandmarksDoesNotTell() throws IOException {
    JsonNode found = compare("--avatar", name("plain.glb"), "--motion", name("same.jsonl"));
    assertThat(found.at("/face").isMissingNode()).isTrue();
    assertThat(out.toString())
        .contains("LMD is left out: the landmarks of 'A red triangle' are not known.")
        .contains("--face or --mask says where it is.");
  }

  @Test
  void shouldSayWhatIsWrongWithPictures() throws IOException {
    Path odd = Files.createDirectory(file("odd"));
    refused("There is no folder or PNG file", PICTURES, name("none"));
    refused("There is no .png file in the folder", PICTURES, name("odd"));
    Files.copy(file("true/0.png"), odd.resolve("0.png"));
    refused("true/1.png has no picture of the same name in", PICTURES, name("odd"));
    Files.copy(file("true/0.png"), odd.resolve("1.png"));
    Files.copy(file("true/0.png"), odd.resolve("2.png"));
    refused("odd/2.png has no reference of the same name in", PICTURES, name("odd"));
    Files.delete(odd.resolve("2.png"));
    refused("is a folder and the other a file", PICTURES, name("odd/0.png"));
    ImageIO.write(new BufferedImage(64, 66, 1), "png", odd.resolve("1.png").toFile());
    refused("1.png: Pictures of 64x66 and 128x128 cannot be compared", PICTURES, name("odd"));
    Files.writeString(odd.resolve("1.png"), "GIF89a and more");
    refused("odd/1.png is no PNG picture.", PICTURES, name("odd"));
    byte[] absurd = Files.readAllBytes(file("true/0.png"));
    ByteBuffer.wrap(absurd).putInt(16, 100_000).putInt(20, 100_000);
    Files.write(odd.resolve("1.png"), absurd);
    refused("says that it has 100000 x 100000 pixels", PICTURES, name("odd"));
    byte[] whole = Files.readAllBytes(file("true/0.png"));
    Files.write(odd.resolve("1.png"), Arrays.copyOf(whole, whole.length / 2));
    refused("odd/1.png is a broken PNG picture, or is cut short.", PICTURES, name("odd"));
  }

  @Test
  void shouldSayWhatIsWrongWithWhatIsAsked() throws IOException {
    String[] pictures = {PICTURES, name("true")};
    refused("either --pictures, or --avatar with --motion.");
    refused("either --pictures, or --avatar with --motion.", with(pictures, "--avatar", "mira"));
    refused("either --pictures, or --avatar with --motion.", "--avatar", "mira");
    refused("--landmarks needs --avatar", with(pictures, LANDMARKS, name("x.json")));
    refused("four numbers such as 128,96,256,300", with(pictures, "--face", "1,2,3"));
    refused("is not within 0.png, which has 128x128", with(pictures, "--face", "100,0,40,40"));
    refused("one will do.", with(pictures, "--face", "0,0,40,40", "--mask", name("true")));
    refused("has no mask", with(pictures, "--mask", name("none")));
    refused("says which.", with(pictures, "--background", "transparent"));
    String[] nowhere = with(pictures, REFERENCE, name("true"), JSON, name("no/x.json"));
    assertThat(run(compareCommand(nowhere))).isEqualTo(2);
    assertThat(err.toString()).contains("There is no directory");
    String[] tiny = {"--avatar", name("tiny.glb"), "--motion"};
    motion("short.jsonl", 0);
    refused("has 1 frames, and there are 2 references.", with(tiny, name("short.jsonl")));
    Files.writeString(file("odd.jsonl"), "{\"space\":\"mars\"}\n");
    refused(
        "Line 1 of " + name("odd.jsonl") + " has no motion space", with(tiny, name("odd.jsonl")));
    refused(
        "is arkit, and 'A triangle of FLAME' is moved by flame.",
        "--avatar",
        name("flame.glb"),
        "--motion",
        name("same.jsonl"));
  }

  @Test
  void shouldSayWhatIsWrongWithLandmarks() throws IOException {
    landmarks("short.npy", 1, 0);
    landmark("short.npy", "has landmarks of 1 pictures, and there are 2 references.");
    landmarks("nan.npy", 2, Double.NaN);
    landmark("nan.npy", "Picture 1 (from 0) of " + name("nan.npy") + " has NaN for landmark 0");
    landmarks("far.csv", 2, 1e9);
    landmark("far.csv", "has 1.0E9 for landmark 0, which is no place in pixels.");
    landmark("none.csv", "There is no landmark file");
    Files.writeString(file("a.txt"), "1,2");
    landmark("a.txt", "Landmarks are read from .json, .csv and .npy, not from");
    Files.writeString(file("a.json"), "[[[1,2],[3,4]]]");
    landmark("a.json", "Picture 0 (from 0) of " + name("a.json") + " has 2 landmarks");
    Files.writeString(file("a.json"), "{\"points\":[]}");
    landmark("a.json", "is no JSON array");
    Files.writeString(file("a.json"), "[[[1,");
    landmark("a.json", "is not JSON.");
    Files.writeString(file("a.csv"), "1,2,3\n");
    landmark("a.csv", "has 3 values; 136 are right");
    Files.writeString(file("a.csv"), "frame, x_0, y_0\n1,2,3\n");
    landmark("a.csv", "has no column x_1");
    Files.writeString(file("a.csv"), "wide" + ",1".repeat(135));
    landmark("a.csv", "has 'wide' for landmark 0, which is no number.");
    Files.writeString(file("a.csv"), "");
    landmark("a.csv", "has no picture in it.");
    Files.writeString(file("a.npy"), "no");
    landmark("a.npy", "a.npy ends too early.");
  }

  @Test
  void shouldSayWhatIsWrongWithNetworks() throws IOException {
    String[] lpips = {PICTURES, name("true"), "--lpips", name("n.onnx")};
    refused("There is no network file", lpips);
    Files.writeString(file("n.onnx"), "not a network");
    refused("n.onnx is not an ONNX model.", lpips);
    Files.write(file("n.onnx"), TinyNetworks.features());
    refused("n.onnx takes 1 pictures; a network of 2 is right here.", lpips);
    Files.write(file("n.onnx"), TinyNetworks.distance(64));
    refused("n.onnx takes pictures of 64 x 64 pixels, and these have 128 x 128.", lpips);
    Files.write(file("n.onnx"), TinyNetworks.with(TinyNetworks.distance(0), "ReadFile"));
    refused("uses the operator 'ReadFile', which is not among those that are run.", lpips);
    // The difference of a picture and itself, divided by itself.
    Files.write(file("n.onnx"), TinyNetworks.with(TinyNetworks.distance(0), "Log"));
    refused("n.onnx cannot be loaded", lpips);
    Files.write(file("n.onnx"), TinyNetworks.with(TinyNetworks.distance(0), "Pow"));
    refused("n.onnx gives a value that is not a number.", lpips);
    String[] one = {REFERENCE, name("true/0.png"), PICTURES, name("true/0.png")};
    assertThat(run(compareCommand(with(one, "--fid", name("n.onnx"))))).isEqualTo(2);
    assertThat(err.toString()).contains("FID is of many pictures, and there is one");
  }

  private void landmark(String file, String sentence) {
    String[] tiny = {"--avatar", name("tiny.glb"), "--motion", name("same.jsonl")};
    refused(sentence, with(tiny, LANDMARKS, name(file)));
  }

  private void refused(String part, String... options) {
    err.getBuffer().setLength(0);
    String[] all = with(options, REFERENCE, name("true"));
    assertThat(run(compareCommand(with(all, JSON, name("refused.json")))))
        .as(String.join(" ", all))
        .isEqualTo(2);
    assertThat(err.toString()).contains(part).doesNotContain("Exception", "\tat ");
    assertThat(err.toString().lines()).hasSizeLessThanOrEqualTo(2);
    assertThat(file("refused.json")).doesNotExist();
  }

  private JsonNode compareLandmarks(String found) throws IOException {
    String[] tiny = {"--avatar", name("tiny.glb"), "--motion", name("same.jsonl")};
    return compare(with(tiny, LANDMARKS, name(found)));
  }

  private JsonNode compare(String... options) throws IOException {
    String[] all = with(options, REFERENCE, name("true"), JSON, name("found.scores"));
    assertThat(run(compareCommand(all))).as(err.toString()).isZero();
    return new ObjectMapper().readTree(file("found.scores").toFile());
  }

  private static String[] compareCommand(String... options) {
    return with(new String[] {"avatar", "compare"}, options);
  }

  /** Corners of the triangle as landmarks; those of the mouth are all the upper corner. */
  private static Avatar withLandmarks(Avatar avatar) {
    int[] landmarks = new int[HeadMesh.LANDMARKS];
    Arrays.fill(landmarks, 2);
    landmarks[0] = 0;
    landmarks[1] = 1;
    HeadMesh m = avatar.mesh();
    HeadMesh mesh =
        new HeadMesh(
            m.vertices(),
            m.triangles(),
            m.morphs(),
            m.pivots(),
            m.weights(),
            m.poseCorrectives(),
            landmarks);
    return new Avatar(
        avatar.name(), avatar.title(), mesh, avatar.gaussians(), avatar.camera(), avatar.licence());
  }

  private void motion(String name, double... jaws) throws IOException {
    List<String> lines = new ArrayList<>(List.of("{\"space\":\"arkit\",\"names\":[\"jawOpen\"]}"));
    for (int n = 0; n < jaws.length; n++) {
      lines.add(String.format(Locale.ROOT, "{\"t\":%.2f,\"v\":[%s]}", n / 25.0, jaws[n]));
    }
    Files.write(file(name), lines);
  }

  private void grey(String name, int value) throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIDE * SIDE; i++) {
      image.setRGB(i % SIDE, i / SIDE, value << 16 | value << 8 | value);
    }
    ImageIO.write(image, "png", file(name).toFile());
  }

  /** Landmarks at the upper corner at rest, but the first of the second picture. */
  private void landmarks(String name, int pictures, double first) throws IOException {
    double[][] found = new double[pictures][2 * HeadMesh.LANDMARKS];
    for (double[] picture : found) {
      for (int i = 0; i < picture.length; i++) {
        picture[i] = i % 2 == 0 ? 63.5 : 63.5 - 0.1 * 0.5 * SIDE / Math.tan(0.2);
      }
    }
    found[pictures - 1][0] = first;
    if (name.endsWith(".npy")) {
      Files.write(file(name), npy(found));
    } else if (name.endsWith(".json")) {
      double[][][] points = new double[pictures][HeadMesh.LANDMARKS][];
      for (int i = 0; i < pictures * HeadMesh.LANDMARKS; i++) {
        int n = i / HeadMesh.LANDMARKS;
        int k = i % HeadMesh.LANDMARKS;
        points[n][k] = new double[] {found[n][2 * k], found[n][2 * k + 1]};
      }
      new ObjectMapper().writeValue(file(name).toFile(), points);
    } else {
      csv(name, found, name.startsWith("openface"));
    }
  }

  /** OpenFace writes all x before all y, behind columns of its own. */
  private void csv(String name, double[][] found, boolean openFace) throws IOException {
    List<String> lines = new ArrayList<>();
    int n = HeadMesh.LANDMARKS;
    if (openFace) {
      StringBuilder header = new StringBuilder("frame, confidence");
      for (int i = 0; i < 2 * n; i++) {
        header.append(i < n ? ", x_" : ", y_").append(i % n);
      }
      lines.add(header.toString());
    }
    for (double[] picture : found) {
      StringBuilder line = new StringBuilder(openFace ? "7, 0.98" : "");
      for (int i = 0; i < 2 * n; i++) {
        int at = openFace ? 2 * (i % n) + i / n : i;
        line.append(line.isEmpty() ? "" : ", ").append(picture[at]);
      }
      lines.add(line.toString());
    }
    Files.write(file(name), lines);
  }

  private static byte[] npy(double[][] found) {
    String text =
        "{'descr': '>f8', 'fortran_order': False, 'shape': (%d, 68, 2), }".formatted(found.length);
    ByteBuffer out = ByteBuffer.allocate(10 + text.length() + found.length * 136 * 8);
    out.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length(), 0});
    out.put(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    for (double[] picture : found) {
      for (double v : picture) {
        out.putDouble(v);
      }
    }
    return out.array();
  }

  private static String[] with(String[] options, String... more) {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private int run(String... args) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private String name(String name) {
    return file(name).toString();
  }
}
