package io.visavis.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.glb.GlbWriter;
import io.visavis.avatar.onnx.OnnxGraph;
import io.visavis.avatar.plate.Plate;
import io.visavis.avatar.plate.PlateNetwork;
import io.visavis.avatar.plate.PlateRegion;
import io.visavis.avatar.plate.TestPictures;
import io.visavis.inference.inpaint.PlateTensors;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnimateCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeInputs() throws IOException {
    GlbWriter.write(TinyAvatar.named("tiny"), folder.resolve("tiny.glb"));
    Files.write(folder.resolve("voice.wav"), wav(5_000));
    try (InputStream in =
        AnimateCommandTest.class.getResourceAsStream(
            "/io/visavis/server/offline/random-weights.onnx")) {
      Files.copy(Objects.requireNonNull(in), folder.resolve("model.onnx"));
    }
  }

  @Test
  void shouldWriteMotionVideoAndPictures() throws IOException {
    int code =
        animate("--motion", file("m.jsonl"), "--video", file("v.y4m"), "--frames", file("f"));
    assertThat(code).isZero();
    assertThat(out.toString()).startsWith("0.6 s of video in ").contains("x real time");
    // 5,000 samples at 8 kHz are 15.6 frames
    assertThat(Files.readAllLines(folder.resolve("m.jsonl"))).hasSize(1 + 16);
    assertThat(Files.size(folder.resolve("v.y4m"))).isGreaterThan(16 * 64 * 64 * 3 / 2);
    assertThat(folder.resolve("f/frame-00015.png")).exists();
    assertThat(folder.resolve("f/frame-00016.png")).doesNotExist();
  }

  @Test
  void shouldCutTheHeadOut() throws IOException {
    assertThat(animate("--frames", file("clear"), "--background", "transparent")).isZero();
    BufferedImage clear = ImageIO.read(folder.resolve("clear/frame-00003.png").toFile());
    assertThat(clear.getRGB(0, 0) >>> 24).isZero();
    int[] all = clear.getRGB(0, 0, 64, 64, null, 0, 64);
    assertThat(Arrays.stream(all).map(p -> p >>> 24).max().orElse(0)).isGreaterThan(240);

    assertThat(animate("--video", file("packed.y4m"), "--matte", "packed")).isZero();
    byte[] video = Files.readAllBytes(folder.resolve("packed.y4m"));
    String head = new String(video, 0, 40, StandardCharsets.US_ASCII);
    assertThat(head).startsWith("YUV4MPEG2 W128 H64 ");
    int frame = new String(video, StandardCharsets.ISO_8859_1).indexOf("FRAME\n") + 6;
    assertThat(video[frame + 64] & 255).as("the matte of a corner").isEqualTo(16);
    int most = 0;
    for (int i = 0; i < 64 * 64; i++) {
      most = Math.max(most, video[frame + i / 64 * 128 + 64 + i % 64] & 255);
    }
    assertThat(most).as("of the head").isGreaterThan(220);
    refused("There is no matte 'green'; none or packed is right.", "--matte", "green");
    refused("There is no background 'red'", "--frames", file("r"), "--background", "red");
    assertThat(folder.resolve("r")).doesNotExist();
  }

  @Test
  void shouldMendWhereTheHeadMeetsItsPlateInEveryFrame() throws IOException {
    OnnxGraph graph = new OnnxGraph();
    graph.input("x", 3, 16, 16);
    graph.named("Sub", "y", graph.scalar(1), "x");
    graph.output("y", 3, 16, 16);
    PlateNetwork inverse =
        PlateTensors.describe(graph.toBytes(Map.of()), PlateRegion.whole(0, 0), false, 0, 1);
    Plate plate = Plate.of(TestPictures.png(64, 64), Plate.NONE, Plate.NONE);
    Avatar tiny = TinyAvatar.named("tiny");
    GlbWriter.write(tiny.before(plate), folder.resolve("plain.glb"));
    GlbWriter.write(tiny.before(plate.with(inverse)), folder.resolve("mended.glb"));
    for (String name : List.of("plain", "mended")) {
      assertThat(animate("--avatar", file(name + ".glb"), "--frames", file(name)))
          .as(err.toString())
          .isZero();
    }
    for (int n = 0; n < 16; n++) {
      String frame = "frame-%05d.png".formatted(n);
      BufferedImage plain = ImageIO.read(folder.resolve("plain").resolve(frame).toFile());
      BufferedImage mended = ImageIO.read(folder.resolve("mended").resolve(frame).toFile());
      assertThat(mended.getRGB(0, 0)).as("the plate").isEqualTo(plain.getRGB(0, 0));
      int most = 0;
      for (int i = 0; i < 64 * 64; i++) {
        int brighter = green(mended, i) - green(plain, i);
        most = Math.max(most, brighter);
      }
      assertThat(most).as("the red head, inverted, in frame %d", n).isGreaterThan(120);
    }
  }

  private static int green(BufferedImage image, int pixel) {
    return image.getRGB(pixel % 64, pixel / 64) >> 8 & 0xff;
  }

  @Test
  void shouldMoveTheSameForTheSameSeed() throws IOException {
    animate("--motion", file("a.jsonl"), "--seed", "5");
    animate("--motion", file("b.jsonl"), "--seed", "5");
    assertThat(folder.resolve("a.jsonl")).hasSameTextualContentAs(folder.resolve("b.jsonl"));
  }

  @Test
  void shouldSayWhatTheModelDoesNotHear() {
    assertThat(animate("--motion", file("m.jsonl"), "--emotion", "happy=2")).isZero();
    assertThat(err.toString()).contains("Note: The model model.onnx does not hear emotion;");
  }

  @Test
  void shouldSayInOneSentenceWhatIsWrong() throws IOException {
    Files.writeString(folder.resolve("text.wav"), "no sound in here at all");
    Files.write(folder.resolve("empty.wav"), new byte[0]);
    refused("Nothing to write; give --video, --motion or --frames.");
    String motion = file("m.jsonl");
    refused("There is no emotion 'hapy';", "--motion", motion, "--emotion", "hapy");
    refused("'x' is not a relation;", "--motion", motion, "--relation", "x");
    refused("A size of 63 cannot be drawn", "--motion", motion, "--size", "63");
    refused("is written as .mp4 or .y4m", "--video", file("v.gif"));
    refused("There is no avatar 'nobody'", "--video", file("v.y4m"), "--avatar", "nobody");
    refused("There is no model 'other'", "--motion", motion, "--model", "other");
    refused("text.wav is not a wav file", "--motion", motion, "--self", file("text.wav"));
    refused("empty.wav is empty", "--motion", motion, "--self", file("empty.wav"));
    refused("There is no file", "--motion", motion, "--self", file("none.wav"));
    refused("c.jsonl", "--motion", motion, "--controls", file("c.jsonl"));
    refused("m.jsonl does not exist", "--motion", file("none/m.jsonl"));
  }

  @Test
  void shouldRefuseAnAvatarThatTheModelDoesNotMove() throws IOException {
    GlbWriter.write(TinyAvatar.flame("flame"), folder.resolve("flame.glb"));
    refused(
        "The avatar 'flame' is moved by flame motion, and the model 'model.onnx' gives arkit; an avatar and a model of the same space are right.",
        "--video",
        file("v.y4m"),
        "--avatar",
        file("flame.glb"));
    assertThat(folder.resolve("v.y4m")).doesNotExist();
    assertThat(animate("--motion", file("m.jsonl"), "--avatar", file("flame.glb"))).isZero();
  }

  @Test
  void shouldMoveAnAvatarOfFlameThatIsRetargeted() throws IOException {
    GlbWriter.write(TinyAvatar.retargeted(TinyAvatar.flame("flame")), folder.resolve("flame.glb"));
    GlbWriter.write(TinyAvatar.named("tiny"), folder.resolve("tiny.glb"));
    for (String name : List.of("flame", "tiny")) {
      assertThat(animate("--avatar", file(name + ".glb"), "--size", "64", "--frames", file(name)))
          .as(err.toString())
          .isZero();
    }
    // Both triangles go down with jawOpen, one of them through expression 3.
    byte[] open = Files.readAllBytes(folder.resolve("tiny/frame-00012.png"));
    assertThat(Files.readAllBytes(folder.resolve("flame/frame-00012.png"))).isEqualTo(open);
  }

  @Test
  void shouldShowAndCheckAModel() {
    assertThat(run("model", "show", file("model.onnx"))).isZero();
    assertThat(out.toString()).contains("\"role\" : \"self.logmel40\"");
    assertThat(run("model", "check", file("model.onnx"))).isZero();
    assertThat(out.toString())
        .contains("model.onnx: fine.")
        .contains("look-ahead  55.0 ms")
        .contains("us a frame alone", "us each in a batch of 8, both voices' features included")
        .contains("(one core)");
    assertThat(run("model", "check", file("model.onnx"), "--provider", "gpu")).isEqualTo(2);
    assertThat(run("model", "check", file("voice.wav"))).isEqualTo(2);
    assertThat(err.toString()).contains("voice.wav is not an ONNX model.");
  }

  private void refused(String message, String... more) {
    err.getBuffer().setLength(0);
    int code = animate(more);
    assertThat(err.toString()).contains(message);
    assertThat(err.toString()).startsWith("visavis: ").doesNotContain("\tat ");
    assertThat(code).isEqualTo(2);
  }

  private int animate(String... more) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("--self", file("voice.wav"));
    options.put("--model", file("model.onnx"));
    options.put("--avatar", file("tiny.glb"));
    options.put("--size", "64");
    for (int i = 0; i < more.length; i += 2) {
      options.put(more[i], more[i + 1]);
    }
    List<String> args = new ArrayList<>(List.of("animate"));
    options.forEach((name, value) -> args.addAll(List.of(name, value)));
    return run(args.toArray(String[]::new));
  }

  private int run(String... args) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  /** 16 bit mono at 8 kHz. */
  private static byte[] wav(int samples) {
    ByteBuffer b = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    b.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
    b.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    b.putShort((short) 1).putShort((short) 1).putInt(8_000).putInt(16_000);
    b.putShort((short) 2).putShort((short) 16);
    b.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
    for (int i = 0; i < samples; i++) {
      b.putShort((short) (8_000 * Math.sin(i * 0.1) * Math.sin(i * 0.002)));
    }
    return b.array();
  }
}
