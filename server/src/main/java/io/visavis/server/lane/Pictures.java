package io.visavis.server.lane;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws what of a lane's portrayals is watched, and hands it over. A picture that is not done by
 * the lane's next frame delays its own conversation alone, which is lent meanwhile. Owned by the
 * lane; does not allocate once it has seen the most portrayals, unless drawing takes that long.
 */
final class Pictures {
  private final NanoClock clock;
  private final DrawPool pool;
  private final int drawBatch;
  private final List<DrawJob> jobs = new ArrayList<>();
  private final List<DrawJob> behind = new ArrayList<>();
  private DrawPool.Round round;
  private int turn;

  Pictures(NanoClock clock, DrawPool pool, int drawBatch) {
    this.clock = clock;
    this.pool = pool;
    this.drawBatch = drawBatch;
    this.round = new DrawPool.Round(clock);
  }

  /**
   * Draws and hands over the frame in hand of every watched portrayal.
   *
   * @param until when to leave what is not done to itself
   */
  void draw(List<LaneConversation> all, long due, long until) {
    int most = drawBatch > 0 ? drawBatch : pool.batch();
    int used = 0;
    for (int i = 0; i < all.size(); i++) {
      LaneConversation c = all.get(i);
      for (int k = 0; k < c.portrayals().size(); k++) {
        Portrayal p = c.portrayals().get(k);
        if (p.feeds().isEmpty()) {
          continue;
        }
        if (used == 0 || jobs.get(used - 1).size() >= most) {
          used++;
        }
        if (used > jobs.size()) {
          jobs.add(new DrawJob(clock));
        }
        // All of a portrayal's pictures go into one job: a job is what one thread has.
        for (int j = 0; j < p.feeds().size(); j++) {
          jobs.get(used - 1).add(c, p, p.feeds().get(j), due);
        }
      }
    }
    // In turns, so that nobody is always the one who is late.
    if (pool.run(jobs, used, turn++, round, until)) {
      for (int i = 0; i < used; i++) {
        jobs.get(i).finish();
      }
      return;
    }
    round = new DrawPool.Round(clock);
    for (DrawJob job : List.copyOf(jobs.subList(0, used))) {
      if (job.done()) {
        job.finish();
      } else {
        jobs.remove(job);
        behind.add(job);
        job.lend();
      }
    }
  }

  /** Takes back what has been drawn since. */
  void collect() {
    for (int i = behind.size() - 1; i >= 0; i--) {
      DrawJob job = behind.get(i);
      if (job.done()) {
        behind.remove(i);
        job.giveBack();
        job.finish();
        jobs.add(job);
      }
    }
  }

  /**
   * When the oldest picture was due that is still being drawn; {@code none} where there is none.
   */
  long behindSince(long none) {
    long since = none;
    for (int i = 0; i < behind.size(); i++) {
      since = i == 0 ? behind.get(i).due() : Math.min(since, behind.get(i).due());
    }
    return since;
  }
}
