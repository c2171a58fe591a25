package io.visavis.bench.gpu;

import io.visavis.cuda.device.Device;
import io.visavis.cuda.device.DeviceQueue;
import java.nio.ByteBuffer;
import java.util.function.DoubleSupplier;

/**
 * What a card reaches at best, measured.
 *
 * @param writeGigabytes a second into its own memory
 * @param uploadGigabytes a second from the host's pinned memory
 * @param downloadGigabytes a second to it
 */
record CardLimits(double writeGigabytes, double uploadGigabytes, double downloadGigabytes) {
  private static final int RUNS = 10;

  /**
   * Measures a card.
   *
   * @param bytes of each copy
   */
  static CardLimits measure(Device device, int bytes) {
    long array = device.allocate(bytes);
    ByteBuffer pinned = device.pin(bytes);
    try (DeviceQueue queue = device.queue()) {
      return new CardLimits(
          best(bytes, () -> queue.milliseconds(() -> queue.clear(array, bytes))),
          best(bytes, () -> queue.milliseconds(() -> queue.upload(array, pinned, bytes))),
          best(bytes, () -> queue.milliseconds(() -> queue.download(pinned, array, bytes))));
    } finally {
      device.unpin(pinned);
      device.free(array);
    }
  }

  private static double best(int bytes, DoubleSupplier milliseconds) {
    double least = Double.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      least = Math.min(least, milliseconds.getAsDouble());
    }
    return bytes / (1e6 * least);
  }
}
