package io.visavis.training.fit.dual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class StirringTest {
  private static final int FRAMES = 50;

  @Test
  void shouldFindANodWhereItIsWhicheverWayItBegins() {
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] down = Stirring.of(head(manager, 20, 1)).toFloatArray();
      float[] up = Stirring.of(head(manager, 20, -1)).toFloatArray();

      assertThat(up).containsExactly(down);
      // Of five pieces the nod is in the third; a still head is nearly 0.
      for (int piece = 0; piece < 5; piece++) {
        float pitch = down[3 * piece + 1];
        if (piece == 2) {
          assertThat(pitch).isGreaterThan(0.05f);
        } else {
          assertThat(pitch).isCloseTo(0, within(2e-3f));
        }
      }
    }
  }

  @Test
  void shouldPreferAHeadThatNodsAtTheRightTime() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray truth = Stirring.of(head(manager, 20, 1));
      float late = score(manager, 22, truth);

      assertThat(late).isLessThan(score(manager, 40, truth));
      assertThat(score(manager, 20, truth)).isLessThan(late);
    }
  }

  private static float score(NDManager manager, int begin, NDArray truth) {
    NDArray one = head(manager, begin, 1);
    return Stirring.score(Stirring.of(one.concat(one, 0)), truth).getFloat();
  }

  /** Pitch swings once in ten frames from frame {@code begin} on. */
  private static NDArray head(NDManager manager, int begin, int sign) {
    float[] head = new float[FRAMES * 3];
    for (int n = begin; n < Math.min(begin + 10, FRAMES); n++) {
      head[3 * n + 1] = (float) (sign * 0.2 * Math.sin(2 * Math.PI * (n - begin) / 10.0));
    }
    return manager.create(head, new Shape(1, FRAMES, 3));
  }
}
