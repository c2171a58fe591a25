package io.visavis.training.net.dual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.visavis.training.net.ArrayOps;
import io.visavis.training.net.Weights;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatentTest {
  private static final int CLIPS = 60;
  private static final int FRAMES = 750;

  @Test
  void shouldHaveUnitVarianceAndNotTremble() {
    SplittableRandom random = new SplittableRandom(4);
    float[] noise = new float[CLIPS * FRAMES * Latent.NOISE];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray latent =
          Latent.of(
                  new ArrayOps(new Weights(manager, 1), 0),
                  manager.create(noise, new Shape(CLIPS, FRAMES, Latent.NOISE)))
              .get(":, " + Latent.WARM_UP + ":");
      float[] power = latent.square().mean(new int[] {1}).mean(new int[] {0}).toFloatArray();
      float[] change =
          latent
              .get(":, 1:")
              .sub(latent.get(":, :-1"))
              .square()
              .mean(new int[] {1})
              .mean(new int[] {0})
              .toFloatArray();
      for (int c = 0; c < Latent.SIZE; c++) {
        assertThat(power[c]).as("channel %d", c).isCloseTo(1, within(0.3f));
        // White noise changes by twice its power, an oscillation of 4.2 Hz by 1.12 of it.
        boolean nods = c >= Latent.CHANCE - 4 && c < Latent.CHANCE;
        assertThat(change[c] / power[c]).as("channel %d", c).isLessThan(nods ? 1.25f : 0.2f);
      }
      assertThat(change[10]).as("a channel of four seconds").isLessThan(0.05f);
      for (int c = Latent.CHANCE; c < Latent.SIZE; c++) {
        float[] sway = latent.get(":, :, " + c).toFloatArray();
        for (float x : sway) {
          assertThat(Math.abs(x)).as("a sway of constant size").isLessThan(1.4143f);
        }
        // An oscillation of 0.9 Hz changes by no more than that a frame.
        assertThat(change[c]).as("channel %d", c).isLessThan(0.06f);
      }
    }
  }
}
