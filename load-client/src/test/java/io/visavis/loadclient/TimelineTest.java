package io.visavis.loadclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
  @Test
  void shouldKeepALongRunInFewRowsAndLoseNoLateFrame() {
    Timeline timeline = new Timeline();
    List<Second> day = Fixtures.timeline(20_000);
    day.forEach(timeline::add);
    List<Second> rows = timeline.rows();
    assertThat(rows).hasSizeBetween(Timeline.MOST / 2, Timeline.MOST);
    assertThat(rows.getLast()).isEqualTo(day.getLast());
    assertThat(rows.stream().mapToLong(Second::late).sum())
        .isEqualTo(day.stream().mapToLong(Second::late).sum());
    assertThat(rows).isSortedAccordingTo((a, b) -> Double.compare(a.at(), b.at()));
  }
}
