package io.visavis.bench.gpu;

import io.visavis.cuda.device.Device;
import io.visavis.cuda.device.DeviceQueue;
import io.visavis.cuda.device.Kernel;
import io.visavis.cuda.layout.Pool;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.DoubleSupplier;

/**
 * What a card reaches at best, measured.
 *
 * @param writeGigabytes a second into its own memory
 * @param uploadGigabytes a second from the host's pinned memory
 * @param downloadGigabytes a second to it
 * @param gigaOperations a second of single precision, a multiply-add counted as two
 */
record CardLimits(
    double writeGigabytes,
    double uploadGigabytes,
    double downloadGigabytes,
    double gigaOperations) {
  private static final int RUNS = 10;

  /**
   * Measures a card.
   *
   * @param bytes of each copy
   * @param blocks of 256 threads of the arithmetic's probe
   */
  static CardLimits measure(Device device, int bytes, int blocks) {
    long array = device.allocate(bytes);
    ByteBuffer pinned = device.pin(bytes);
    try (DeviceQueue queue = device.queue()) {
      return new CardLimits(
          best(bytes, () -> queue.milliseconds(() -> queue.clear(array, bytes))),
          best(bytes, () -> queue.milliseconds(() -> queue.upload(array, pinned, bytes))),
          best(bytes, () -> queue.milliseconds(() -> queue.download(pinned, array, bytes))),
          probe(queue, array, blocks));
    } finally {
      device.unpin(pinned);
      device.free(array);
    }
  }

  private static double probe(DeviceQueue queue, long array, int blocks) {
    // The one pointer that the probe might write to, in a batch of nothing.
    ByteBuffer batch = ByteBuffer.allocateDirect(Pool.BATCH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    batch.putLong(8 * Pool.OUT.ordinal(), array);
    Kernel kernel = Kernel.PROBE_ARITHMETIC;
    double operations = (double) blocks * kernel.threads() * Kernel.PROBE_OPERATIONS;
    return best(operations, () -> queue.milliseconds(() -> queue.launch(kernel, blocks, batch)));
  }

  private static double best(double amount, DoubleSupplier milliseconds) {
    double least = Double.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      least = Math.min(least, milliseconds.getAsDouble());
    }
    return amount / (1e6 * least);
  }
}
