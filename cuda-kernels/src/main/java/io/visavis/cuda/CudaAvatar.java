package io.visavis.cuda;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.rig.MorphTarget;
import io.visavis.avatar.rig.RigPose;
import io.visavis.cuda.device.Device;
import io.visavis.cuda.layout.HeadLayout;
import io.visavis.render.AvatarHandle;
import io.visavis.render.DrawRequest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/**
 * An avatar in a GPU's memory, shared by all portrayals and queues of that GPU. Memory is given
 * back when it is closed and no tick in flight draws it any more. Safe for use by several threads.
 */
public final class CudaAvatar implements AvatarHandle {
  private final Avatar avatar;
  private final Device device;
  private final long address;
  private final List<MorphTarget> pivotMorphs;
  private int users;
  private boolean closed;

  private CudaAvatar(Avatar avatar, Device device, long address) {
    this.avatar = avatar;
    this.device = device;
    this.address = address;
    this.pivotMorphs = avatar.mesh().morphs().stream().filter(m -> m.pivots().length > 0).toList();
  }

  /**
   * Copies an avatar to the device.
   *
   * @throws io.visavis.cuda.device.DeviceException if there is too little memory
   */
  static CudaAvatar load(Avatar avatar, Device device) {
    ByteBuffer bytes = HeadLayout.of(avatar);
    long address = device.allocate(bytes.capacity());
    Uploads.copy(device, address, bytes);
    return new CudaAvatar(avatar, device, address);
  }

  /** The avatar of a request that is known to be on a GPU. */
  public static CudaAvatar of(DrawRequest request) {
    return Objects.requireNonNull(request.avatar().as(CudaAvatar.class));
  }

  @Override
  public Avatar avatar() {
    return avatar;
  }

  /** Whether it is in the memory of that device. */
  boolean isOn(Device other) {
    return device.equals(other);
  }

  /** Where its head is. */
  public long address() {
    return address;
  }

  /** Whether no colour of it is brighter than 1. */
  public boolean bounded() {
    return avatar.gaussians().harmonics().degree() == 0;
  }

  /** Writes where the joints are before they turn [5, 3], metres. */
  public void pivots(RigPose pose, double[] out) {
    float[] rest = avatar.mesh().pivots();
    for (int i = 0; i < out.length; i++) {
      out[i] = rest[i];
    }
    for (int k = 0; k < pivotMorphs.size(); k++) {
      MorphTarget morph = pivotMorphs.get(k);
      int channel = avatar.space().coefficient(morph.name());
      double weight = channel < 0 ? 0 : pose.weights()[channel];
      for (int i = 0; i < out.length; i++) {
        out[i] += weight * morph.pivots()[i];
      }
    }
  }

  /** Keeps the memory until {@link #release}; false if it is closed already. */
  synchronized boolean retain() {
    users += closed ? 0 : 1;
    return !closed;
  }

  /** Ends a {@link #retain}. */
  synchronized void release() {
    users--;
    freeIfUnused();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      freeIfUnused();
    }
  }

  private void freeIfUnused() {
    if (closed && users == 0) {
      device.free(address);
    }
  }
}
