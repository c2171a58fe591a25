package io.visavis.server.cli;

import io.visavis.server.app.VisavisServer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a server that is asked to: the first time it drains, the second time it ends at once; its
 * clients are told each time. The exit code is 128 and the number of the first signal, 143 of
 * SIGTERM. Any thread.
 */
final class Stopping {
  private static final Logger log = LoggerFactory.getLogger(Stopping.class);

  private static final int MEMORY = 3;

  private final VisavisServer server;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final CountDownLatch exits = new CountDownLatch(1);

  private Stopping(VisavisServer server) {
    this.server = server;
  }

  /** Has that server end when this process is asked to. */
  static Stopping install(VisavisServer server) {
    Stopping stopping = new Stopping(server);
    Signals.onEnd(stopping::ask);
    MemoryEnd.install(stopping::memoryUsedUp, () -> Runtime.getRuntime().halt(MEMORY));
    // Ends that no signal has asked for.
    Runtime.getRuntime().addShutdownHook(new Thread(stopping::exit, "shutdown"));
    return stopping;
  }

  /** Returns when the server has ended and the process is about to. */
  void await() throws InterruptedException {
    exits.await();
  }

  /** Ends it at once and in order; the exit code is as of {@code -XX:+ExitOnOutOfMemoryError}. */
  private void memoryUsedUp() {
    log.error("The memory is used up; the server ends");
    server.close();
    System.exit(MEMORY);
  }

  private void ask(int signal) {
    if (asked.compareAndSet(false, true)) {
      drain();
      System.exit(128 + signal);
    } else {
      log.info("Asked again to stop: the server ends now");
      server.hurry();
    }
  }

  private void exit() {
    drain();
    exits.countDown();
  }

  private void drain() {
    try {
      server.drainAndClose();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
