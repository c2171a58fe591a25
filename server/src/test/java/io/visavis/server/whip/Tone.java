package io.visavis.server.whip;

import io.visavis.media.webrtc.VoicePusher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Speaks a tone into a microphone until closed. */
final class Tone implements AutoCloseable {
  private final AtomicInteger pushed = new AtomicInteger();
  private volatile boolean running = true;
  private final Thread thread;

  Tone(VoicePusher voice) {
    thread = Thread.ofPlatform().daemon().start(() -> speak(voice));
  }

  int pushed() {
    return pushed.get();
  }

  @Override
  public void close() {
    running = false;
    LockSupport.unpark(thread);
  }

  private void speak(VoicePusher voice) {
    float[] piece = new float[960];
    long next = System.nanoTime();
    while (running) {
      for (int i = 0; i < piece.length; i++) {
        piece[i] = 0.4f * (float) Math.sin(2 * Math.PI * 400 * i / 48_000);
      }
      voice.push(piece, 0, piece.length);
      pushed.incrementAndGet();
      next += 20_000_000;
      LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
    }
  }
}
