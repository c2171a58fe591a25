package io.visavis.server.lane;

import io.visavis.server.voice.VoiceInbox;
import io.visavis.server.voice.VoicePacket;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A voice that comes as packets of 20 ms, as it does by gRPC: up to 10 ms of jitter, one packet in
 * five hundred lost, a network that stands still for 0.3 s every ten minutes and for 2 s every 25,
 * and a microphone that is off for 5 s every half hour.
 */
final class PacketMicrophone implements TestMicrophone {
  private static final int PACKET = 960;
  private static final long SECOND = 1_000_000_000L;
  private static final double WAY = 8e6;
  private static final double JITTER = 2.5e6;
  private static final double MOST_JITTER = 10e6;

  /** After a standstill: two seconds to notice, and a pause in which to catch up. */
  private static final long RECOVERY = 15 * SECOND;

  /** After a loss: until the next packet is heard. */
  private static final long BRIEF = SECOND / 4;

  private static final double LOSS = 0.002;

  private final VoiceInbox inbox;
  private final Random random;
  private final long first;
  private final long begun;
  private final double sampleNanos;
  private final Troubles troubles = new Troubles();
  private long sent;
  private long lastArrival;
  private @Nullable VoicePacket next;

  /**
   * A microphone that begins to send now.
   *
   * @param off as a fraction: 300e-6 is 300 ppm fast
   * @param first index of its first sample
   */
  PacketMicrophone(VoiceInbox inbox, double off, long first, long nowNanos, long seed) {
    this.inbox = inbox;
    this.random = new Random(seed);
    this.first = first;
    this.begun = nowNanos;
    this.sampleNanos = (double) SECOND / (48_000 * (1 + off));
  }

  @Override
  public double spokenNanos(double index) {
    return begun + (index - first) * sampleNanos;
  }

  @Override
  public Troubles troubles() {
    return troubles;
  }

  @Override
  public void deliver(long untilNanos) {
    while (true) {
      VoicePacket p = next == null ? make() : next;
      next = p;
      if (p != null && p.arrivalNanos() > untilNanos) {
        return;
      }
      if (p != null) {
        inbox.offer(p);
      }
      next = null;
    }
  }

  /** The next packet; null where it is lost. */
  private @Nullable VoicePacket make() {
    long index = first + sent * PACKET;
    sent++;
    long from = Math.round(spokenNanos((double) index));
    long to = Math.round(spokenNanos((double) index + PACKET));
    double jitter = Math.min(MOST_JITTER, -JITTER * Math.log(1 - random.nextDouble()));
    long arrival = Math.max(lastArrival, Math.round(to + WAY + jitter));
    long held = Math.max(within(600, 0.3, arrival), within(1_500, 2, arrival));
    if (held > 0) {
      troubles.add(from, held + RECOVERY);
      arrival = held;
    }
    if (within(1_800, 5, from) > 0) {
      troubles.add(from, to + RECOVERY);
      return null;
    }
    if (random.nextDouble() < LOSS) {
      troubles.add(from, to + BRIEF);
      return null;
    }
    lastArrival = arrival;
    byte[] pcm = new byte[2 * PACKET];
    for (int i = 0; i < PACKET; i++) {
      int v = (int) Math.round(Ramp.at((double) index + i) * 32_768);
      pcm[2 * i] = (byte) v;
      pcm[2 * i + 1] = (byte) (v >> 8);
    }
    return VoicePacket.pcm16(index, pcm, 48_000, arrival);
  }

  /** When what happens for {@code seconds} every so often is over; 0 where it does not happen. */
  private long within(int every, double seconds, long nanos) {
    long since = nanos - begun;
    long phase = Math.floorMod(since, every * SECOND);
    long length = Math.round(seconds * 1e9);
    return since >= 60 * SECOND && phase < length ? nanos - phase + length : 0;
  }
}
