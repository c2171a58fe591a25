package io.visavis.loadclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindMaxTest {
  private static final Limit LIMIT = new Limit(1, 120);
  private final List<Step> told = new ArrayList<>();

  @Test
  void shouldStopAtTheFirstNumberThatIsTooLate() throws Exception {
    Search s = search(n -> measured(n, n < 4 ? 0.5 : 1.1, 100));
    assertThat(s.largest()).isEqualTo(3);
    assertThat(s.steps()).extracting(Step::sessions).containsExactly(1, 2, 3, 4);
    assertThat(s.steps()).extracting(Step::held).containsExactly(true, true, true, false);
    assertThat(s.ended()).isEqualTo("At 4 sessions: late 1.10%, above 1%.");
    assertThat(told).isEqualTo(s.steps());
  }

  @Test
  void shouldStopAtTheFirstNumberThatIsTooSlow() throws Exception {
    Search s = search(n -> measured(n, 0, n == 1 ? 120 : Double.POSITIVE_INFINITY));
    assertThat(s.largest()).isEqualTo(1);
    assertThat(s.ended()).contains("At 2 sessions: p95 never, above 120 ms");
  }

  @Test
  void shouldFindNothingWhereOneIsTooMany() throws Exception {
    assertThat(search(n -> measured(n, 50, 500)).largest()).isZero();
  }

  @Test
  void shouldMeasureOnceMoreWhenTheServerRefuses() throws Exception {
    Search s = search(n -> room(n, 2, measured(n, 0, 100)));
    assertThat(s.largest()).isEqualTo(2);
    assertThat(s.steps()).extracting(Step::sessions).containsExactly(1, 2, 2);
    assertThat(s.steps()).extracting(Step::again).containsExactly(false, false, true);
    assertThat(s.ended()).isEqualTo("The server refused session 3: no room.");
  }

  @Test
  void shouldTakeOneBackWhereTheOthersNoticedTheRefusal() throws Exception {
    // The fourth measurement is the one after the refusal of the third session.
    int[] seen = {0};
    Search s = search(n -> room(n, 2, measured(n, ++seen[0] == 4 ? 9 : 0, 100)));
    assertThat(s.largest()).isEqualTo(1);
    assertThat(s.ended()).contains("once more after that: late 9.00%");
  }

  @Test
  void shouldNotJudgeByAServerThatCountsNothing() throws Exception {
    Delay none = new Delay(0, 0, 0, 0, 0, 0, List.of());
    Search s = search(n -> Fixtures.measurement(n, none, null));
    assertThat(s.largest()).isZero();
    assertThat(s.ended()).contains("no frame was counted");
  }

  @Test
  void shouldKeepWhatItHasWhenTheServerDies() throws Exception {
    Search s =
        search(
            n -> {
              if (n == 3) {
                throw new LoadException("No visavis server answers.");
              }
              return measured(n, 0, 100);
            });
    assertThat(s.largest()).isEqualTo(2);
    assertThat(s.ended()).isEqualTo("No visavis server answers.");
  }

  @Test
  void shouldSayWhyNotEvenOneFits() {
    assertThatThrownBy(() -> search(n -> room(n, 0, measured(n, 0, 0))))
        .isInstanceOf(NoRoomException.class)
        .hasMessageContaining("session 1");
  }

  @Test
  void shouldTryNoMoreThanItMay() throws Exception {
    assertThat(search(n -> measured(n, 0, 1)).largest()).isEqualTo(9);
  }

  @Test
  void shouldNotCountTheStepThatTheUserCutShort() throws Exception {
    int[] asked = {0};
    Search s = new FindMax(LIMIT, 9, told::add).run(n -> measured(n, 0, 1), () -> ++asked[0] == 3);
    assertThat(s.largest()).isEqualTo(2);
    assertThat(s.ended()).contains("Stopped by the user at 3 sessions");
  }

  private Search search(FindMax.Load load) throws LoadException, InterruptedException {
    return new FindMax(LIMIT, 9, told::add).run(load, () -> false);
  }

  private static Measurement measured(int n, double late, double p95) {
    return Fixtures.measurement(n, Fixtures.delay(late, p95), 0.3 * n);
  }

  private static Measurement room(int n, int room, Measurement m) throws NoRoomException {
    if (n > room) {
      throw new NoRoomException("The server refused session " + n + ": no room.");
    }
    return m;
  }
}
