package io.visavis.server.lane;

import io.visavis.avatar.Avatar;
import io.visavis.server.Refusal;
import io.visavis.server.metrics.FrameMetrics;
import io.visavis.server.metrics.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps its portrayals once every 40 ms, at its own phase: listen, hear, move, correct, draw, hand
 * over. One thread calls {@link #step}, and waits in it for the {@link DrawPool}; all others only
 * {@link #execute}.
 *
 * <p>A frame that is behind is still heard and moved; its picture is dropped and counted. A
 * conversation whose picture is still being drawn when its next frame is due waits for it, and the
 * others go on: a heavy face delays itself.
 */
public final class Lane implements AutoCloseable {
  /** Nanoseconds of a frame. */
  public static final long PERIOD = 40_000_000L;

  /** Of {@link #behindSince}. */
  static final long NOT_BEHIND = Long.MIN_VALUE;

  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  /** Frames that are caught up with: a face that is a second late is of no use to anybody. */
  private static final int MOST_MISSED = 25;

  private static final long STOOD_STILL = MOST_MISSED * PERIOD;

  private static final long LAST_PICTURES_MILLIS = 3_000;

  private final NanoClock clock;
  private final DrawPool drawing;
  private final FrameMetrics metrics;
  private final Pictures pictures;
  private final Motions motions;
  private final Corrections corrections;
  private final LaneTasks tasks;
  private final List<LaneConversation> conversations = new ArrayList<>();
  private final List<LaneConversation> present = new ArrayList<>();
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
    this.tasks = new LaneTasks(metrics);
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
    tasks.add(null, task);
  }

  /**
   * The same with a conversation of this lane, when nobody else has it in hand.
   *
   * @throws Refusal if far too much waits already
   */
  void execute(LaneConversation conversation, Runnable task) {
    tasks.add(conversation, task);
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

  /**
   * When the oldest picture was due that is still being drawn; {@link #NOT_BEHIND} without one.
   * Owner only.
   */
  long behindSince() {
    return pictures.behindSince(NOT_BEHIND);
  }

  /** When the next frame is due. Owner only. */
  public long nextDue() {
    return nextDue;
  }

  /** Makes every frame that is due by {@code nowNanos}. */
  public void step(long nowNanos) {
    takeBack();
    tasks.run();
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

  /** Takes back the conversations that were lent and are drawn, and does what waited for them. */
  private void takeBack() {
    pictures.collect();
    tasks.runPostponed(conversations);
  }

  private void tick(long due) {
    takeBack();
    present.clear();
    for (int i = 0; i < conversations.size(); i++) {
      LaneConversation c = conversations.get(i);
      if (!c.lent()) {
        catchUp(c, due);
      }
      if (c.lent()) {
        c.miss();
      } else {
        present.add(c);
      }
    }
    long started = clock.nanoTime();
    if (frame(present, due)) {
      metrics.tick(started - due, clock.nanoTime() - started);
    }
    removeFailed();
  }

  /** Hears and moves what it missed while it was lent, or skips it where that is much. */
  private void catchUp(LaneConversation c, long due) {
    int missed = c.takeMissed();
    if (missed > MOST_MISSED) {
      c.skip(missed);
      return;
    }
    for (int left = missed; left > 0; left--) {
      frame(c.alone(), due - left * PERIOD);
    }
  }

  /** One frame of those conversations; false where there is nobody to be shown. */
  private boolean frame(List<LaneConversation> of, long due) {
    int count = 0;
    for (int i = 0; i < of.size(); i++) {
      count += of.get(i).portrayals().size();
    }
    if (count == 0) {
      return false;
    }
    long started = clock.nanoTime();
    for (int i = 0; i < of.size(); i++) {
      of.get(i).listen(due);
    }
    long listened = clock.nanoTime();
    for (int i = 0; i < of.size(); i++) {
      of.get(i).hear();
    }
    long heard = clock.nanoTime();
    motions.step(of);
    long moved = clock.nanoTime();
    corrections.step(of);
    long corrected = clock.nanoTime();
    for (int i = 0; i < of.size(); i++) {
      LaneConversation c = of.get(i);
      for (int k = 0; k < c.portrayals().size(); k++) {
        Portrayal p = c.portrayals().get(k);
        p.stage(Stage.LISTEN, (listened - started) / count);
        p.stage(Stage.HEAR, (heard - listened) / count);
        p.stage(Stage.MOVE, (moved - heard) / count, p.model().provider().id());
        p.stage(Stage.CORRECT, (corrected - moved) / count);
      }
      c.moved(due);
    }
    // Until the lane's next frame; where that is due already, it does not help to hurry.
    pictures.draw(of, due, Math.max(nextDue, clock.nanoTime() + PERIOD / 2));
    return true;
  }

  private void removeFailed() {
    for (int i = conversations.size() - 1; i >= 0; i--) {
      LaneConversation c = conversations.get(i);
      if (c.hasFailed() && !c.lent()) {
        remove(c);
      }
    }
  }

  @Override
  public void close() {
    // Nothing is closed while it is being drawn.
    for (long i = 0; i < LAST_PICTURES_MILLIS && behindSince() != NOT_BEHIND; i++) {
      LockSupport.parkNanos(1_000_000);
      pictures.collect();
    }
    for (LaneConversation c : List.copyOf(conversations)) {
      remove(c);
    }
    motions.close();
    corrections.close();
  }
}
