package io.visavis.cuda.tick;

import io.visavis.cuda.device.Device;
import io.visavis.cuda.layout.Pool;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The device memory of one tick; grows when a plan needs more, never during a tick. */
final class Pools implements AutoCloseable {
  private final Device device;
  private final long[] address = new long[Pool.values().length];
  private final long[] size = new long[address.length];

  Pools(Device device) {
    this.device = device;
  }

  /**
   * Makes room for a plan; returns whether something moved.
   *
   * @throws io.visavis.cuda.device.DeviceException if the device is full
   */
  boolean reserve(Plan plan) {
    boolean moved = false;
    for (Pool pool : Pool.values()) {
      int p = pool.ordinal();
      long bytes = Math.max(16, plan.bytes(pool));
      if (size[p] < bytes) {
        free(p);
        // The first time exactly what is needed; then a quarter more, so that growth is rare.
        long room = size[p] == 0 ? bytes : bytes + bytes / 4;
        address[p] = device.allocate(room);
        size[p] = room;
        moved = true;
      }
    }
    return moved;
  }

  long address(Pool pool) {
    return address[pool.ordinal()];
  }

  /**
   * The structure {@code Batch}.
   *
   * @param progress where kernels say that they begin
   */
  ByteBuffer batch(long progress) {
    ByteBuffer out = ByteBuffer.allocateDirect(Pool.BATCH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int p = 0; p < address.length; p++) {
      out.putLong(8 * p, address[p]);
    }
    out.putLong(Pool.PROGRESS, progress);
    return out;
  }

  private void free(int p) {
    if (address[p] != 0) {
      device.free(address[p]);
      address[p] = 0;
    }
  }

  @Override
  public void close() {
    for (int p = 0; p < address.length; p++) {
      free(p);
    }
  }
}
