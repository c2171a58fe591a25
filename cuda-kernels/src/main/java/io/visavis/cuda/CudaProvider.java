package io.visavis.cuda;

import io.visavis.cuda.device.Device;
import io.visavis.cuda.device.DeviceException;
import io.visavis.cuda.jcuda.JCudaDevice;
import io.visavis.render.RenderBackend;
import io.visavis.render.RenderBackendProvider;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The CUDA back end, on the one device of this process. */
public final class CudaProvider implements RenderBackendProvider {
  private static final Logger log = LoggerFactory.getLogger(CudaProvider.class);

  private final Supplier<Device> opener;
  private @Nullable Device device;
  private @Nullable String obstacle;

  /** The first NVIDIA GPU; for ServiceLoader. */
  public CudaProvider() {
    this(JCudaDevice::open);
  }

  /** A device that is opened when it is first asked for. */
  CudaProvider(Supplier<Device> opener) {
    this.opener = opener;
  }

  @Override
  public String name() {
    return "cuda";
  }

  @Override
  public int rank() {
    return 100;
  }

  @Override
  public boolean mayFail() {
    return true;
  }

  /** Opens the device the first time; it stays open. */
  @Override
  public synchronized Optional<String> obstacle() {
    if (device == null && obstacle == null) {
      try {
        Device opened = opener.get();
        device = opened;
        log.info("Found {}", opened.name());
      } catch (DeviceException e) {
        obstacle = e.getMessage();
      }
    }
    return Optional.ofNullable(obstacle);
  }

  @Override
  public RenderBackend open() {
    obstacle();
    Device opened = device;
    if (opened == null) {
      throw new DeviceException(String.valueOf(obstacle));
    }
    return new CudaBackend(opened);
  }
}
