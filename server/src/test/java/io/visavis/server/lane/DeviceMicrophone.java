package io.visavis.server.lane;

import io.visavis.media.clock.VoiceClock;
import io.visavis.server.voice.VoiceInbox;
import io.visavis.server.voice.VoicePacket;
import java.util.Random;

/**
 * A voice that comes as WebRTC's device plays it, through {@link VoiceClock}: 10 ms at a time, each
 * up to 4 ms late, from a device that sleeps a little long, 2 % for a minute of every twenty, and
 * stands still for 0.7 s every half hour. WebRTC's jitter buffer gives it what was spoken 60 ms
 * ago, however fast it asks.
 */
final class DeviceMicrophone implements TestMicrophone {
  private static final int PIECE = 480;
  private static final long SECOND = 1_000_000_000L;
  private static final long WAY = 60_000_000L;
  private static final double JITTER = 4e6;
  private static final long RECOVERY = 15 * SECOND;

  private final Random random;
  private final long begun;
  private final double sampleNanos;
  private final Troubles troubles = new Troubles();
  private final VoiceClock clock = new VoiceClock(VoiceClock.HEADLESS_DEVICE, this::made);
  private final float[] piece = new float[PIECE];
  private final VoiceInbox inbox;
  private double asked; // when the device asked last
  private double played; // index up to which it has played
  private long arrival;
  private long count;

  /**
   * A microphone that begins to send now.
   *
   * @param off as a fraction: 300e-6 is 300 ppm fast
   */
  DeviceMicrophone(VoiceInbox inbox, double off, long nowNanos, long seed) {
    this.inbox = inbox;
    this.random = new Random(seed);
    this.begun = nowNanos;
    this.asked = nowNanos + WAY;
    this.sampleNanos = (double) SECOND / (48_000 * (1 + off));
  }

  @Override
  public double spokenNanos(double index) {
    return begun + index * sampleNanos;
  }

  @Override
  public Troubles troubles() {
    return troubles;
  }

  @Override
  public void deliver(long untilNanos) {
    while (true) {
      long since = Math.round(asked) - begun;
      boolean busy = since % (1_200 * SECOND) > 1_140 * SECOND;
      double next = asked + 1e7 * (busy ? 1.02 : 1.001);
      if (since > SECOND && since % (1_800 * SECOND) < 10_000_000) {
        troubles.add(Math.round(asked), Math.round(next) + RECOVERY);
        next += 7e8;
      }
      if (next + JITTER > untilNanos) {
        return;
      }
      asked = next;
      arrival = Math.max(arrival, Math.round(next + JITTER * random.nextDouble()));
      double to = (next - WAY - begun) / sampleNanos;
      for (int i = 0; i < PIECE; i++) {
        piece[i] = (float) Ramp.at(played + (to - played) * i / PIECE);
      }
      played = to;
      clock.accept(piece, 0, PIECE, arrival);
    }
  }

  /** As {@code MediaGate} passes it on. */
  private void made(float[] pcm, int offset, int length, long arrivalNanos) {
    byte[] bytes = new byte[2 * length];
    for (int i = 0; i < length; i++) {
      int v = Math.clamp(Math.round(pcm[offset + i] * 32_767), -32_768, 32_767);
      bytes[2 * i] = (byte) v;
      bytes[2 * i + 1] = (byte) (v >> 8);
    }
    inbox.offer(VoicePacket.pcm16(count, bytes, 48_000, arrivalNanos));
    count += length;
  }
}
