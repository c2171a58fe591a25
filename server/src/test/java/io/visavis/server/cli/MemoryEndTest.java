package io.visavis.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.DefaultEventLoop;
import io.netty.util.internal.OutOfDirectMemoryError;
import io.visavis.render.RenderBackends;
import io.visavis.server.lane.DrawPool;
import io.visavis.server.lane.Lane;
import io.visavis.server.lane.LaneThread;
import io.visavis.server.lane.NanoClock;
import io.visavis.server.metrics.FrameMetrics;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Memory that is used up where nobody can help it: the process is told to end, once. */
@Timeout(60)
final class MemoryEndTest {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final MemoryEnd watch = MemoryEnd.install(ended::countDown, () -> {});

  @AfterEach
  void remove() {
    watch.remove();
  }

  @Test
  void shouldEndWhereALaneHasNoMemory() throws Exception {
    Lane lane =
        new Lane(
            NanoClock.system(),
            0,
            DrawPool.inline(RenderBackends.pick(Optional.of("scalar"))),
            4,
            1,
            new FrameMetrics(new SimpleMeterRegistry()));
    try (LaneThread thread = new LaneThread(lane, NanoClock.system(), "lane-0")) {
      lane.execute(MemoryEndTest::fail);
      assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
      while (thread.alive()) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void shouldEndWhereAThreadOfTheNetworkHasNoMemory() throws Exception {
    DefaultEventLoop loop = new DefaultEventLoop();
    loop.execute(MemoryEndTest::fail);
    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    var _ = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }

  @Test
  void shouldEndWhereAnyOtherThreadDiesOfIt() throws Exception {
    Thread.ofPlatform().start(MemoryEndTest::fail).join();
    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldGoOnWhereSomethingElseFails() throws Exception {
    LoggerFactory.getLogger("test").warn("A request failed", new IllegalStateException("no"));
    LoggerFactory.getLogger("test").warn("{} sentence", "a", new StackOverflowError("deep"));
    assertThat(ended.await(300, TimeUnit.MILLISECONDS)).isFalse();
    assertThat(OutOfDirectMemoryError.class.getSuperclass())
        .as("why netty's own is told apart by its class")
        .isEqualTo(OutOfMemoryError.class);
  }

  private static void fail() {
    throw new OutOfMemoryError("on purpose");
  }
}
