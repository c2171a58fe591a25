package io.visavis.server.voice;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where transports put voice and a lane takes it. Bounded: what does not fit is dropped and
 * counted. Any thread puts, one lane takes.
 */
public final class VoiceInbox {
  private static final int PIECE_MILLIS = 100;

  private final ArrayBlockingQueue<VoicePacket> queue;
  private final AtomicLong droppedSamples = new AtomicLong();
  private volatile long firstDropped = -1;
  private volatile int speaker;

  /**
   * An empty inbox.
   *
   * @param packets how many packets fit
   */
  public VoiceInbox(int packets) {
    queue = new ArrayBlockingQueue<>(packets);
  }

  /** Puts a packet in; long PCM goes in as pieces of 100 ms. Never blocks. */
  public void offer(VoicePacket packet) {
    int piece = packet.rate() * PIECE_MILLIS / 1_000;
    int length = packet.size() / 2;
    if (packet.encoding() == VoicePacket.Encoding.OPUS || length <= piece) {
      put(packet);
      return;
    }
    for (int from = 0; from < length; from += piece) {
      put(packet.slice(from, Math.min(piece, length - from)));
    }
  }

  private void put(VoicePacket packet) {
    if (!queue.offer(packet)) {
      if (droppedSamples.getAndAdd(packet.samples()) == 0) {
        firstDropped = packet.index();
      }
    }
  }

  /** The next packet, or null when there is none. */
  @Nullable VoicePacket poll() {
    return queue.poll();
  }

  /** Own index of the first packet that did not fit since {@link #takeDropped} was last called. */
  long firstDropped() {
    return firstDropped;
  }

  /** Samples that did not fit since the last call. */
  long takeDropped() {
    return droppedSamples.getAndSet(0);
  }

  /** Another one speaks from here on: what waits of the one before is forgotten. */
  public synchronized void anotherSpeaks() {
    queue.clear();
    speaker++;
  }

  /** Changes whenever {@link #anotherSpeaks}; already changed when that one's packets come out. */
  int speaker() {
    return speaker;
  }
}
