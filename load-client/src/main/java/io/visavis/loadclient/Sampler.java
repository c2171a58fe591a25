package io.visavis.loadclient;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Looks once a second at what a load is like. Pictures: voice-to-video and late frames are the
 * server's, so its metrics are read each second; motion: all is seen here, and the server is left
 * alone.
 */
final class Sampler {
  /** Seconds over which a percentile is taken. */
  private static final int SPAN = 5;

  private final Target target;
  private final Crew crew;
  private final boolean motion;
  private final Consumer<Second> to;
  private final long start = System.nanoTime();
  private final Deque<ServerMetrics> metrics = new ArrayDeque<>();
  private final Deque<Histogram> delays = new ArrayDeque<>();
  private final Stop closed = new Stop();
  private Machine machine = Machine.now();
  private long frames;
  private long late;
  private final Thread thread;

  /** Begins; {@code to} gets a row each second, on a thread of its own. */
  Sampler(Target target, Crew crew, boolean motion, Consumer<Second> to) {
    this.target = target;
    this.crew = crew;
    this.motion = motion;
    this.to = to;
    thread = Thread.ofPlatform().name("sampler").daemon().start(this::run);
  }

  private void run() {
    try {
      for (long next = start + 1_000_000_000L; ; next += 1_000_000_000L) {
        closed.await(Math.max(1, (next - System.nanoTime()) / 1_000_000));
        if (closed.requested()) {
          return;
        }
        to.accept(second());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Second second() throws InterruptedException {
    ServerMetrics then = metrics.peekLast();
    ServerMetrics read = motion ? null : read();
    Machine before = machine;
    machine = Machine.now();
    double seconds = Math.max(1e-3, (machine.wallNanos() - before.wallNanos()) / 1e9);
    long framesBefore = frames;
    frames = crew.live().frames();
    long lateBefore = late;
    late = crew.live().lateFrames();
    long lateNow = late - lateBefore;
    Double serverCores = null;
    if (then != null && read != null) {
      lateNow = Math.round(read.lateSince(then));
      serverCores = read.coresSince(then);
    }
    return new Second(
        (machine.wallNanos() - start) / 1e9,
        crew.size(),
        (frames - framesBefore) / seconds / Math.max(1, crew.portrayals()),
        lateNow,
        motion ? motionP95() : picturesP95(read),
        machine.coresSince(before),
        serverCores);
  }

  private @Nullable ServerMetrics read() throws InterruptedException {
    try {
      return ServerMetrics.ask(target).get(900, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return null;
    }
  }

  private @Nullable Double picturesP95(@Nullable ServerMetrics read) {
    if (read == null) {
      return null;
    }
    metrics.addLast(read);
    if (metrics.size() > SPAN + 1) {
      metrics.removeFirst();
    }
    Delay d = read.since(metrics.getFirst());
    return d.frames() == 0 ? null : Double.valueOf(d.p95Millis());
  }

  private @Nullable Double motionP95() {
    delays.addLast(crew.live().delays());
    if (delays.size() > SPAN) {
      delays.removeFirst();
    }
    Histogram sum = new Histogram(3);
    delays.forEach(sum::add);
    return sum.getTotalCount() == 0 ? null : Double.valueOf(sum.getValueAtPercentile(95) / 1e3);
  }

  /** Looks no more. */
  void close() throws InterruptedException {
    closed.request();
    thread.join();
  }
}
