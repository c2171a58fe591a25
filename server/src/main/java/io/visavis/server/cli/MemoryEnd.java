package io.visavis.server.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Ends the process when memory is used up where nobody could do more about it than write it down: a
 * lane, a thread of the network, a timer. Such a thread, or what it worked on, is in no known
 * state. Whoever can do more, as with an avatar that is too large, answers with a sentence and logs
 * no error.
 *
 * <p>It listens to the log, as libraries catch what reaches their threads, and only log it.
 */
final class MemoryEnd extends TurboFilter {
  private final CountDownLatch reached = new CountDownLatch(1);

  /**
   * Watches this process from now on.
   *
   * @param end ends it in order
   * @param halt ends it where that has not been done ten seconds later
   */
  static MemoryEnd install(Runnable end, Runnable halt) {
    MemoryEnd watch = new MemoryEnd();
    // Threads that are there already: later there may be no memory for any.
    watch.start("memory-end", 0, end);
    watch.start("memory-halt", 10, halt);
    ((LoggerContext) LoggerFactory.getILoggerFactory()).addTurboFilter(watch);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) ->
            LoggerFactory.getLogger(MemoryEnd.class)
                .error("The thread {} has died", thread.getName(), e));
    return watch;
  }

  private void start(String name, int seconds, Runnable then) {
    Thread.ofPlatform()
        .daemon()
        .name(name)
        .start(
            () -> {
              try {
                reached.await();
                TimeUnit.SECONDS.sleep(seconds);
                then.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /** Watches no more. */
  void remove() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).getTurboFilterList().remove(this);
    Thread.setDefaultUncaughtExceptionHandler(null);
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] params,
      @Nullable Throwable t) {
    if (usedUp(t) || (params != null && params.length > 0 && usedUp(params[params.length - 1]))) {
      reached.countDown();
    }
    return FilterReply.NEUTRAL;
  }

  /** Netty's own kind, of buffers that do not fit, costs a connection and gives them back. */
  private static boolean usedUp(@Nullable Object logged) {
    return logged != null && logged.getClass() == OutOfMemoryError.class;
  }
}
