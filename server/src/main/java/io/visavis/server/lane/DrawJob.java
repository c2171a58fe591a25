package io.visavis.server.lane;

import io.visavis.inference.corrective.CoefficientStream;
import io.visavis.render.DrawRequest;
import io.visavis.render.RenderBackend;
import io.visavis.server.metrics.Failure;
import io.visavis.server.metrics.LateReason;
import io.visavis.server.metrics.Stage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Portrayals that are drawn in one call and then handed over. Filled and emptied by its lane, run
 * by one drawing thread in between; used again every frame, so that nothing is allocated.
 */
final class DrawJob {
  private static final Logger log = LoggerFactory.getLogger(DrawJob.class);

  /** One slow picture is no reason to begin none after it. */
  private static final long MOST_EXPECTED = Portrayal.LATE_NANOS / 2;

  private final NanoClock clock;
  private final List<DrawRequest> batch = new ArrayList<>();
  private final List<PictureFeed> feeds = new ArrayList<>();
  private final List<Portrayal> portrayals = new ArrayList<>();
  private final List<LaneConversation> conversations = new ArrayList<>();
  private long due;

  /** What drawing took the last time: what would be late in the end is not begun. */
  private long expected;

  private @Nullable RuntimeException failure;
  private volatile boolean done;

  DrawJob(NanoClock clock) {
    this.clock = clock;
  }

  /** Adds a picture of the frame in hand, due then. */
  void add(LaneConversation c, Portrayal p, PictureFeed feed, long dueNanos) {
    DrawRequest request = feed.request();
    float[] motion = p.stream().motion();
    System.arraycopy(motion, 0, request.motion(), 0, request.motion().length);
    CoefficientStream corrections = p.corrections();
    if (corrections != null) {
      float[] coefficients = request.coefficients();
      System.arraycopy(corrections.coefficients(), 0, coefficients, 0, coefficients.length);
    }
    batch.add(request);
    feeds.add(feed);
    portrayals.add(p);
    conversations.add(c);
    due = dueNanos;
    done = false;
  }

  /** When its pictures were due. */
  long due() {
    return due;
  }

  /** Whether it has been run to its end; then the lane has all of it back. */
  boolean done() {
    return done;
  }

  /** Leaves its conversations alone until it is done. Lane only. */
  void lend() {
    conversations.forEach(LaneConversation::lend);
  }

  /** Ends {@link #lend}. Lane only. */
  void giveBack() {
    conversations.forEach(LaneConversation::giveBack);
  }

  int size() {
    return batch.size();
  }

  /** Draws and hands over, or drops what would be late. Any one thread. */
  void run(RenderBackend backend) {
    try {
      long began = clock.nanoTime();
      if (late(began + expected)) {
        for (int i = 0; i < feeds.size(); i++) {
          portrayals.get(i).dropped(conversations.get(i).frame(), LateReason.NO_TIME);
          judge(i, false);
        }
        return;
      }
      backend.draw(batch);
      expected = Math.min(clock.nanoTime() - began, MOST_EXPECTED);
      for (int i = 0; i < feeds.size(); i++) {
        judge(i, handOver(i, backend.name()));
      }
    } catch (RuntimeException e) {
      failure = e;
    } catch (Error e) {
      // Out of memory, say: it ends this batch, not the thread that draws for everybody.
      failure = new IllegalStateException("Drawing failed: " + e.getMessage(), e);
    } finally {
      done = true;
    }
  }

  /** Returns whether it was in time. */
  private boolean handOver(int i, String backend) {
    PictureFeed feed = feeds.get(i);
    Portrayal p = portrayals.get(i);
    long n = conversations.get(i).frame();
    p.stage(Stage.POSE, feed.request().poseNanos(), backend);
    p.stage(Stage.SPLAT, feed.request().splatNanos(), backend);
    p.stage(Stage.INPAINT, feed.request().inpaintNanos(), backend);
    p.stage(Stage.CONVERT, feed.request().convertNanos(), backend);
    long before = clock.nanoTime();
    if (late(before)) {
      p.dropped(n, LateReason.DRAWN_LATE);
      return false;
    }
    for (int k = 0; k < feed.viewers().size(); k++) {
      feed.viewers().get(k).picture(n, due, feed.picture(), p);
    }
    p.stage(Stage.HANDOVER, clock.nanoTime() - before);
    if (feed.size() < feed.format().size()) {
      p.reduced();
    }
    p.sayTiming(n);
    return true;
  }

  private void judge(int i, boolean inTime) {
    PictureFeed feed = feeds.get(i);
    if (feed.drawn(inTime)) {
      portrayals.get(i).drawnAt(feed.size(), feed.format().size());
    }
  }

  private boolean late(long now) {
    return now - due > Portrayal.LATE_NANOS;
  }

  /** Ends the conversations of a batch that could not be drawn, and is empty again. Lane only. */
  void finish() {
    RuntimeException why = failure;
    if (why != null) {
      portrayals.getFirst().failed(Failure.DRAWING);
      log.error("Drawing failed; the conversations of the batch end", why);
      conversations.forEach(c -> c.failed(why));
      failure = null;
    }
    batch.clear();
    feeds.clear();
    portrayals.clear();
    conversations.clear();
  }
}
