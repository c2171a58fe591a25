package io.visavis.server.voice;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Packets that wait for their turn, in the order of their index. Owned by one lane. */
final class PacketOrder {
  private final PriorityQueue<VoicePacket> queue =
      new PriorityQueue<>(64, Comparator.comparingLong(VoicePacket::index));
  private long samples;
  private long newestEnd;

  void add(VoicePacket packet) {
    newestEnd = queue.isEmpty() ? packet.end() : Math.max(newestEnd, packet.end());
    queue.add(packet);
    samples += packet.samples();
  }

  /** The packet with the lowest index, or null. */
  @Nullable VoicePacket first() {
    return queue.peek();
  }

  void removeFirst() {
    VoicePacket packet = queue.poll();
    if (packet != null) {
      samples -= packet.samples();
    }
  }

  void clear() {
    queue.clear();
    samples = 0;
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** Sum of the lengths of all packets. */
  long samples() {
    return samples;
  }

  /** Where the newest packet ends; meaningless when empty. */
  long newestEnd() {
    return newestEnd;
  }
}
