package io.visavis.training.fit.dual;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.inference.MotionStream;
import io.visavis.inference.model.MotionModel;
import io.visavis.training.conversation.Split;
import io.visavis.training.conversation.TestSpeech;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MadeRecordingsTest {
  private static final int COUNT = 3;
  private static final double SECONDS = 11;

  @TempDir Path folder;
  private Ears ears;

  @BeforeEach
  void open() throws IOException {
    Path lips = folder.resolve("lips.onnx");
    try (InputStream shipped =
        MotionStream.class.getResourceAsStream(MotionModel.BUILT_IN + ".onnx")) {
      Files.copy(Objects.requireNonNull(shipped), lips);
    }
    ears = new Ears(lips);
  }

  @AfterEach
  void close() {
    ears.close();
  }

  @Test
  void shouldRenewTheOldestConversationAndKeepTheOthers() {
    MadeRecordings made = made();
    List<Recording> first = List.copyOf(made.at(0));
    assertThat(made.at(MadeRecordings.RENEWED - 1)).isEqualTo(first);
    List<Recording> next = List.copyOf(made.at(MadeRecordings.RENEWED));
    assertThat(next).hasSize(2 * COUNT);
    assertThat(next.subList(0, 2 * COUNT - 2)).isEqualTo(first.subList(2, 2 * COUNT));
    assertThat(next.getLast()).isNotIn(first);
  }

  /** An interrupted training goes on as if it had not stopped; the next one begins anew. */
  @Test
  void shouldBeTheSameAtAStepHoweverItWasReached() {
    MadeRecordings walked = made();
    for (int step = 0; step <= 5 * MadeRecordings.RENEWED; step++) {
      walked.at(step);
    }
    List<Integer> there = truths(walked.at(5 * MadeRecordings.RENEWED));
    assertThat(truths(made().at(5 * MadeRecordings.RENEWED))).isEqualTo(there);
    assertThat(truths(walked.at(0))).isEqualTo(truths(made().at(0)));
  }

  @Test
  void shouldHaveStrangersInTwoOfThreeConversations() {
    assertThat(made().at(0))
        .extracting(recording -> recording.person() >= 0)
        .containsExactly(true, true, false, false, false, false);
  }

  private MadeRecordings made() {
    return new MadeRecordings(
        TestSpeech.repertoire(Split.TRAIN), ears, COUNT, SECONDS, message -> {});
  }

  /** Faces, told apart by their values. */
  private static List<Integer> truths(List<Recording> recordings) {
    return recordings.stream().map(r -> Arrays.hashCode(r.truth())).toList();
  }
}
