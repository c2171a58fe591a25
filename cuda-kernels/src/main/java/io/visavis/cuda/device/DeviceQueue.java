package io.visavis.cuda.device;

import java.nio.ByteBuffer;

/**
 * Work that a device does in order. Calls return at once; {@link #await} waits. Owned by one
 * thread. Every method throws {@link DeviceException} when the device is lost.
 */
public interface DeviceQueue extends AutoCloseable {
  /** Copies the first bytes of pinned memory to the device. */
  void upload(long to, ByteBuffer from, long bytes);

  /** Copies from the device to the front of pinned memory. */
  void download(ByteBuffer to, long from, long bytes);

  /** Sets bytes to zero. */
  void clear(long at, long bytes);

  /**
   * Launches a kernel.
   *
   * @param blocks how many blocks, at least 1
   * @param batch its one argument, as {@code BatchLayout} writes it; read before this returns
   */
  void launch(Kernel kernel, int blocks, ByteBuffer batch);

  /** Records the work that {@code work} queues, without doing it; doing it again costs one call. */
  Recording record(Runnable work);

  /** Does {@code work} and waits; returns the device's milliseconds. */
  double milliseconds(Runnable work);

  /** Waits until all is done. */
  void await();

  @Override
  void close();

  /** Work that can be queued again and again. */
  interface Recording extends AutoCloseable {
    /** Queues it. */
    void replay();

    @Override
    void close();
  }
}
