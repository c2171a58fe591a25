package io.visavis.cuda.jcuda;

import io.visavis.cuda.device.DeviceException;
import jcuda.LogLevel;
import jcuda.driver.CUdevice;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;

/**
 * The rules of JCuda: its classes load a native library that needs the driver, so nothing of it is
 * touched before {@link #load} said that it is there; every result is looked at; no exceptions of
 * its own.
 */
final class Driver {
  private Driver() {}

  /**
   * Loads the driver.
   *
   * @return the first device
   * @throws DeviceException with one sentence why there is none
   */
  static CUdevice load() {
    try {
      JCudaDriver.setLogLevel(LogLevel.LOG_QUIET);
      JCudaDriver.setExceptionsEnabled(false);
    } catch (LinkageError e) {
      throw new DeviceException(
          "No NVIDIA driver was found (libcuda.so.1 cannot be loaded, or is older than CUDA 12's).");
    }
    check(JCudaDriver.cuInit(0), "starting the driver");
    int[] version = new int[1];
    check(JCudaDriver.cuDriverGetVersion(version), "asking for the driver's version");
    DriverVersion.obstacle(version[0])
        .ifPresent(
            why -> {
              throw new DeviceException(why);
            });
    int[] count = new int[1];
    check(JCudaDriver.cuDeviceGetCount(count), "counting devices");
    if (count[0] == 0) {
      throw new DeviceException("The NVIDIA driver has no device (CUDA_VISIBLE_DEVICES?).");
    }
    CUdevice device = new CUdevice();
    check(JCudaDriver.cuDeviceGet(device, 0), "opening the device");
    return device;
  }

  /** What a person reads of the driver. */
  static String version() {
    int[] version = new int[1];
    check(JCudaDriver.cuDriverGetVersion(version), "asking for the driver's version");
    return DriverVersion.text(version[0]);
  }

  /**
   * Looks at a result.
   *
   * @throws DeviceException if it is none of success
   */
  static void check(int result, String doing) {
    if (result != CUresult.CUDA_SUCCESS) {
      String[] text = new String[1];
      JCudaDriver.cuGetErrorString(result, text);
      throw new DeviceException(
          "%s failed: %s (%s).".formatted(doing, CUresult.stringFor(result), text[0]));
    }
  }
}
