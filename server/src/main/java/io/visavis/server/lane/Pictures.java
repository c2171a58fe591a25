package io.visavis.server.lane;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws what of a lane's portrayals is watched, and hands it over. Owned by the lane; does not
 * allocate once it has seen the most portrayals.
 */
final class Pictures {
  private final NanoClock clock;
  private final DrawPool pool;
  private final int drawBatch;
  private final List<DrawJob> jobs = new ArrayList<>();
  private final DrawPool.Round round = new DrawPool.Round();
  private int turn;

  Pictures(NanoClock clock, DrawPool pool, int drawBatch) {
    this.clock = clock;
    this.pool = pool;
    this.drawBatch = drawBatch;
  }

  /** Draws and hands over the frame in hand of every watched portrayal. */
  void draw(List<LaneConversation> all, long due) {
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
    pool.run(jobs, used, turn++, round);
    for (int i = 0; i < used; i++) {
      jobs.get(i).finish();
    }
  }
}
