package io.visavis.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.model.MotionModel;
import io.visavis.training.conversation.Conversation;
import io.visavis.training.conversation.Repertoire;
import io.visavis.training.conversation.Split;
import io.visavis.training.conversation.TestSpeech;
import io.visavis.training.metric.Part;
import io.visavis.training.metric.Scores;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MotionEvaluationTest {
  @Test
  void shouldPutTheFloorBelowAModelAndThatBelowAnothersFace() {
    Repertoire repertoire = TestSpeech.repertoire(Split.TEST);
    List<Conversation> all =
        IntStream.range(0, 3)
            .mapToObj(k -> Conversation.make(repertoire, Split.TEST, k, 30))
            .toList();
    List<ScoreTable.Row> rows;
    try (MotionModel model = MotionModel.openBuiltIn()) {
      rows =
          new MotionEvaluation(3, 30, line -> {})
              .score(
                  Split.TEST,
                  all,
                  List.of(
                      Baselines.floor(),
                      new LiveMover("model", model),
                      Baselines.mean(all),
                      new NearestAudio(all.subList(0, 1)),
                      Baselines.another(all)));
    }
    Map<String, Double> distance =
        rows.stream()
            .collect(Collectors.toMap(ScoreTable.Row::mover, row -> expression(row).pairedFd()));
    assertThat(distance.get("floor: the truth again"))
        .isLessThan(Objects.requireNonNull(distance.get("model")));
    assertThat(distance.get("model"))
        .isLessThan(Objects.requireNonNull(distance.get("another's face")));
    // Of the conversation that it remembers, it finds each second again.
    assertThat(new NearestAudio(all.subList(0, 1)).move(all.getFirst(), 0)[130])
        .isEqualTo(all.getFirst().sides().getFirst().face()[130]);
    assertThat(ScoreTable.of(rows, MotionSpace.ARKIT)).contains("| test | FD |", "| mean face | ");
  }

  private static Scores expression(ScoreTable.Row row) {
    return Objects.requireNonNull(row.scores().get(Part.EXPRESSION));
  }
}
