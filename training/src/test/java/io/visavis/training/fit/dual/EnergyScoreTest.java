package io.visavis.training.fit.dual;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class EnergyScoreTest {
  private static final int CLIPS = 40;
  private static final int FRAMES = 100;

  @Test
  void shouldBeLeastForDrawsOfTheTrueDistribution() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray truth = manager.randomNormal(0, 1, new Shape(CLIPS, FRAMES, 3), truthType());
      double right = score(manager, truth, 0, 1);
      assertThat(score(manager, truth, 0, 0.01f)).as("a mean face").isGreaterThan(right + 0.05);
      assertThat(score(manager, truth, 0, 2)).as("too lively a face").isGreaterThan(right + 0.05);
      assertThat(score(manager, truth, 0.7f, 1)).as("another's face").isGreaterThan(right + 0.05);
    }
  }

  @Test
  void shouldSeeInStretchesWhatSingleFramesDoNotShow() {
    try (NDManager manager = NDManager.newBaseManager()) {
      // True faces stay where they are; drawn ones tremble about as widely.
      NDArray truth = still(manager, CLIPS);
      NDArray still = still(manager, 2L * CLIPS);
      NDArray trembling = manager.randomNormal(0, 1, new Shape(2L * CLIPS, FRAMES, 1), truthType());
      assertThat(EnergyScore.of(trembling, truth, 20).getFloat())
          .isGreaterThan(EnergyScore.of(still, truth, 20).getFloat() + 0.1f);
    }
  }

  /** Each clip stays at a value of its own. */
  private static NDArray still(NDManager manager, long clips) {
    return manager
        .zeros(new Shape(clips, FRAMES, 1))
        .add(manager.randomNormal(0, 1, new Shape(clips, 1, 1), truthType()));
  }

  private static double score(NDManager manager, NDArray truth, float mean, float spread) {
    NDArray two = manager.randomNormal(mean, spread, new Shape(2L * CLIPS, FRAMES, 3), truthType());
    return EnergyScore.of(two, truth, 1).getFloat();
  }

  private static ai.djl.ndarray.types.DataType truthType() {
    return ai.djl.ndarray.types.DataType.FLOAT32;
  }
}
