package io.visavis.server.lane;

import io.visavis.render.DrawRequest;
import io.visavis.render.RenderBackend;
import io.visavis.server.metrics.Stage;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws what of a lane's portrayals is watched, and hands it over. Owned by the lane; does not
 * allocate.
 */
final class Pictures {
  private static final Logger log = LoggerFactory.getLogger(Pictures.class);

  private final NanoClock clock;
  private final RenderBackend backend;
  private final int drawBatch;
  private final List<DrawRequest> batch = new ArrayList<>();
  private final List<PictureFeed> feeds = new ArrayList<>();
  private final List<Portrayal> portrayals = new ArrayList<>();
  private final List<LaneConversation> conversations = new ArrayList<>();

  Pictures(NanoClock clock, RenderBackend backend, int drawBatch) {
    this.clock = clock;
    this.backend = backend;
    this.drawBatch = drawBatch;
  }

  /** Draws and hands over the frame in hand of every watched portrayal. */
  void draw(List<LaneConversation> all, long due) {
    for (int i = 0; i < all.size(); i++) {
      LaneConversation c = all.get(i);
      for (int k = 0; k < c.portrayals().size(); k++) {
        Portrayal p = c.portrayals().get(k);
        for (int j = 0; j < p.feeds().size(); j++) {
          add(c, p, p.feeds().get(j));
          if (batch.size() == drawBatch) {
            flush(due);
          }
        }
      }
    }
    flush(due);
  }

  private void add(LaneConversation c, Portrayal p, PictureFeed feed) {
    DrawRequest request = feed.request();
    float[] motion = p.stream().motion();
    System.arraycopy(motion, 0, request.motion(), 0, request.motion().length);
    batch.add(request);
    feeds.add(feed);
    portrayals.add(p);
    conversations.add(c);
  }

  private void flush(long due) {
    if (batch.isEmpty()) {
      return;
    }
    if (clock.nanoTime() - due > Portrayal.LATE_NANOS) {
      dropAll();
    } else {
      try {
        backend.draw(batch);
        handOver(due);
      } catch (RuntimeException e) {
        log.error("Drawing failed; the conversations of the batch end", e);
        conversations.forEach(c -> c.failed(e));
      }
    }
    batch.clear();
    feeds.clear();
    portrayals.clear();
    conversations.clear();
  }

  private void dropAll() {
    for (int i = 0; i < portrayals.size(); i++) {
      portrayals.get(i).dropped(conversations.get(i).frame());
    }
  }

  private void handOver(long due) {
    for (int i = 0; i < feeds.size(); i++) {
      PictureFeed feed = feeds.get(i);
      Portrayal p = portrayals.get(i);
      long n = conversations.get(i).frame();
      p.stage(Stage.POSE, feed.request().poseNanos());
      p.stage(Stage.SPLAT, feed.request().splatNanos());
      p.stage(Stage.CONVERT, feed.request().convertNanos());
      long before = clock.nanoTime();
      if (before - due > Portrayal.LATE_NANOS) {
        p.dropped(n);
        continue;
      }
      for (int k = 0; k < feed.viewers().size(); k++) {
        feed.viewers().get(k).picture(n, due, feed.picture(), p);
      }
      p.stage(Stage.HANDOVER, clock.nanoTime() - before);
      p.sayTiming(n);
    }
  }
}
