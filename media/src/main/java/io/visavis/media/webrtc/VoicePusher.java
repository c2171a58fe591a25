package io.visavis.media.webrtc;

import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import java.util.concurrent.locks.LockSupport;

/**
 * Pushes a voice into WebRTC, 10 ms at a time, on a thread of its own: silence too, so that the
 * viewer's clock never stands still.
 *
 * <p>WebRTC counts a voice's time in samples, and players lay a line through the sender reports of
 * a minute and more to know which picture belongs to it. So a thread that was held up pushes all
 * that it has missed at once: time that was left out would part lips and voice for that minute.
 */
public final class VoicePusher {
  private static final double PERIOD = 10e6; // nanoseconds

  /** A longer standstill is not made up for; lanes do not either. */
  private static final long LOST = 5_000_000_000L;

  private final CustomAudioSource source;
  private final VoicePacer pacer = new VoicePacer();
  private final Thread thread;
  private final double period;
  private volatile boolean running = true;

  /** With a clock that is off by a fraction: positive is fast. */
  VoicePusher(CustomAudioSource source, String name, double off) {
    this.source = source;
    this.period = PERIOD / (1 + off);
    thread = Thread.ofPlatform().name("push-audio-" + name).daemon().start(this::run);
  }

  /**
   * Copies samples and returns. One thread calls this.
   *
   * @param pcm48k mono in -1..1 at 48 kHz, any number
   */
  public void push(float[] pcm48k, int offset, int length) {
    pacer.write(pcm48k, offset, length);
  }

  /** Samples thrown away so far because more came than time passed. */
  public long droppedSamples() {
    return pacer.droppedSamples();
  }

  /** Times that the voice ran dry so far; each became at least 10 ms of silence. */
  public long underruns() {
    return pacer.underruns();
  }

  void close() {
    running = false;
    LockSupport.unpark(thread);
    Threads.join(thread);
  }

  private void run() {
    byte[] piece = new byte[2 * VoicePacer.PIECE];
    long begun = System.nanoTime();
    long ticks = 0;
    while (running) {
      long wait = begun + Math.round(ticks * period) - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
        continue;
      }
      if (wait < -LOST) {
        // The machine slept.
        begun = System.nanoTime();
        ticks = 0;
      }
      pacer.tick(piece);
      source.pushAudio(piece, 16, 48_000, 1, VoicePacer.PIECE);
      ticks++;
    }
  }
}
