package io.visavis.training.net;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class NumbersTest {
  private static final int TIMES = 200;

  @Test
  void shouldGiveTheSameGradientWhenMemoryIsCollectedBeforeIt() throws InterruptedException {
    assertThat(gradient(x -> Numbers.times(x, 3))).isEqualTo(3 * TIMES);
    assertThat(gradient(Numbers::reciprocal)).isEqualTo(-0.25f * TIMES);
    assertThat(gradient(x -> Numbers.atMost(x, 5))).isEqualTo(TIMES);
    assertThat(gradient(x -> Numbers.atLeast(x, 5))).isZero();
  }

  /**
   * Of {@link #TIMES} results added, at x = 2; what they let go of is collected and overwritten.
   */
  private static float gradient(UnaryOperator<NDArray> function) throws InterruptedException {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(2f);
      x.setRequiresGradient(true);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray sum = manager.create(0f);
        for (int i = 0; i < TIMES; i++) {
          sum = sum.add(function.apply(x));
        }
        collect();
        List<ByteBuffer> others = new ArrayList<>();
        for (int i = 0; i < 12 * TIMES; i++) {
          others.add(ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder()).putFloat(0, 99));
        }
        collector.backward(sum);
        assertThat(others).hasSize(12 * TIMES);
      }
      return x.getGradient().getFloat();
    }
  }

  /** Until a buffer that nothing holds any more has been given back. */
  private static void collect() throws InterruptedException {
    CountDownLatch freed = new CountDownLatch(1);
    Cleaner.create().register(ByteBuffer.allocateDirect(4), freed::countDown);
    do {
      System.gc();
    } while (!freed.await(20, TimeUnit.MILLISECONDS));
  }
}
