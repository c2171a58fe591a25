package io.visavis.loadclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlotTest {
  @Test
  void shouldCoverAllValuesWithRoundTicks() {
    for (double high : new double[] {0, 0.07, 1, 25.3, 119, 3_600, 86_400}) {
      Axis axis = Axis.linear("ms", 0, high);
      assertThat(axis.high()).isGreaterThanOrEqualTo(high);
      assertThat(axis.ticks()).hasSizeBetween(3, 9);
      assertThat(axis.ticks().values()).doesNotHaveDuplicates();
      assertThat(Collections.max(axis.ticks().keySet())).isEqualTo(axis.high());
    }
    assertThat(Axis.whole("sessions", 1, 1_000).ticks().size()).isLessThan(16);
    assertThat(Axis.whole("sessions", 1, 1).at(1)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void shouldGiveNinesAsMuchRoomAsEachOther() {
    Axis axis = Axis.percentiles("percentile");
    assertThat(axis.at(99) - axis.at(90)).isCloseTo(axis.at(99.9) - axis.at(99), within(1e-9));
    assertThat(axis.at(0)).isCloseTo(0, within(1e-9));
    assertThat(axis.at(99.9)).isCloseTo(1, within(1e-9));
  }

  @Test
  void shouldKeepTheOneBadSecondOfALongRun() {
    List<Point> points =
        IntStream.range(0, 3_600).mapToObj(i -> new Point(i, i == 1_234 ? 7 : 0)).toList();
    Series thin = new Series("late", points, Series.Mark.LINE).thinned();
    assertThat(thin.points()).hasSizeBetween(500, 600).contains(new Point(1_234, 7));
  }

  @Test
  void shouldLeaveOutWhatNeverCame() {
    Series s =
        new Series(
            "p95",
            List.of(new Point(1, 90), new Point(2, Double.POSITIVE_INFINITY), new Point(3, 95)),
            Series.Mark.DOTTED_LINE);
    String svg =
        new Plot("t", Axis.whole("n", 1, 3), Axis.linear("ms", 0, 100), List.of(s), 99.0).html();
    assertThat(svg.split("<circle", -1)).hasSize(3);
    assertThat(svg).contains("class=\"limit\"").doesNotContain("NaN", "Infinity");
  }
}
