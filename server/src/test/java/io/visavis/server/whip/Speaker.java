package io.visavis.server.whip;

import io.visavis.media.webrtc.VoicePusher;
import io.visavis.server.testing.Track;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Says the same again and again into a microphone whose clock is off, until closed. */
final class Speaker implements AutoCloseable {
  private static final int PIECE = 480;

  private final AtomicLong pushed = new AtomicLong();
  private volatile boolean running = true;
  private final Thread thread;

  /**
   * Begins to speak.
   *
   * @param off as a fraction: positive is fast
   * @param said told how loud it was when
   */
  Speaker(VoicePusher voice, float[] pcm, double off, Track said) {
    thread = Thread.ofPlatform().daemon().start(() -> speak(voice, pcm, off, said));
  }

  long pushed() {
    return pushed.get();
  }

  @Override
  public void close() {
    running = false;
    LockSupport.unpark(thread);
  }

  private void speak(VoicePusher voice, float[] pcm, double off, Track said) {
    double period = 1e9 * PIECE / (48_000 * (1 + off));
    long begun = System.nanoTime();
    while (running) {
      long due = begun + Math.round(pushed.get() * period);
      long wait = due - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
        continue;
      }
      int at = (int) (pushed.getAndIncrement() * PIECE % pcm.length);
      voice.push(pcm, at, PIECE);
      said.add((due - 0.5 * period) * 1e-9, loudness(pcm, at, PIECE));
    }
  }

  /** Root of the mean square. */
  static double loudness(float[] pcm, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += pcm[i] * pcm[i];
    }
    return Math.sqrt(sum / Math.max(1, count));
  }
}
