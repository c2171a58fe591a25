package io.visavis.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.inference.model.ModelCard;
import io.visavis.inference.model.MotionModel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainCommandLineTest {
  @TempDir Path folder;

  private final StringWriter errors = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "converse --variant quiet | There is no variant 'quiet'; --help shows them all.",
        "converse --steps 0 | 1 to 200 conversations and 1 step or more would be right.",
        "converse --conversations 1000 | 1 to 200 conversations and 1 step or more would be right.",
        "export --lips-only | name another file with --out.",
        "converse --data . --conversations 3 | --data learns from all that memory has room for.",
        "converse --rate 0 | A rate above 0 and up to 0.1 would be right.",
        "evaluate --write --only listening | --write makes a page of motion and listening together",
        "evaluate --write --compare . | --write with --compare makes the page of variants",
        "evaluate --only hats | --only is 'hats'; lips, motion, listening, hours or channels would be right.",
        "evaluate --write --only channels | --only channels prints; leave out --write.",
        "evaluate --only hours --hours 0 | 0.1 to 24 hours would be right.",
        "evaluate --data . --only lips | --data goes with --model and --conversations alone.",
        "evaluate --data . --minutes 3 | --data goes with --model and --conversations alone.",
        "evaluate --data . --conversations 0 | 1 conversation or more of each split would be right.",
        "evaluate --minutes NaN | 2 conversations or more of 0.2 minutes or more",
        "window --out F --hop 0 | A hop of 1 frame or more",
        "window --out F --length 100000 | a length of both together to 1000 would be right.",
        "window --out F --encoder huge | There is no encoder 'huge'; --help shows them all.",
        "window --out F --space mouth | There is no space 'mouth'; --help shows them all.",
        "window | Missing required option: '--out=<out>'",
        "conversations --split mine | There is no split 'mine'; train, test and ood are known.",
      })
  void shouldSayWhatWouldBeRight(String line, String sentence) {
    assertThat(run(line.replace(" F", " " + folder.resolve("w.onnx")).split(" "))).isEqualTo(2);
    assertThat(errors.toString()).contains(sentence);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldRefuseToBeginWithWhatIsNoModel() throws Exception {
    Path text = Files.writeString(folder.resolve("notes.onnx"), "not a model");
    for (Path from : List.of(folder.resolve("missing.onnx"), text)) {
      assertThat(run("converse", "--from", from.toString(), "--out", folder.toString()))
          .isEqualTo(2);
    }
    assertThat(errors.toString())
        .contains("There is no model " + folder.resolve("missing.onnx"))
        .contains(text + " is not a model that `visavis train` made.");
  }

  @Test
  void shouldWriteAWindowModelThatOpens() throws Exception {
    Path file = folder.resolve("deep").resolve("w.onnx");
    int code =
        run(
            "window",
            "--encoder",
            "tiny",
            "--length",
            "20",
            "--hop",
            "4",
            "--out",
            file.toString());
    assertThat(code).isZero();
    try (MotionModel model = MotionModel.open(file)) {
      assertThat(model.card().window()).isEqualTo(new ModelCard.Window(20, 4, 3));
    }
  }

  private int run(String... args) {
    return Main.commandLine().setErr(new PrintWriter(errors, true)).execute(args);
  }
}
