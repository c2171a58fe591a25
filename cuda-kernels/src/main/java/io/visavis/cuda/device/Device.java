package io.visavis.cuda.device;

import java.nio.ByteBuffer;

/**
 * A GPU. Addresses are the device's own; any thread may call. JCuda reaches a real one; tests run
 * the same kernels as C++ on the CPU.
 */
public interface Device extends AutoCloseable {
  /** What a person reads: card, memory, driver. */
  String name();

  /** Bytes that can still be allocated. */
  long freeBytes();

  /**
   * Reserves memory, aligned to 256 bytes, of undefined content.
   *
   * @throws DeviceException if there is too little
   */
  long allocate(long bytes);

  /** Gives memory back, once nothing that was queued uses it. */
  void free(long address);

  /**
   * Host memory that the device copies from and to by itself, little-endian.
   *
   * @throws DeviceException if there is too little
   */
  ByteBuffer pin(int bytes);

  /** Where kernels find pinned memory. */
  long address(ByteBuffer pinned);

  /** Gives host memory back. */
  void unpin(ByteBuffer pinned);

  /**
   * Whether kernels are waited for one by one, to learn which one fails; portrayals are then drawn
   * one by one, too.
   */
  boolean stepwise();

  /** A queue of work that runs in order, beside other queues. One thread owns it. */
  DeviceQueue queue();

  @Override
  void close();
}
