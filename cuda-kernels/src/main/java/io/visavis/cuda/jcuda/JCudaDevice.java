package io.visavis.cuda.jcuda;

import static io.visavis.cuda.jcuda.Driver.check;

import io.visavis.cuda.device.Device;
import io.visavis.cuda.device.DeviceException;
import io.visavis.cuda.device.DeviceQueue;
import io.visavis.cuda.device.Kernel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import jcuda.Pointer;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;
import jcuda.driver.JCudaDriver;

/**
 * The first NVIDIA GPU that the driver shows (a MIG slice is one; CUDA_VISIBLE_DEVICES chooses),
 * with the kernels loaded. Threads wait for it without spinning.
 */
public final class JCudaDevice implements Device {
  private static final String PTX = "/io/visavis/cuda/visavis.ptx";
  private static final int BLOCKING_SYNC = 4;
  private static final int MAPPED = 2;
  private static final boolean STEPWISE = System.getenv("VISAVIS_CUDA_SYNC") != null;

  private final CUdevice device;
  private final CUcontext context = new CUcontext();
  private final CUfunction[] kernels = new CUfunction[Kernel.values().length];
  private final ConcurrentSkipListMap<Long, CUdeviceptr> arrays = new ConcurrentSkipListMap<>();
  private final Map<Long, Pointer> pinned = new ConcurrentHashMap<>();
  private final String name;

  private JCudaDevice(CUdevice device) {
    this.device = device;
    JCudaDriver.cuDevicePrimaryCtxSetFlags(device, BLOCKING_SYNC);
    check(JCudaDriver.cuDevicePrimaryCtxRetain(context, device), "opening a context");
    makeCurrent();
    CUmodule module = new CUmodule();
    check(JCudaDriver.cuModuleLoadData(module, ptx()), "compiling the kernels for the device");
    for (Kernel kernel : Kernel.values()) {
      CUfunction function = new CUfunction();
      check(JCudaDriver.cuModuleGetFunction(function, module, kernel.symbol()), kernel.symbol());
      kernels[kernel.ordinal()] = function;
    }
    byte[] text = new byte[256];
    check(JCudaDriver.cuDeviceGetName(text, text.length, device), "asking for the device's name");
    this.name =
        "%s, %d MB free, %s"
            .formatted(
                new String(text, StandardCharsets.UTF_8).replace("\0", "").strip(),
                freeBytes() >> 20,
                Driver.version());
  }

  /**
   * Opens the device.
   *
   * @throws DeviceException with one sentence why it cannot be used
   */
  public static JCudaDevice open() {
    return new JCudaDevice(Driver.load());
  }

  private static String ptx() {
    try (InputStream in = JCudaDevice.class.getResourceAsStream(PTX)) {
      if (in == null) {
        throw new IllegalStateException("The PTX is missing from the jar.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every thread says this before it calls the driver. */
  void makeCurrent() {
    check(JCudaDriver.cuCtxSetCurrent(context), "entering the context");
  }

  CUfunction function(Kernel kernel) {
    return kernels[kernel.ordinal()];
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long freeBytes() {
    makeCurrent();
    long[] free = new long[1];
    check(JCudaDriver.cuMemGetInfo(free, new long[1]), "asking for free memory");
    return free[0];
  }

  @Override
  public long allocate(long bytes) {
    makeCurrent();
    CUdeviceptr array = new Address();
    check(JCudaDriver.cuMemAlloc(array, bytes), "allocating %d bytes".formatted(bytes));
    long address = ((Address) array).value();
    arrays.put(address, array);
    return address;
  }

  @Override
  public void free(long address) {
    makeCurrent();
    CUdeviceptr array = arrays.remove(address);
    if (array != null) {
      JCudaDriver.cuMemFree(array);
    }
  }

  /** JCuda's pointer to an address in an array. */
  CUdeviceptr pointer(long address) {
    Map.Entry<Long, CUdeviceptr> array = arrays.floorEntry(address);
    if (array == null) {
      throw new DeviceException("Nothing is allocated at %x.".formatted(address));
    }
    return array.getValue().withByteOffset(address - array.getKey());
  }

  @Override
  public ByteBuffer pin(int bytes) {
    makeCurrent();
    Pointer pointer = new Pointer();
    check(JCudaDriver.cuMemHostAlloc(pointer, bytes, MAPPED), "pinning %d bytes".formatted(bytes));
    ByteBuffer buffer = pointer.getByteBuffer(0, bytes).order(ByteOrder.LITTLE_ENDIAN);
    pinned.put(MemorySegment.ofBuffer(buffer).address(), pointer);
    return buffer;
  }

  @Override
  public long address(ByteBuffer buffer) {
    makeCurrent();
    Address address = new Address();
    check(
        JCudaDriver.cuMemHostGetDevicePointer(address, pinned(buffer), 0),
        "asking where pinned memory is");
    return address.value();
  }

  @Override
  public void unpin(ByteBuffer buffer) {
    makeCurrent();
    Pointer pointer = pinned.remove(MemorySegment.ofBuffer(buffer).address());
    if (pointer != null) {
      JCudaDriver.cuMemFreeHost(pointer);
    }
  }

  /** JCuda's pointer to pinned memory. */
  Pointer pinned(ByteBuffer buffer) {
    Pointer pointer = pinned.get(MemorySegment.ofBuffer(buffer).address());
    if (pointer == null) {
      throw new DeviceException("The memory is not pinned.");
    }
    return pointer;
  }

  @Override
  public boolean stepwise() {
    return STEPWISE;
  }

  @Override
  public DeviceQueue queue() {
    return new JCudaQueue(this);
  }

  @Override
  public void close() {
    JCudaDriver.cuDevicePrimaryCtxRelease(device);
  }

  /** A device pointer whose address can be asked for. */
  private static final class Address extends CUdeviceptr {
    long value() {
      return getNativePointer();
    }
  }
}
