package io.visavis.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.MotionBatch;
import io.visavis.inference.MotionStream;
import io.visavis.inference.model.MotionModel;
import io.visavis.inference.model.Role;
import io.visavis.training.conversation.Conversation;
import io.visavis.training.conversation.Repertoire;
import io.visavis.training.conversation.Side;
import io.visavis.training.conversation.Split;
import io.visavis.training.conversation.TestSpeech;
import io.visavis.training.data.DualTalkFiles;
import io.visavis.training.data.DualTalkFolder;
import io.visavis.training.evaluate.RecordedEvaluation;
import io.visavis.training.evaluate.ScoreTable;
import io.visavis.training.metric.Part;
import io.visavis.training.metric.Scores;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a folder of recordings to a model of the flame space, by the commands that users type. */
class TrainOnDataTest {
  private static final int SECONDS = 12;

  @TempDir Path folder;
  private Path data;
  private Path lips;
  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    lips = folder.resolve("lips.onnx");
    try (InputStream shipped =
        MotionStream.class.getResourceAsStream(MotionModel.BUILT_IN + ".onnx")) {
      Files.copy(Objects.requireNonNull(shipped), lips);
    }
    data = folder.resolve("data");
    Path clips = Files.createDirectories(data.resolve("train"));
    Repertoire repertoire = TestSpeech.repertoire(Split.TRAIN);
    for (int k = 0; k < 2; k++) {
      List<Side> sides = Conversation.make(repertoire, Split.TRAIN, k, SECONDS).sides();
      for (int who = 0; who < 2; who++) {
        Path file = clips.resolve("clip%d_speaker%d".formatted(k, who + 1));
        DualTalkFiles.wav(Path.of(file + ".wav"), sides.get(who).voice());
        DualTalkFiles.npz(Path.of(file + ".npz"), flame(sides.get(who).face()));
      }
    }
  }

  @Test
  void shouldLearnFromRecordingsAndGoOnAndRunLive() throws IOException {
    Path out = folder.resolve("out");
    Files.delete(data.resolve("train/clip1_speaker2.npz"));
    assertThat(learn(data, out, 1)).as("%s", errors).isZero();
    Path checkpoint = out.resolve("dual-flame-full.checkpoint");
    byte[] first = Files.readAllBytes(checkpoint);
    assertThat(learn(data, out, 2)).as("%s", errors).isZero();
    assertThat(Files.readAllBytes(checkpoint)).isNotEqualTo(first);
    Path onnx = folder.resolve("flame.onnx");
    int exported =
        run(
            "export",
            "--lips",
            lips.toString(),
            "--checkpoint",
            checkpoint.toString(),
            "--out",
            onnx.toString());
    assertThat(exported).as("%s", errors).isZero();
    assertThat(run("export", "--lips", lips.toString(), "--checkpoint", checkpoint.toString()))
        .isEqualTo(2);
    assertThat(errors.toString()).contains("name another file with --out.");
    try (MotionModel model = MotionModel.open(onnx)) {
      assertThat(model.card().space()).isEqualTo(MotionSpace.FLAME);
      assertThat(model.card().hears(Role.PARTNER_MOTION)).isTrue();
      assertThat(model.card().hears(Role.RELATION)).isTrue();
      assertThat(model.card().hears(Role.IDENTITY)).isFalse();
      assertThat(frame(model)).hasSize(56);
      for (float value : frame(model)) {
        assertThat(value).isFinite();
      }
    }
  }

  @Test
  void shouldScoreAModelOnRecordings() throws IOException {
    Path out = folder.resolve("out");
    assertThat(learn(data, out, 1)).as("%s", errors).isZero();
    Path onnx = folder.resolve("flame.onnx");
    run(
        "export",
        "--lips",
        lips.toString(),
        "--checkpoint",
        out.resolve("dual-flame-full.checkpoint").toString(),
        "--out",
        onnx.toString());
    assertThat(run("evaluate", "--data", data.toString(), "--model", onnx.toString())).isEqualTo(2);
    assertThat(errors.toString())
        .contains("There is no conversation to score in the splits test and ood.");

    Files.move(data.resolve("train"), data.resolve("test"));
    Files.delete(data.resolve("test/clip1_speaker2.npz"));
    try (MotionModel model = MotionModel.open(onnx)) {
      List<String> left = new ArrayList<>();
      List<ScoreTable.Row> rows =
          new RecordedEvaluation(new DualTalkFolder(data), 2, left::add).score(model);
      assertThat(rows).extracting(ScoreTable.Row::mover).containsExactly("model", "mean face");
      assertThat(left).singleElement().asString().startsWith("clip1 is left out: ");
      // The mean of both faces is somewhere between them: neither moves nor is far off.
      Map<Part, Scores> mean = rows.getLast().scores();
      assertThat(Objects.requireNonNull(mean.get(Part.EXPRESSION)).sid()).isZero();
      assertThat(Objects.requireNonNull(mean.get(Part.JAW)).mse()).isPositive().isLessThan(0.1);
      for (Part part : Part.values()) {
        assertThat(Objects.requireNonNull(rows.getFirst().scores().get(part)).fd()).isPositive();
      }
      assertThat(ScoreTable.of(rows, MotionSpace.FLAME)).contains("| test | FD | P-FD |");
    }
  }

  @Test
  void shouldSayWhenThereIsNothingToLearnFrom() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThat(learn(empty, empty, 1)).isEqualTo(2);
    assertThat(errors.toString())
        .contains("There is no conversation with speech in the training split.");
    assertThat(learn(folder.resolve("nowhere"), empty, 1)).isEqualTo(2);
    assertThat(errors.toString()).contains("There is no folder " + folder.resolve("nowhere"));
  }

  @Test
  void shouldSayWhatCannotBeScored() {
    assertThat(run("evaluate", "--data", data.toString(), "--model", lips.toString())).isEqualTo(2);
    assertThat(errors.toString()).contains("makes faces of the arkit space");
    assertThat(run("evaluate", "--data", folder.resolve("nowhere").toString())).isEqualTo(2);
    assertThat(errors.toString()).contains("There is no folder " + folder.resolve("nowhere"));
  }

  private int learn(Path from, Path out, int steps) {
    return run(
        "converse",
        "--data",
        from.toString(),
        "--lips",
        lips.toString(),
        "--steps",
        Integer.toString(steps),
        "--out",
        out.toString());
  }

  private int run(String... args) {
    return Main.commandLine().setErr(new PrintWriter(errors, true)).execute(args);
  }

  private static float[] frame(MotionModel model) {
    MotionStream stream = new MotionStream(model, 1);
    float[] second = new float[48_000];
    stream.self(second, 0, second.length);
    stream.partner(second, 0, second.length);
    stream.partnerMotion(0, new float[56], null);
    try (MotionBatch batch = new MotionBatch(model, 1)) {
      batch.step(List.of(stream));
      return stream.motion().clone();
    }
  }

  /** A face with as many values, some of which move. */
  private static float[][] flame(float[][] arkit) {
    float[][] out = new float[arkit.length][56];
    for (int n = 0; n < arkit.length; n++) {
      System.arraycopy(arkit[n], 0, out[n], 0, 50);
      out[n][50] = 0.3f * arkit[n][ArkitChannel.JAW_OPEN.ordinal()];
      out[n][53] = arkit[n][ArkitChannel.HEAD_PITCH.ordinal()];
      out[n][54] = arkit[n][ArkitChannel.HEAD_YAW.ordinal()];
    }
    return out;
  }
}
