package io.visavis.server.lane;

import io.visavis.server.Refusal;
import io.visavis.server.metrics.Failure;
import io.visavis.server.metrics.FrameMetrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What others have a lane do before its next frame. */
final class LaneTasks {
  private static final Logger log = LoggerFactory.getLogger(LaneTasks.class);
  private static final int MOST = 8_192;

  private final ArrayBlockingQueue<Task> waiting = new ArrayBlockingQueue<>(MOST);
  private final FrameMetrics metrics;

  /**
   * Something to do.
   *
   * @param of the conversation that it touches, or null
   */
  private record Task(@Nullable LaneConversation of, Runnable what) {}

  LaneTasks(FrameMetrics metrics) {
    this.metrics = metrics;
  }

  /**
   * Any thread.
   *
   * @param of the conversation that it touches, or null
   * @throws Refusal if far too much waits already
   */
  void add(@Nullable LaneConversation of, Runnable what) {
    if (!waiting.offer(new Task(of, what))) {
      throw Refusal.busy("The server has too much to do; try again.", Duration.ofSeconds(1));
    }
  }

  /** Does all of it; what touches a conversation that is lent waits for it. Owner only. */
  void run() {
    for (Task task = waiting.poll(); task != null; task = waiting.poll()) {
      LaneConversation of = task.of();
      if (of != null && of.lent()) {
        of.postpone(task.what());
      } else {
        run(task.what());
      }
    }
  }

  /** Does what has waited for conversations that are not lent any more. Owner only. */
  void runPostponed(List<LaneConversation> conversations) {
    // From the end, as what waited may be to remove it.
    for (int i = conversations.size() - 1; i >= 0; i--) {
      LaneConversation c = conversations.get(i);
      if (!c.lent()) {
        c.takePostponed().forEach(this::run);
      }
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      metrics.failed(Failure.LANE_TASK);
      log.error("A task of a lane failed", e);
    }
  }
}
