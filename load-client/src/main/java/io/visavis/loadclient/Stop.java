package io.visavis.loadclient;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The user's wish to stop early. Any thread. */
final class Stop {
  private final CountDownLatch latch = new CountDownLatch(1);

  void request() {
    latch.countDown();
  }

  boolean requested() {
    return latch.getCount() == 0;
  }

  /** Waits that long, or until it is requested. */
  void await(long millis) throws InterruptedException {
    var _ = latch.await(millis, TimeUnit.MILLISECONDS);
  }
}
