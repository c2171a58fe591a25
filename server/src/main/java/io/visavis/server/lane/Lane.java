package io.visavis.server.lane;

import io.visavis.avatar.Avatar;
import io.visavis.server.Refusal;
import io.visavis.server.metrics.Failure;
import io.visavis.server.metrics.FrameMetrics;
import io.visavis.server.metrics.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps its portrayals once every 40 ms, at its own phase: listen, hear, move, correct, draw, hand
 * over. One thread calls {@link #step}, and waits in it for the {@link DrawPool}; all others only
 * {@link #execute}.
 *
 * <p>A frame that is behind is still heard and moved; its picture is dropped and counted.
 */
public final class Lane implements AutoCloseable {
  /** Nanoseconds of a frame. */
  public static final long PERIOD = 40_000_000L;

  private static final Logger log = LoggerFactory.getLogger(Lane.class);
  private static final int TASKS = 8_192;
  private static final long STOOD_STILL = 5_000_000_000L;

  private final NanoClock clock;
  private final DrawPool drawing;
  private final FrameMetrics metrics;
  private final Pictures pictures;
  private final Motions motions;
  private final Corrections corrections;
  private final ArrayBlockingQueue<Runnable> tasks = new ArrayBlockingQueue<>(TASKS);
  private final List<LaneConversation> conversations = new ArrayList<>();
  private long nextDue;

  /**
   * A lane without conversations.
   *
   * @param phaseNanos where in the 40 ms its frames are due
   * @param drawing draws for this lane and others; closed after all of them
   * @param capacity most portrayals at a time
   * @param drawBatch portrayals drawn before any of them is handed over; 0 as the back end likes
   */
  public Lane(
      NanoClock clock,
      long phaseNanos,
      DrawPool drawing,
      int capacity,
      int drawBatch,
      FrameMetrics metrics) {
    this.clock = clock;
    this.drawing = drawing;
    this.metrics = metrics;
    this.pictures = new Pictures(clock, drawing, drawBatch);
    this.motions = new Motions(capacity, metrics);
    this.corrections = new Corrections(capacity);
    long now = clock.nanoTime();
    this.nextDue = now - Math.floorMod(now - phaseNanos, PERIOD) + PERIOD;
  }

  /**
   * Has the lane do something before its next frame. Any thread.
   *
   * @throws Refusal if far too much waits already
   */
  public void execute(Runnable task) {
    if (!tasks.offer(task)) {
      throw Refusal.busy("The server has too much to do; try again.", Duration.ofSeconds(1));
    }
  }

  /** The avatar, prepared for drawing. Any thread; slow the first time. */
  public LoadedAvatar load(Avatar avatar) {
    return drawing.load(avatar);
  }

  FrameMetrics metrics() {
    return metrics;
  }

  /** Owner only, as a task. */
  void add(LaneConversation conversation) {
    conversations.add(conversation);
  }

  /** Owner only, as a task. */
  void remove(LaneConversation conversation) {
    if (conversations.remove(conversation)) {
      motions.release(conversation);
      conversation.close();
    }
  }

  /** When the next frame is due. Owner only. */
  public long nextDue() {
    return nextDue;
  }

  /** Makes every frame that is due by {@code nowNanos}. */
  public void step(long nowNanos) {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      try {
        task.run();
      } catch (RuntimeException e) {
        metrics.failed(Failure.LANE_TASK);
        log.error("A task of a lane failed", e);
      }
    }
    if (nowNanos - nextDue > STOOD_STILL) {
      long skipped = (nowNanos - nextDue) / PERIOD;
      nextDue += skipped * PERIOD;
      log.warn(
          "A lane stood still for {} ms; what it missed is gone", skipped * PERIOD / 1_000_000);
      conversations.forEach(c -> c.skip(skipped));
    }
    while (nextDue <= nowNanos) {
      long due = nextDue;
      nextDue += PERIOD;
      tick(due);
    }
  }

  private void tick(long due) {
    int count = 0;
    for (int i = 0; i < conversations.size(); i++) {
      count += conversations.get(i).portrayals().size();
    }
    if (count == 0) {
      return;
    }
    long started = clock.nanoTime();
    for (int i = 0; i < conversations.size(); i++) {
      conversations.get(i).listen(due);
    }
    long listened = clock.nanoTime();
    for (int i = 0; i < conversations.size(); i++) {
      conversations.get(i).hear();
    }
    long heard = clock.nanoTime();
    motions.step(conversations);
    long moved = clock.nanoTime();
    corrections.step(conversations);
    long corrected = clock.nanoTime();
    for (int i = 0; i < conversations.size(); i++) {
      LaneConversation c = conversations.get(i);
      for (int k = 0; k < c.portrayals().size(); k++) {
        Portrayal p = c.portrayals().get(k);
        p.stage(Stage.LISTEN, (listened - started) / count);
        p.stage(Stage.HEAR, (heard - listened) / count);
        p.stage(Stage.MOVE, (moved - heard) / count, p.model().provider().id());
        p.stage(Stage.CORRECT, (corrected - moved) / count);
      }
      c.moved(due);
    }
    pictures.draw(conversations, due);
    removeFailed();
    metrics.tick(started - due, clock.nanoTime() - started);
  }

  private void removeFailed() {
    for (int i = conversations.size() - 1; i >= 0; i--) {
      LaneConversation c = conversations.get(i);
      if (c.hasFailed()) {
        remove(c);
      }
    }
  }

  @Override
  public void close() {
    for (LaneConversation c : List.copyOf(conversations)) {
      remove(c);
    }
    motions.close();
    corrections.close();
  }
}
