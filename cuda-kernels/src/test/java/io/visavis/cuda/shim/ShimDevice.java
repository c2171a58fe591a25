package io.visavis.cuda.shim;

import io.visavis.cuda.device.Device;
import io.visavis.cuda.device.DeviceException;
import io.visavis.cuda.device.DeviceQueue;
import io.visavis.cuda.device.Kernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A device whose memory is this process's and whose kernels are the same sources compiled as C++.
 * Memory is filled with a pattern that is NaN as a float and absurd as an index, so that nothing
 * can rely on zeros; what is written beyond an array's end is found when it is freed.
 */
public final class ShimDevice implements Device {
  private static final int GUARD = 256;
  private static final byte FILL = (byte) 0xFF;
  private static final MethodHandle LAUNCH = bind();

  /** An array of the device. */
  record Allocation(Arena arena, MemorySegment memory, long bytes) {}

  private final Map<Long, Allocation> allocations = new TreeMap<>();
  private long limit = Long.MAX_VALUE;
  private boolean lost;
  private boolean stepwise;
  private @Nullable Kernel broken;
  private boolean failed;
  private @Nullable Recorder recorder;

  private static MethodHandle bind() {
    try {
      Path library =
          Compiler.compile(
              "libkernels.so", List.of("-O2", "-fPIC", "-shared"), "kernels.cpp", "fibers.cpp");
      return Linker.nativeLinker()
          .downcallHandle(
              SymbolLookup.libraryLookup(library, Arena.global()).findOrThrow("visavis_launch"),
              FunctionDescriptor.of(
                  ValueLayout.ADDRESS,
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on there is only so much memory, in bytes. */
  public void limit(long bytes) {
    limit = bytes;
  }

  /** From now on every call fails, as after a driver's reset. */
  public void lose() {
    lost = true;
  }

  /**
   * That kernel fails when it is launched next. As on a device, nothing runs after it, and whoever
   * waits learns that something failed, not what.
   */
  public void breakKernel(Kernel kernel) {
    broken = kernel;
  }

  /** From now on portrayals are drawn one by one. */
  public void stepwise(boolean on) {
    stepwise = on;
  }

  /** Bytes that are allocated. */
  public synchronized long used() {
    return allocations.values().stream().mapToLong(Allocation::bytes).sum();
  }

  synchronized Map<Long, Allocation> allocations() {
    return allocations;
  }

  void mustBeThere() {
    if (lost) {
      throw new DeviceException("The device is lost.");
    }
    if (failed) {
      throw new DeviceException("A kernel met an illegal address.");
    }
  }

  @Override
  public String name() {
    return "the kernels as C++";
  }

  @Override
  public long freeBytes() {
    return limit - used();
  }

  @Override
  public synchronized long allocate(long bytes) {
    mustBeThere();
    if (bytes > freeBytes()) {
      throw new DeviceException(
          "The device has %d bytes left, and %d are needed.".formatted(freeBytes(), bytes));
    }
    Arena arena = Arena.ofShared();
    MemorySegment memory = arena.allocate(bytes + GUARD, 256).fill(FILL);
    allocations.put(memory.address(), new Allocation(arena, memory, bytes));
    return memory.address();
  }

  @Override
  public synchronized void free(long address) {
    Allocation allocation = allocations.remove(address);
    if (allocation == null) {
      throw new AssertionError("Nothing is allocated at " + address);
    }
    for (long i = allocation.bytes(); i < allocation.bytes() + GUARD; i++) {
      if (allocation.memory().get(ValueLayout.JAVA_BYTE, i) != FILL) {
        throw new AssertionError("Something wrote beyond the end of an array.");
      }
    }
    allocation.arena().close();
  }

  @Override
  public ByteBuffer pin(int bytes) {
    mustBeThere();
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public long address(ByteBuffer pinned) {
    return MemorySegment.ofBuffer(pinned).address();
  }

  @Override
  public void unpin(ByteBuffer pinned) {}

  @Override
  public boolean stepwise() {
    return stepwise;
  }

  @Override
  public DeviceQueue queue() {
    return new ShimQueue(this);
  }

  /** Some bytes of an array. */
  synchronized MemorySegment at(long address, long bytes) {
    for (Allocation a : allocations.values()) {
      long offset = address - a.memory().address();
      if (offset >= 0 && offset + bytes <= a.bytes()) {
        return a.memory().asSlice(offset, bytes);
      }
    }
    throw new AssertionError(bytes + " bytes at " + address + " are in no array.");
  }

  /** Runs a kernel to its end; one at a time, as the shim has one block. */
  void run(Kernel kernel, int blocks, MemorySegment batch) {
    if (failed) {
      return;
    }
    failed = kernel == broken;
    synchronized (ShimDevice.class) {
      if (recorder != null) {
        recorder.launch(kernel, blocks, batch);
      }
      launch(kernel, blocks, batch);
    }
  }

  /** Writes the one tick of {@code work} to a file for {@code replay.cpp}. */
  public void recordTo(Path file, Runnable work) throws IOException {
    Recorder now = new Recorder(this);
    recorder = now;
    try {
      work.run();
    } finally {
      recorder = null;
    }
    now.write(file);
  }

  private static void launch(Kernel kernel, int blocks, MemorySegment batch) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment fault =
          (MemorySegment)
              LAUNCH.invokeExact(
                  arena.allocateFrom(kernel.symbol()), blocks, kernel.threads(), batch);
      if (fault.address() != 0) {
        throw new DeviceException(kernel.symbol() + ": " + fault.reinterpret(200).getString(0));
      }
    } catch (DeviceException e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    if (!allocations.isEmpty()) {
      throw new AssertionError(allocations.size() + " arrays were never freed.");
    }
  }
}
