package io.visavis.loadclient;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.visavis.proto.v1.Downstream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What comes back on the stream of a conversation. gRPC's threads call it. */
final class Downlink implements StreamObserver<Downstream> {
  private final Map<String, MotionViewer> motion = new ConcurrentHashMap<>();
  private volatile @Nullable Tally tally;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean ending;
  private volatile @Nullable String failure;

  /** Motion of that participant goes there. */
  void add(String participant, MotionViewer viewer) {
    motion.put(participant, viewer);
  }

  /** Counts there from now on; null counts nothing. */
  void tally(@Nullable Tally to) {
    tally = to;
  }

  /** The client ends the conversation; that is no failure. */
  void ending() {
    ending = true;
  }

  /** Waits until the stream has ended, or so long. */
  void await(long millis) throws InterruptedException {
    var _ = over.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Why the conversation ended early, or null. */
  @Nullable String failure() {
    return failure;
  }

  @Override
  public void onNext(Downstream d) {
    long now = System.nanoTime();
    if (d.hasMotion()) {
      MotionViewer viewer = motion.get(d.getMotion().getPortrayalOf());
      if (viewer != null) {
        viewer.take(d.getMotion(), now);
      }
    }
    Tally to = tally;
    if (to != null && d.hasTiming()) {
      to.timing(d.getTiming().getStage(), d.getTiming().getMicros() / 1e3);
    } else if (to != null && d.hasEvent()) {
      to.event(d.getEvent().getKind().name());
    }
  }

  @Override
  public void onError(Throwable t) {
    if (!ending) {
      String why = Creation.sentence(Status.fromThrowable(t));
      failure = "A conversation broke off: " + why + ".";
    }
    over.countDown();
  }

  @Override
  public void onCompleted() {
    if (!ending) {
      failure = "The server ended a conversation early.";
    }
    over.countDown();
  }
}
