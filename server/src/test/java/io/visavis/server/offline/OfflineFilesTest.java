package io.visavis.server.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.Control;
import io.visavis.inference.Emotion;
import io.visavis.inference.Relation;
import io.visavis.render.Picture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfflineFilesTest {
  private static final String HEAD =
      "{\"space\":\"arkit\",\"fps\":25,\"names\":[\"jawOpen\",\"headYaw\"]}\n";

  @TempDir Path folder;

  @Test
  void shouldReadBackTheMotionThatWasWritten() throws IOException {
    Path file = folder.resolve("m.jsonl");
    float[][] wanted = new float[3][55];
    try (MotionFile.Writer writer = new MotionFile.Writer(file, MotionSpace.ARKIT)) {
      for (int n = 0; n < 3; n++) {
        for (int i = 0; i < 55; i++) {
          wanted[n][i] = (float) Math.sin(n * 55 + i);
        }
        writer.write(n, wanted[n]);
      }
    }
    List<PartnerFrame> read = MotionFile.read(file, MotionSpace.ARKIT);
    assertThat(read).hasSize(3);
    for (int n = 0; n < 3; n++) {
      assertThat(read.get(n).t()).isEqualTo(n / 25.0);
      assertThat(read.get(n).values()).containsExactly(wanted[n], within(1e-6f));
      assertThat(read.get(n).mask()).containsOnly(true);
    }
  }

  @Test
  void shouldTakeChannelsThatAreMissingOrNullAsNotTracked() throws IOException {
    PartnerFrame frame = motion(HEAD + "{\"t\":0.5,\"v\":[0.25,null]}").getFirst();
    assertThat(frame.t()).isEqualTo(0.5);
    assertThat(frame.values()[ArkitChannel.JAW_OPEN.ordinal()]).isEqualTo(0.25f);
    for (ArkitChannel c : ArkitChannel.values()) {
      assertThat(frame.mask()[c.ordinal()]).isEqualTo(c == ArkitChannel.JAW_OPEN);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"t\":0,\"v\":[1]} | Line 2 of FILE has 1 values; 2 would be right, as many as there are"
            + " names.",
        "{\"t\":0,\"v\":[1,NaN]} | Line 2 of FILE is not JSON",
        "{\"t\":0,\"v\":[1,1e99]} | Line 2 of FILE has the value 1.0E99; a number, or null",
        "{\"t\":0,\"v\":[1,\"x\"]} | Line 2 of FILE has the value \"x\"; a number, or null",
        "{\"v\":[1,2]} | Line 2 of FILE has no time;",
        "{\"t\":-1,\"v\":[1,2]} | Line 2 of FILE has no time;",
        "{\"t\":1,\"v\":[1,2]}~{\"t\":1,\"v\":[1,2]} | Line 3 of FILE has the time 1.0 after 1.0;"
            + " times ascend.",
        "{\"t\":0,\"v\":[1,2],\"w\":3} | Line 2 of FILE has an unknown key 'w'; t, v are known.",
        "[1,2] | Line 2 of FILE is not a JSON object."
      })
  void shouldSayWhichLineOfMotionIsWrong(String lines, String message) {
    String wanted = message.replace("FILE", folder.resolve("m.jsonl").toString());
    assertThatThrownBy(() -> motion(HEAD + lines.replace('~', '\n')))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(wanted);
  }

  @Test
  void shouldSayWhatIsWrongWithTheFirstLine() {
    assertThatThrownBy(() -> motion("")).hasMessageContaining("is empty; motion was expected");
    assertThatThrownBy(() -> motion(HEAD.replace("jawOpen", "jawopen")))
        .hasMessageContaining("has the name 'jawopen', which is no channel of arkit.");
    assertThatThrownBy(() -> motion(HEAD.replace("headYaw", "jawOpen")))
        .hasMessageContaining("has the name 'jawOpen' twice.");
    assertThatThrownBy(() -> motion(HEAD.replace("arkit", "flame")))
        .hasMessageContaining("has the space 'flame'; 'arkit' is needed.");
    assertThatThrownBy(() -> motion("{\"t\":0,\"v\":[]}")).hasMessageContaining("unknown key");
  }

  @Test
  void shouldRefuseLinesAndFilesThatNeverEnd() {
    assertThatThrownBy(() -> motion(HEAD + "{\"t\":0,\"v\":[" + "0,".repeat(1 << 20)))
        .hasMessageContaining("Line 2 of")
        .hasMessageEndingWith("has more than 1048576 characters.");
    StringBuilder many = new StringBuilder(HEAD);
    for (int n = 0; n <= 300_000; n++) {
      many.append("{\"t\":").append(n).append(",\"v\":[0,0]}\n");
    }
    assertThatThrownBy(() -> motion(many.toString()))
        .hasMessageContaining("Line 300002 of")
        .hasMessageEndingWith("is one frame more than 300000, which is the most.");
  }

  @Test
  void shouldSayItInOneShortLineWhateverIsInTheFile() {
    String name = "a\\nb\\u0007" + "x".repeat(500);
    assertThatThrownBy(() -> motion(HEAD.replace("jawOpen", name)))
        .message()
        .contains("has the name 'a b xx")
        .doesNotContain("\n", "\u0007")
        .hasSizeLessThan(450);
  }

  @Test
  void shouldReadControls() throws IOException {
    List<TimedControl> controls =
        controls(
            """
            {"t":0.5,"emotion":{"happy":1.5},"relation":"blood,equal"}

            {"t":2,"identity":"ann"}
            {"t":3,"flush":true}
            """);
    assertThat(controls)
        .containsExactly(
            new TimedControl(0.5, new Control.SetEmotion(Emotion.parse("happy=1.5"))),
            new TimedControl(0.5, new Control.SetRelation(Relation.parse("blood,equal"))),
            new TimedControl(2, new Control.SetIdentity("ann")),
            new TimedControl(3, new Control.Hush()));
  }

  @Test
  void shouldSayWhichControlIsWrong() {
    assertThatThrownBy(() -> controls("{\"t\":0,\"flush\":1}"))
        .hasMessageContaining("Line 1 of ")
        .hasMessageContaining("a flush that is not true");
    assertThatThrownBy(() -> controls("{\"t\":0,\"emotion\":{\"hapy\":1}}"))
        .hasMessageStartingWith("Line 1 of ")
        .hasMessageContaining("cannot be used: There is no emotion 'hapy'");
    assertThatThrownBy(() -> controls("{\"t\":0,\"mood\":1}"))
        .hasMessageContaining(
            "has an unknown key 'mood'; emotion, flush, identity, relation, t are known.");
    assertThatThrownBy(() -> controls("{\"t\":0,\"emotion\":\"happy\"}"))
        .hasMessageContaining("has an emotion that is not an object");
    assertThatThrownBy(() -> controls("{\"t\":0,\"relation\":\"friends\"}"))
        .hasMessageContaining("'friends' is not a relation");
  }

  @Test
  void shouldWriteY4mThatPlayersRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Y4mWriter writer = new Y4mWriter(bytes, 64, 64)) {
      writer.write(Picture.I420.of(64, 64));
      writer.write(Picture.I420.of(64, 64));
    }
    String head = "YUV4MPEG2 W64 H64 F25:1 Ip A1:1 C420jpeg XCOLORRANGE=LIMITED\n";
    assertThat(bytes.size()).isEqualTo(head.length() + 2 * (6 + 64 * 64 * 3 / 2));
    assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).startsWith(head + "FRAME\n");
  }

  @Test
  void shouldRefuseOtherKindsOfVideo() {
    assertThatThrownBy(
            () -> VideoOutput.open(folder.resolve("a.avi"), folder.resolve("a.wav"), 64, 64))
        .hasMessageContaining("Video is written as .mp4 or .y4m");
  }

  private List<PartnerFrame> motion(String text) throws IOException {
    Path file = folder.resolve("m.jsonl");
    Files.writeString(file, text);
    return MotionFile.read(file, MotionSpace.ARKIT);
  }

  private List<TimedControl> controls(String text) throws IOException {
    Path file = folder.resolve("c.jsonl");
    Files.writeString(file, text);
    return ControlFile.read(file);
  }
}
