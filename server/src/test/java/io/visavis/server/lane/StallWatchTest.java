package io.visavis.server.lane;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.visavis.render.RenderBackends;
import io.visavis.server.metrics.FrameMetrics;
import io.visavis.server.testing.FakeClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A lane that does not come back, on a clock that is moved by hand. */
final class StallWatchTest {
  private final FakeClock clock = new FakeClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Lane lane =
      new Lane(
          clock,
          0,
          DrawPool.inline(RenderBackends.pick(Optional.of("scalar"))),
          4,
          1,
          new FrameMetrics(registry, 0));
  private final LaneThread thread = new LaneThread(lane, clock, "lane-7");
  private final StallWatch watch = new StallWatch(List.of(thread), clock);
  private final Logger logger = (Logger) LoggerFactory.getLogger(StallWatch.class);
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();

  @BeforeEach
  void listen() {
    said.start();
    logger.addAppender(said);
  }

  @AfterEach
  void close() {
    logger.detachAppender(said);
    thread.close();
  }

  @Test
  void shouldSayWhereALaneStandsOnceAStall() throws InterruptedException {
    CountDownLatch end = block();
    look(Duration.ofMillis(249));
    assertThat(stalls()).isZero();
    look(Duration.ofMillis(1));
    assertThat(stalls()).isEqualTo(1);
    look(Duration.ofSeconds(9));
    assertThat(stalls()).as("still the same").isEqualTo(1);
    assertThat(said.list).hasSize(1);
    assertThat(said.list.getFirst().getFormattedMessage())
        .contains("lane-7 has been in one frame for 250 ms", "StallWatchTest.standStill");
    end.countDown();
    goesOn();

    end = block();
    look(Duration.ofSeconds(1));
    assertThat(stalls()).isEqualTo(2);
    assertThat(said.list).as("no second dump in the same minute").hasSize(1);
    end.countDown();
    goesOn();

    end = block();
    look(Duration.ofSeconds(60));
    assertThat(said.list).hasSize(2);
    end.countDown();
  }

  /** Has the lane stand still until the latch is open. */
  private CountDownLatch block() throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    lane.execute(() -> standStill(inside, end));
    inside.await();
    return end;
  }

  private static void standStill(CountDownLatch inside, CountDownLatch end) {
    inside.countDown();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void goesOn() {
    while (thread.steppingSince() != LaneThread.WAITING) {
      Thread.onSpinWait();
    }
    watch.look();
  }

  private void look(Duration after) {
    clock.advance(after);
    watch.look();
  }

  private double stalls() {
    return registry.counter("visavis.lane.stalls", "lane", "0").count();
  }
}
