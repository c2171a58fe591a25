package io.visavis.media.webrtc;

import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import java.util.concurrent.locks.LockSupport;

/**
 * Pushes a voice into WebRTC, 10 ms at a time, on a thread of its own: silence too, so that the
 * viewer's clock never stands still.
 */
public final class VoicePusher {
  private static final long PERIOD = 10_000_000;
  private static final long LOST = 200_000_000;

  private final CustomAudioSource source;
  private final VoicePacer pacer = new VoicePacer();
  private final Thread thread;
  private volatile boolean running = true;

  VoicePusher(CustomAudioSource source, String name) {
    this.source = source;
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
    long next = System.nanoTime();
    while (running) {
      long wait = next - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
        continue;
      }
      if (wait < -LOST) {
        // The machine slept; catching up would be a burst.
        next = System.nanoTime();
      }
      pacer.tick(piece);
      source.pushAudio(piece, 16, 48_000, 1, VoicePacer.PIECE);
      next += PERIOD;
    }
  }
}
