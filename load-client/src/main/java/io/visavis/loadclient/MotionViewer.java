package io.visavis.loadclient;

import io.visavis.proto.v1.PortrayalMotion;
import org.jspecify.annotations.Nullable;

/** One portrayal of which motion frames are taken. gRPC's thread calls {@link #take}. */
final class MotionViewer implements Viewer {
  private final String portrayal;
  private final SendTimes sent;
  private final Live live;
  private final Due due = new Due();
  private long next = -1;
  private volatile @Nullable Arrivals arrivals;
  private Arrivals counted = new Arrivals();

  MotionViewer(String portrayal, SendTimes sent, Live live) {
    this.portrayal = portrayal;
    this.sent = sent;
    this.live = live;
  }

  /** A frame came. */
  void take(PortrayalMotion motion, long nanos) {
    boolean late = due.late(motion.getN(), nanos);
    long missing = next < 0 ? 0 : Math.max(0, motion.getN() - next);
    next = motion.getN() + 1;
    double behind = sent.behindMillis(motion.getT(), nanos);
    live.frame();
    live.late(missing + (late ? 1 : 0));
    if (!Double.isNaN(behind)) {
      live.behind(behind);
    }
    Arrivals a = arrivals;
    if (a != null) {
      count(a, nanos, late, missing, behind);
    }
  }

  private static void count(Arrivals a, long nanos, boolean late, long missing, double behind) {
    a.frame(nanos);
    a.missing(missing);
    if (late) {
      a.late();
    }
    if (!Double.isNaN(behind)) {
      a.behind(behind);
    }
  }

  @Override
  public void begin() {
    counted = new Arrivals();
    arrivals = counted;
  }

  @Override
  public void stop() {
    arrivals = null;
  }

  @Override
  public Seen seen(double seconds) {
    return counted.seen(portrayal, seconds, true, null);
  }

  @Override
  public void delaysTo(Times sum) {
    counted.delaysTo(sum);
  }

  @Override
  public void close() {}
}
