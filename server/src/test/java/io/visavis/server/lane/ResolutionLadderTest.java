package io.visavis.server.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResolutionLadderTest {
  private final ResolutionLadder ladder = new ResolutionLadder(3);

  @BeforeEach
  void start() {
    late(ResolutionLadder.STARTING);
    assertThat(ladder.rung()).isZero();
  }

  @Test
  void shouldStayWhereASinglePictureIsLateNowAndThen() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(ladder.picture(i % 20 != 0)).isFalse();
    }
    assertThat(ladder.rung()).isZero();
  }

  @Test
  void shouldGoDownToTheLastRungWhileManyAreLate() {
    late(ResolutionLadder.MANY_LATE);
    assertThat(ladder.rung()).isEqualTo(1);
    late(ResolutionLadder.SETTLING);
    assertThat(ladder.rung()).isEqualTo(1);
    late(ResolutionLadder.MANY_LATE);
    assertThat(ladder.rung()).isEqualTo(2);
    late(100);
    assertThat(ladder.rung()).isEqualTo(2);
  }

  @Test
  void shouldTryTheLargerSizeAfterACalmWhile() {
    late(ResolutionLadder.MANY_LATE);
    assertThat(picturesUntilUp()).isEqualTo(ResolutionLadder.FIRST_WAIT * ResolutionLadder.WINDOW);
    assertThat(ladder.rung()).isZero();
  }

  @Test
  void shouldWaitLongerEachTimeThatTheLargerSizeDidNotLast() {
    late(ResolutionLadder.MANY_LATE);
    int before = picturesUntilUp();
    for (int i = 0; i < 3; i++) {
      late(ResolutionLadder.MANY_LATE);
      int now = picturesUntilUp();
      assertThat(now).isEqualTo(2 * before);
      before = now;
    }
  }

  @Test
  void shouldForgetItsTrialsAfterACalmWhileAtFullSize() {
    late(ResolutionLadder.MANY_LATE);
    picturesUntilUp();
    late(ResolutionLadder.MANY_LATE);
    picturesUntilUp();
    for (int i = 0; i < 10_000; i++) {
      ladder.picture(true);
    }
    late(ResolutionLadder.MANY_LATE);
    assertThat(picturesUntilUp()).isEqualTo(ResolutionLadder.FIRST_WAIT * ResolutionLadder.WINDOW);
  }

  private void late(int pictures) {
    for (int i = 0; i < pictures; i++) {
      ladder.picture(false);
    }
  }

  /** Pictures in time after the step down has settled, until a step up. */
  private int picturesUntilUp() {
    for (int i = 0; i < ResolutionLadder.SETTLING; i++) {
      assertThat(ladder.picture(true)).isFalse();
    }
    int pictures = 1;
    while (!ladder.picture(true)) {
      pictures++;
    }
    return pictures;
  }
}
