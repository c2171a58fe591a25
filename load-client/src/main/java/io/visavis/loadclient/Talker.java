package io.visavis.loadclient;

import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/**
 * Sends what all participants say, 10 or 20 ms at a time, each conversation at a moment of its own:
 * they do not all speak at once, as people do not. One thread.
 */
final class Talker {
  /**
   * From joining to speaking. The server plays a voice by the arrival of its first packet; one that
   * comes while the server still makes room for its speaker is late, and all that follows waits.
   */
  private static final long BREATH_NANOS = 300_000_000;

  /** Spreads any number of sessions evenly over a piece. */
  private static final double GOLDEN = 0.6180339887498949;

  private final DelayQueue<Turn> turns = new DelayQueue<>();
  private volatile Times lag = new Times();
  private final long pieceNanos;
  private volatile boolean running = true;
  private final long epoch = System.nanoTime();
  private final Thread thread;

  /** Of pieces of that length. */
  Talker(int millis) {
    pieceNanos = millis * 1_000_000L;
    thread = Thread.ofPlatform().name("voices").daemon().start(this::run);
  }

  /** Lets a session speak soon, from its beginning. */
  void add(Session session, int number) {
    long phase = (long) (number * GOLDEN % 1 * pieceNanos);
    long pieces = (System.nanoTime() - epoch + BREATH_NANOS) / pieceNanos;
    turns.add(new Turn(session, 0, epoch + pieces * pieceNanos + phase));
  }

  /** Measures from now on how late it is itself. */
  void begin() {
    lag = new Times();
  }

  /** How late it was since, milliseconds. */
  Spread lag() {
    return lag.spread();
  }

  private void run() {
    while (running) {
      try {
        Turn turn = turns.take();
        long now = System.nanoTime();
        lag.add((now - turn.due) / 1e6);
        // Whoever begins late is late no more with what follows.
        long spoken = turn.piece == 0 ? now : turn.due;
        turn.session.send(turn.piece);
        if (turn.session.failure() == null) {
          turns.add(new Turn(turn.session, turn.piece + 1, spoken + pieceNanos));
        }
      } catch (InterruptedException e) {
        // close() has set running.
      }
    }
  }

  /** Says no more. */
  void close() throws InterruptedException {
    running = false;
    thread.interrupt();
    thread.join();
  }

  /** A piece that is to be sent. */
  private record Turn(Session session, long piece, long due) implements Delayed {
    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return other instanceof Turn t ? Long.signum(due - t.due) : 0;
    }
  }
}
