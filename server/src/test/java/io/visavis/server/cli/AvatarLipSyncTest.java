package io.visavis.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.visavis.server.testing.Pcm;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LSE-C and LSE-D of mouths that are dark where the voice is loud. */
class AvatarLipSyncTest {
  private static final int FRAMES = 60;
  private static final int SIDE = 48;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final boolean[] loud = new boolean[FRAMES + 3];

  @BeforeEach
  void writeMouthsAndAVoice() throws IOException {
    Random random = new Random(11);
    for (int n = 0; n < loud.length; n++) {
      loud[n] = random.nextBoolean();
    }
    Files.write(file("video.onnx"), TinySyncNet.video(224));
    Files.write(file("audio.onnx"), TinySyncNet.audio(5));
    Files.write(file("both.onnx"), TinySyncNet.both());
    voice("voice.wav", FRAMES, 48_000);
    mouths("true", FRAMES, 0);
    mouths("late", FRAMES, 3);
  }

  @Test
  void shouldFindThatPicturesAreThreeFramesBehindTheVoice() throws IOException {
    JsonNode found = compare("late", "--sync-video", "video.onnx", "--sync-audio", "audio.onnx");
    JsonNode late = found.at("/lse/pictures");
    JsonNode right = found.at("/lse/references");
    assertThat(late.at("/offset").asInt()).isEqualTo(3);
    assertThat(right.at("/offset").asInt()).isZero();
    assertThat(out.toString())
        .containsPattern("LSE-C +picture +0\\.\\d\\d\n")
        .containsPattern("LSE-D +picture +.*the picture is 3 frames behind the voice\n")
        .containsPattern("LSE-D +reference +.*where both are together\n")
        .doesNotContain("LSE-C and LSE-D are");
    // Of five numbers of 0 or 1 by chance, two and a half differ in the mean.
    assertThat(right.at("/d").asDouble()).isBetween(0.05, 0.6);
    assertThat(right.at("/c").asDouble()).isBetween(0.7, 1.6);
    assertThat(late.at("/d").asDouble()).isCloseTo(right.at("/d").asDouble(), within(0.15));
  }

  @Test
  void shouldTakeBothHalvesInOneFile() throws IOException {
    JsonNode two = compare("late", "--sync-video", "video.onnx", "--sync-audio", "audio.onnx");
    JsonNode one = compare("late", "--sync-video", "both.onnx");
    assertThat(one.at("/lse")).isEqualTo(two.at("/lse"));
  }

  @Test
  void shouldSayOfHowManyPicturesAFigureIs() throws IOException {
    voice("voice.wav", FRAMES - 10, 16_000);
    JsonNode found = compare("late", "--sync-video", "both.onnx");
    assertThat(found.at("/lse/pictures/offset").asInt()).isEqualTo(3);
    assertThat(out.toString())
        .contains(
            "The voice lasts for 50 pictures, and there are 60; LSE-C and LSE-D are of the first 50.");
  }

  @Test
  void shouldSayWhatIsWrong() throws IOException {
    refused("need both --sync-video and --voice", "--sync-video", name("video.onnx"));
    refused("need both --sync-video and --voice", "--voice", name("voice.wav"));
    String[] both = {"--sync-video", name("both.onnx"), "--voice", name("voice.wav")};
    refused("where it is in 00.png is not known; --face or --mask says it.", both);
    refused("There is no file", "--sync-video", name("both.onnx"), "--voice", name("none.wav"));
    String[] sync = {"--face", "8,8,32,32", "--voice", name("voice.wav"), "--sync-video"};
    refused(
        "video.onnx is no SyncNet: it takes [any, 3, 5, 224, 224] and gives 1 outputs;"
            + " [1, 3, 5, 224, 224] and [1, 1, 13, 20] and two outputs is right.",
        with(sync, name("video.onnx")));
    refused(
        "both.onnx is no SyncNet: it takes [any, 1, 13, 20] and [any, 3, 5, 224, 224]",
        with(sync, name("both.onnx"), "--sync-audio", name("audio.onnx")));
    Files.write(file("small.onnx"), TinySyncNet.video(96));
    refused(
        "it takes [any, 3, 5, 96, 96] and gives 1 outputs; [1, 3, 5, 224, 224] and one output",
        with(sync, name("small.onnx"), "--sync-audio", name("audio.onnx")));
    Files.write(file("four.onnx"), TinySyncNet.audio(4));
    refused(
        "SyncNet gives 5 features of lips and 4 of a voice",
        with(sync, name("video.onnx"), "--sync-audio", name("four.onnx")));
    voice("voice.wav", FRAMES, 8_000);
    refused(
        "has 8000 samples a second; SyncNet needs 16000 at least.", with(sync, name("both.onnx")));
    voice("voice.wav", 20, 16_000);
    refused(
        "There are 60 pictures, and "
            + name("voice.wav")
            + " lasts for 20; LSE-C and LSE-D need 36",
        with(sync, name("both.onnx")));
    voice("voice.wav", FRAMES, 16_000);
    Files.move(file("true/59.png"), file("true/059.png"));
    Files.move(file("late/59.png"), file("late/059.png"));
    refused(
        "The picture 06.png comes after 059.png by its name, and its number is lower",
        with(sync, name("both.onnx")));
  }

  private JsonNode compare(String pictures, String... networks) throws IOException {
    List<String> all = new ArrayList<>(List.of("--pictures", name(pictures)));
    for (String word : networks) {
      all.add(word.endsWith(".onnx") ? name(word) : word);
    }
    all.addAll(List.of("--voice", name("voice.wav"), "--face", "8,8,32,32"));
    all.addAll(List.of("--json", name("found.scores")));
    assertThat(run(all.toArray(String[]::new))).as(err.toString()).isZero();
    return new ObjectMapper().readTree(file("found.scores").toFile());
  }

  private void refused(String part, String... options) {
    err.getBuffer().setLength(0);
    String[] rest = {"--pictures", name("late"), "--json", name("refused.json")};
    assertThat(run(with(rest, options))).as(String.join(" ", options)).isEqualTo(2);
    assertThat(err.toString()).contains(part).doesNotContain("Exception", "\tat ");
    assertThat(err.toString().lines()).hasSizeLessThanOrEqualTo(2);
    assertThat(file("refused.json")).doesNotExist();
  }

  private int run(String... options) {
    String[] command = {"avatar", "compare", "--reference", name("true")};
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), with(command, options));
  }

  /** Dark where the voice is loud, so many frames later. */
  private void mouths(String place, int frames, int late) throws IOException {
    Files.createDirectory(file(place));
    for (int n = 0; n < frames; n++) {
      BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
      boolean dark = loud[n < late ? FRAMES + n : n - late];
      for (int i = 0; i < SIDE * SIDE; i++) {
        image.getRaster().setSample(i % SIDE, i / SIDE, 0, dark ? 0 : 255);
      }
      ImageIO.write(image, "png", file("%s/%02d.png".formatted(place, n)).toFile());
    }
  }

  private void voice(String name, int frames, int rate) throws IOException {
    int step = rate / 25;
    float[] x = new float[frames * step];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) ((loud[i / step] ? 0.3 : 0.003) * Math.sin(2 * Math.PI * 3_000 * i / rate));
    }
    AudioFormat format = new AudioFormat(rate, 16, 1, true, false);
    byte[] bytes = Pcm.bytes(x, 0, x.length);
    try (var stream = new AudioInputStream(new ByteArrayInputStream(bytes), format, x.length)) {
      AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file(name).toFile());
    }
  }

  private static String[] with(String[] options, String... more) {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private String name(String name) {
    return file(name).toString();
  }
}
