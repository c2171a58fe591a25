package io.visavis.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.glb.GlbReader;
import io.visavis.avatar.glb.GlbWriter;
import io.visavis.avatar.onnx.OnnxGraph;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code avatar distil}, from a network to a picture. */
class AvatarDistilTest {
  private static final int CHANNELS = 11;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeAnAvatarAndANetwork() throws IOException {
    Avatar tiny = TinyAvatar.named("tiny");
    GlbWriter.write(tiny, folder.resolve("tiny.glb"));
    GlbWriter.write(TinyAvatar.flame("flame"), folder.resolve("flame.glb"));
    Files.write(folder.resolve("net.onnx"), green(tiny.gaussians().size()));
  }

  @Test
  void shouldTurnGreenWithEnvyAsTheNetworkDoes() throws IOException {
    assertThat(distil("--rank", "4", "--samples", "64")).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("On 8 samples that the fit has not seen")
        .containsPattern("energy +100 % +0\\.000 % +0\\.0")
        .contains("Wrote");
    assertThat(green("contempt=3")).isGreaterThan(green("") + 100);
    assertThat(green("happy=3")).isBetween(green("") - 5, green("") + 5);
  }

  @Test
  void shouldSayThatTurnsMakeNeedlesInTheBindingOfTheHead() throws IOException {
    assertThat(distil("--samples", "64")).isZero();
    assertThat(out.toString()).doesNotContain("degrees out of");
    Files.write(folder.resolve("net.onnx"), change(1, 1, 0.25f));
    assertThat(distil("--samples", "64")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("degrees out of their triangles' planes", "needles");
    assertThat(run("avatar", "check", file("out.glb"))).isZero();
    assertThat(out.toString()).contains("degrees out of their triangles' planes");
  }

  @Test
  void shouldKeepTheCorrectivesOfAHead() throws IOException {
    Avatar flame = TinyAvatar.retargeted(TinyAvatar.flame("flame"));
    GlbWriter.write(flame, folder.resolve("tiny.glb"));
    assertThat(distil("--rank", "4", "--samples", "64")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("beside the 2 correctives that the avatar had");
    assertThat(GlbReader.read(folder.resolve("out.glb")).correctives().names())
        .startsWith("green", "fade", "change-1");
    int plain = green("");
    assertThat(green("contempt=3")).isGreaterThan(plain + 100);
    assertThat(green("", "--corrective", "green=1")).isGreaterThan(plain + 100);
    assertThat(distil("--replace", "--samples", "64")).as(err.toString()).isZero();
    assertThat(GlbReader.read(folder.resolve("out.glb")).correctives().names())
        .doesNotContain("green");
  }

  /** Twice the same network, the second time beside the first: twice as green. */
  @Test
  void shouldRunBothNetworksWhereTheHeadHasOne() throws IOException {
    Files.write(folder.resolve("net.onnx"), change(1, 8, 0.08f));
    assertThat(distil("--rank", "1", "--samples", "64")).as(err.toString()).isZero();
    int once = green("contempt=3") - green("");
    assertThat(once).isGreaterThan(30);
    Files.copy(
        folder.resolve("out.glb"),
        folder.resolve("tiny.glb"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(distil("--rank", "1", "--samples", "64")).as(err.toString()).isZero();
    assertThat(GlbReader.read(folder.resolve("out.glb")).correctives().names())
        .containsExactly("change-1", "again-2-change-1");
    assertThat(green("contempt=3") - green("")).isBetween(2 * once - 6, 2 * once + 6);
  }

  @Test
  void shouldRefuseWhatCannotStandBesideTheOthers() throws IOException {
    Avatar tiny = TinyAvatar.named("tiny");
    CorrectiveBasis logit =
        new CorrectiveBasis(CorrectiveTarget.OPACITY_LOGIT, false, 0, new float[] {1});
    GlbWriter.write(
        tiny.with(tiny.gaussians(), new Correctives(List.of("fade"), List.of(logit))),
        folder.resolve("tiny.glb"));
    refused("own correctives change opacity as logit, and those of a network as linear");
    List<String> many = java.util.stream.IntStream.range(0, 250).mapToObj(k -> "k" + k).toList();
    CorrectiveBasis basis =
        new CorrectiveBasis(CorrectiveTarget.OPACITY_LINEAR, false, 0, new float[250]);
    GlbWriter.write(
        tiny.with(tiny.gaussians(), new Correctives(many, List.of(basis))),
        folder.resolve("tiny.glb"));
    refused(
        "has 250 correctives already, beside which a rank of 16 does not fit into it; at most 6");
  }

  @Test
  void shouldSayWhatIsWrongAndWriteNothing() throws IOException {
    refused("A rank of 0 cannot be fitted; 1 to 256 is right.", "--rank", "0");
    refused("A rank of 257 cannot be fitted", "--rank", "257");
    refused("20 samples are not right for a rank of 16; 32 to 2048 are.", "--samples", "20");
    refused("no.jsonl", "--motion", file("no.jsonl"));
    refused("There is no file", "--voice", file("no.wav"));
    Files.write(folder.resolve("net.onnx"), green(3));
    refused("'change' has the shape [-1, 3, 11]; [batch, 1, 11] of floats");
    Files.write(folder.resolve("net.onnx"), new byte[] {1, 2});
    refused("The network of changes is no ONNX model.");
    Files.delete(folder.resolve("net.onnx"));
    refused("net.onnx does not exist.");
    assertThat(run("avatar", "distil", file("flame.glb"), "--network", "x", "--out", "x.png"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("An avatar is written to a .glb file, not to x.png.");
  }

  private void refused(String sentence, String... more) throws IOException {
    assertThat(distil(more)).isEqualTo(2);
    assertThat(err.toString()).contains(sentence).doesNotContain("\tat ");
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> String.valueOf(f.getFileName())))
          .isSubsetOf("tiny.glb", "flame.glb", "net.onnx");
    }
  }

  /** Green of the middle of the face that feels so. */
  private int green(String emotion, String... more) throws IOException {
    String[] render = {
      "avatar", "render", "--avatar", file("out.glb"), "--size", "128", "--backend", "oracle"
    };
    List<String> args = new ArrayList<>(List.of(render));
    args.addAll(List.of("--emotion", emotion, "--out", file("face.png")));
    args.addAll(List.of(more));
    assertThat(run(args.toArray(String[]::new))).as(err.toString()).isZero();
    BufferedImage image = ImageIO.read(folder.resolve("face.png").toFile());
    return image.getRGB(64, 74) >> 8 & 0xff;
  }

  /** Every Gaussian's green rises by 0.25 an intensity of contempt. */
  private static byte[] green(int gaussians) {
    return change(gaussians, 8, 0.25f);
  }

  /** A channel of every Gaussian rises by so much an intensity of contempt. */
  private static byte[] change(int gaussians, int channel, float rise) {
    OnnxGraph graph = new OnnxGraph();
    graph.input("emotion", 8);
    float[] w = new float[8 * gaussians * CHANNELS];
    for (int i = 0; i < gaussians; i++) {
      w[5 * gaussians * CHANNELS + i * CHANNELS + channel] = rise;
    }
    String flat =
        graph.op("MatMul", "emotion", graph.floats("w", w, 8, (long) gaussians * CHANNELS));
    graph.named("Identity", "change", graph.shaped(flat, 0, gaussians, CHANNELS));
    graph.output("change", gaussians, CHANNELS);
    return graph.toBytes(Map.of());
  }

  private int distil(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "avatar",
                "distil",
                file("tiny.glb"),
                "--network",
                file("net.onnx"),
                "--out",
                file("out.glb")));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}
