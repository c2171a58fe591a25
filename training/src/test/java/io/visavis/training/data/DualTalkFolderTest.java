package io.visavis.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.visavis.inference.Kin;
import io.visavis.inference.Relation;
import io.visavis.inference.Status;
import io.visavis.training.conversation.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in exactly DualTalk's layout, and the faults that such files have. */
class DualTalkFolderTest {
  private static final int FRAMES = 75;

  @TempDir Path root;
  private Path clips;

  @BeforeEach
  void write() throws IOException {
    clips = Files.createDirectories(root.resolve("test"));
    for (int speaker = 1; speaker <= 2; speaker++) {
      wav(clips.resolve("a_speaker%d.wav".formatted(speaker)), 640 * FRAMES);
      npz(speaker, FRAMES, "<f4", "exp", 0);
    }
  }

  @Test
  void shouldReadBothSpeakersWithTheJawBeforeTheNeck() throws IOException {
    Files.writeString(root.resolve("relations.csv"), "clip,kin,status\na,blood,self-higher\n");
    DualTalkFolder data = new DualTalkFolder(root);
    assertThat(data.names(Split.TEST)).containsExactly("a");
    assertThat(data.names(Split.TRAIN)).isEmpty();
    List<DualTalkSide> sides = data.read(Split.TEST, "a");
    for (DualTalkSide side : sides) {
      assertThat(side.voice()).hasSize(640 * FRAMES);
      assertThat(side.motion()).hasDimensions(FRAMES, 56);
      float[] frame = side.motion()[10];
      assertThat(frame[49]).isCloseTo(0.1f * 49, within(1e-5f));
      // In the file: neck 0.00, 0.01, 0.02, jaw 0.03, 0.04, 0.05.
      assertThat(frame[50]).isCloseTo(0.03f, within(1e-6f));
      assertThat(frame[55]).isCloseTo(0.02f, within(1e-6f));
    }
    assertThat(sides.get(0).voice()[1]).isCloseTo(0.25f, within(1e-6f));
    assertThat(sides.get(0).relation()).isEqualTo(new Relation(Kin.BLOOD, Status.SELF_HIGHER));
    assertThat(sides.get(1).relation()).isEqualTo(new Relation(Kin.BLOOD, Status.SELF_LOWER));
  }

  @Test
  void shouldCutSoundAndMotionToTheShorter() throws IOException {
    npz(2, FRAMES - 10, "<f4", "exp", 0);
    List<DualTalkSide> sides = new DualTalkFolder(root).read(Split.TEST, "a");
    assertThat(sides.get(0).motion()).hasNumberOfRows(FRAMES - 10);
    assertThat(sides.get(0).voice()).hasSize(640 * (FRAMES - 10));
  }

  @Test
  void shouldRefuseMotionOfAnotherRate() throws IOException {
    npz(1, 3 * FRAMES, "<f4", "exp", 0);
    refused("has 225 frames, and its sound is 75 frames long at 25 a second.");
  }

  @Test
  void shouldRefuseWhatIsNoNumberOrFarOutside() throws IOException {
    npz(1, FRAMES, "<f4", "exp", Float.NaN);
    refused("has the value NaN in 'exp' of frame 3");
    npz(1, FRAMES, "<f4", "exp", 1e9f);
    refused("has the value 1.0E9 in 'exp' of frame 3; -20.0 to 20.0 would be right.");
  }

  @Test
  void shouldRefuseOtherKeysAndTypes() throws IOException {
    npz(1, FRAMES, "<f4", "expression", 0);
    refused("has no array 'exp'; it has expression, pose.");
    npz(1, FRAMES, "|O", "exp", 0);
    refused("values of the type '|O'");
  }

  @Test
  void shouldRefuseFilesThatAreCutShortOrMissing() throws IOException {
    Path npz = clips.resolve("a_speaker1.npz");
    byte[] whole = Files.readAllBytes(npz);
    Files.write(npz, java.util.Arrays.copyOf(whole, whole.length / 2));
    refused("is not an npz file, or is cut short.");
    Files.delete(npz);
    refused("There is no file " + npz);
    Files.writeString(clips.resolve("a_speaker1.wav"), "RIFF");
    refused("a_speaker1.wav");
  }

  @Test
  void shouldSayWhichLineOfTheRelationsIsWrong() throws IOException {
    Files.writeString(root.resolve("relations.csv"), "# all\na,blood,equal\nb,cousins\n");
    assertThatThrownBy(() -> new DualTalkFolder(root))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Line 3 of ")
        .hasMessageContaining("'cousins' is not a relation");
    assertThatThrownBy(() -> new DualTalkFolder(root.resolve("nowhere")))
        .hasMessageStartingWith("There is no folder");
  }

  @Test
  void shouldRefuseSpeakersOfUnlikeLength() throws IOException {
    wav(clips.resolve("a_speaker2.wav"), 640 * 2 * FRAMES);
    npz(2, 2 * FRAMES, "<f4", "exp", 0);
    refused("has 150 frames, and the other speaker 75.");
  }

  @Test
  void shouldSayWhatIsInAFolderAndWhatIsWrong() throws IOException {
    Files.writeString(root.resolve("relations.csv"), "a,blood\nmispelt,equal\n");
    java.io.StringWriter said = new java.io.StringWriter();
    picocli.CommandLine line =
        new picocli.CommandLine(io.visavis.training.Main.class)
            .setOut(new java.io.PrintWriter(said));
    assertThat(line.execute("data", root.toString())).isEqualTo(1);
    assertThat(said.toString())
        .contains("test  1 of 1 conversations can be used, 0.1 minutes")
        .contains("relations.csv has 'mispelt', which no split has a conversation for.");
    Files.writeString(root.resolve("relations.csv"), "a,blood\n");
    assertThat(line.execute("data", root.toString())).isZero();
    Files.delete(clips.resolve("a_speaker2.npz"));
    assertThat(line.execute("data", root.toString())).isEqualTo(1);
    assertThat(said.toString()).contains("There is no file");
  }

  private void refused(String sentence) {
    assertThatThrownBy(() -> new DualTalkFolder(root).read(Split.TEST, "a"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(sentence);
  }

  private static void wav(Path file, int samples) throws IOException {
    float[] x = new float[samples];
    for (int i = 1; i < samples; i += 2) {
      x[i] = 0.25f;
    }
    DualTalkFiles.wav(file, x);
  }

  /**
   * exp (T, 50) with 0.1 c in column c, pose (T, 6) with 0.01 c; frame 3 may have another value.
   */
  private void npz(int speaker, int frames, String type, String key, float odd) throws IOException {
    Path file = clips.resolve("a_speaker%d.npz".formatted(speaker));
    float[][] expression = rising(frames, 50, 0.1f);
    expression[3][7] = odd == 0 ? expression[3][7] : odd;
    DualTalkFiles.npz(file, key, type, expression, rising(frames, 6, 0.01f));
  }

  private static float[][] rising(int frames, int columns, float scale) {
    float[][] rows = new float[frames][columns];
    for (float[] row : rows) {
      for (int c = 0; c < columns; c++) {
        row[c] = scale * c;
      }
    }
    return rows;
  }
}
