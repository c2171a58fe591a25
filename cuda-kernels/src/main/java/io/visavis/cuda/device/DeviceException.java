package io.visavis.cuda.device;

import io.visavis.render.BackendFailedException;

/** The device cannot go on: lost, full, or a kernel failed. One sentence says which. */
public final class DeviceException extends BackendFailedException {
  private static final long serialVersionUID = 1;

  public DeviceException(String sentence) {
    super(sentence);
  }

  /** The same, and what the device was doing. */
  public DeviceException in(String doing) {
    return new DeviceException(getMessage() + " " + doing);
  }
}
