package io.visavis.server.lane;

import io.visavis.avatar.Avatar;
import io.visavis.server.Refusal;
import io.visavis.server.metrics.FrameMetrics;
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
 *
 * <p>Conversations whose voices come early enough are {@link #EARLIER} than the others.
 */
public final class Lane implements AutoCloseable {
  /** Nanoseconds of a frame. */
  public static final long PERIOD = 40_000_000L;

  /** How much earlier frames are due whose voices have come: half a packet of the usual 20 ms. */
  static final long EARLIER = 10_000_000L;

  /**
   * Hearing and moving of a lane that is busy enough: each beat reads all weights of its models,
   * and nobody is served sooner by a machine that is slower for it.
   */
  private static final long MOST_WORK = PERIOD / 4;

  /** Of {@link #behindSince}. */
  static final long NOT_BEHIND = Long.MIN_VALUE;

  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  private static final long STOOD_STILL = Beat.MOST_MISSED * PERIOD;

  private static final long LAST_PICTURES_MILLIS = 3_000;

  private final DrawPool drawing;
  private final FrameMetrics metrics;
  private final Pictures pictures;
  private final Corrections corrections;
  private final LaneTasks tasks;
  private final Beat main;
  private final Beat early;

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
    this.drawing = drawing;
    this.metrics = metrics;
    this.pictures = new Pictures(clock, drawing, drawBatch);
    this.tasks = new LaneTasks(metrics);
    this.corrections = new Corrections(capacity);
    long now = clock.nanoTime();
    long due = now - Math.floorMod(now - phaseNanos, PERIOD) + PERIOD;
    this.main = new Beat(clock, metrics, pictures, corrections, capacity, due, 0);
    // Rows of a model's states are memory: who finds no room there is as late as before.
    int half = (capacity + 1) / 2;
    this.early = new Beat(clock, metrics, pictures, corrections, half, due, EARLIER);
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
    main.add(conversation);
  }

  /** Owner only, as a task. */
  void remove(LaneConversation conversation) {
    main.remove(conversation);
    early.remove(conversation);
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
    return next().nextDue();
  }

  private Beat next() {
    if (early.isEmpty()) {
      return main;
    }
    return main.isEmpty() || early.nextDue() < main.nextDue() ? early : main;
  }

  /** Makes every frame that is due by {@code nowNanos}. */
  public void step(long nowNanos) {
    takeBack();
    tasks.run();
    skip(nowNanos - nextDue());
    for (Beat beat = next(); beat.nextDue() <= nowNanos; beat = next()) {
      takeBack();
      long due = beat.begin();
      beat.make(due, nextDue());
      changeBeats(beat, due);
    }
    main.idle(nowNanos);
    early.idle(nowNanos);
  }

  private void skip(long behindNanos) {
    if (behindNanos > STOOD_STILL) {
      long frames = behindNanos / PERIOD;
      log.warn("A lane stood still for {} ms; what it missed is gone", frames * PERIOD / 1_000_000);
      main.leaveOut(frames);
      early.leaveOut(frames);
    }
  }

  /** Takes back the conversations that were lent and are drawn, and does what waited for them. */
  private void takeBack() {
    pictures.collect();
    tasks.runPostponed(main.conversations());
    tasks.runPostponed(early.conversations());
  }

  /**
   * Those whose voices have long come when they are needed are early from now on, and those whose
   * voices have not are no longer: 40 ms become 30, or 50, once.
   */
  private void changeBeats(Beat made, long due) {
    if (made == main) {
      early.idle(due);
    } else if (main.isEmpty()) {
      main.idle(due + EARLIER);
    } else {
      return;
    }
    early.giveUp(main, LaneConversation::isTooEarly);
    if (main.work() + early.work() < MOST_WORK) {
      main.giveUp(early, LaneConversation::mayBeEarly);
    }
  }

  @Override
  public void close() {
    // Nothing is closed while it is being drawn.
    for (long i = 0; i < LAST_PICTURES_MILLIS && behindSince() != NOT_BEHIND; i++) {
      LockSupport.parkNanos(1_000_000);
      pictures.collect();
    }
    main.close();
    early.close();
    corrections.close();
  }
}
