package io.visavis.loadclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TimesTest {
  @Test
  void shouldAgreeWithSortedValuesToAThousandth() {
    Times times = new Times();
    double[] values = new Random(5).doubles(10_000).map(x -> 0.05 + 300 * x * x * x).toArray();
    for (double v : values) {
      times.add(v);
    }
    Arrays.sort(values);
    Spread s = times.spread();
    assertThat(s.count()).isEqualTo(values.length);
    assertThat(s.p50()).isCloseTo(values[4_999], thousandth(values[4_999]));
    assertThat(s.p95()).isCloseTo(values[9_499], thousandth(values[9_499]));
    assertThat(s.p99()).isCloseTo(values[9_899], thousandth(values[9_899]));
    assertThat(s.max()).isCloseTo(values[9_999], thousandth(values[9_999]));
  }

  @Test
  void shouldCountWhatNeverCameAsInfinitelyLate() {
    Times times = new Times();
    for (int i = 0; i < 97; i++) {
      times.add(90);
    }
    times.never(3);
    Spread s = times.spread();
    assertThat(s.p95()).isCloseTo(90, within(0.1));
    assertThat(s.p99()).isInfinite();
    assertThat(times.withinPercent(120)).isCloseTo(97, within(1e-9));
    assertThat(times.curve()).isNotEmpty().allMatch(p -> Double.isFinite(p.y()));
  }

  @Test
  void shouldBeZeroWhereThereIsNothing() {
    assertThat(new Times().spread()).isEqualTo(new Spread(0, 0, 0, 0, 0));
    assertThat(new Times().curve()).isEmpty();
  }

  @Test
  void shouldAddUp() {
    Times a = new Times();
    a.add(10);
    Times b = new Times();
    b.add(1_000);
    b.never(1);
    a.addAll(b);
    assertThat(a.spread().count()).isEqualTo(3);
    assertThat(a.spread().p50()).isCloseTo(1_000, within(1.0));
    assertThat(a.spread().max()).isInfinite();
  }

  private static Offset<Double> thousandth(double value) {
    return within(value / 1e3 + 1e-3);
  }
}
