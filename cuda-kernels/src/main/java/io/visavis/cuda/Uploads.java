package io.visavis.cuda;

import io.visavis.cuda.device.Device;
import io.visavis.cuda.device.DeviceQueue;
import java.nio.ByteBuffer;

/** Copies of any size to a device, through a small piece of pinned memory. */
final class Uploads {
  private static final int PIECE = 8 << 20;

  private Uploads() {}

  /** Copies all of a buffer; returns when it has arrived. */
  static void copy(Device device, long to, ByteBuffer from) {
    int piece = Math.min(PIECE, from.capacity());
    ByteBuffer pinned = device.pin(piece);
    try (DeviceQueue queue = device.queue()) {
      for (int at = 0; at < from.capacity(); at += piece) {
        int size = Math.min(piece, from.capacity() - at);
        pinned.put(0, from, at, size);
        queue.upload(to + at, pinned, size);
        queue.await();
      }
    } finally {
      device.unpin(pinned);
    }
  }
}
