package io.visavis.cuda;

import io.visavis.avatar.Avatar;
import io.visavis.cuda.device.Device;
import io.visavis.cuda.tick.Tick;
import io.visavis.render.AvatarCheck;
import io.visavis.render.AvatarHandle;
import io.visavis.render.DrawRequest;
import io.visavis.render.RenderBackend;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws on a GPU: all portrayals of a batch, whatever their heads, sizes and views, in one set of
 * launches. A large batch goes in two halves, so that pictures of the first are copied while the
 * second is drawn. One instance a drawing thread; all instances of one device share its avatars.
 */
public final class CudaBackend implements RenderBackend {
  /** Batches from this size on go in two halves. */
  private static final int SPLIT = 32;

  private final Device device;
  private final Tick first;
  private final Tick second;
  private final List<DrawRequest> open = new ArrayList<>();
  private final List<DrawRequest> half = new ArrayList<>();
  private final List<DrawRequest> otherHalf = new ArrayList<>();

  /**
   * A back end on that device, which outlives it.
   *
   * @throws io.visavis.cuda.device.DeviceException if the device is full or lost
   */
  public CudaBackend(Device device) {
    this.device = device;
    this.first = new Tick(device);
    this.second = new Tick(device);
  }

  @Override
  public String name() {
    return "cuda";
  }

  @Override
  public int batch() {
    return Integer.MAX_VALUE;
  }

  @Override
  public AvatarHandle load(Avatar avatar) {
    AvatarCheck.requireDrawable(avatar);
    return CudaAvatar.load(avatar, device);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A portrayal whose avatar was closed meanwhile is left out; its picture stays as it was.
   *
   * @throws io.visavis.render.BackendFailedException if the device is full or lost
   */
  @Override
  public void draw(List<DrawRequest> batch) {
    List<DrawRequest> drawn = withOpenAvatars(batch);
    try {
      if (drawn.isEmpty()) {
        return;
      }
      if (device.stepwise()) {
        oneByOne(drawn);
        return;
      }
      if (drawn.size() < SPLIT) {
        first.begin(drawn);
        first.finish();
        return;
      }
      split(drawn);
      first.begin(half);
      second.begin(otherHalf);
      first.finish();
      second.finish();
    } finally {
      release();
    }
  }

  /** Rows of tiles of the current batches that are drawn without lists; see {@link Tick}. */
  public int overflows() {
    return first.overflows() + second.overflows();
  }

  private void release() {
    for (int i = 0; i < open.size(); i++) {
      CudaAvatar.of(open.get(i)).release();
    }
    open.clear();
  }

  private void oneByOne(List<DrawRequest> drawn) {
    for (DrawRequest request : drawn) {
      first.begin(List.of(request));
      first.finish();
    }
  }

  private void split(List<DrawRequest> drawn) {
    half.clear();
    otherHalf.clear();
    for (int i = 0; i < drawn.size(); i++) {
      (i < drawn.size() / 2 ? half : otherHalf).add(drawn.get(i));
    }
  }

  /** Those whose avatars are there, and stay there until they are released. */
  private List<DrawRequest> withOpenAvatars(List<DrawRequest> batch) {
    open.clear();
    for (int i = 0; i < batch.size(); i++) {
      DrawRequest request = batch.get(i);
      CudaAvatar avatar = request.avatar().as(CudaAvatar.class);
      if (avatar == null || !avatar.isOn(device)) {
        release();
        throw new IllegalArgumentException(
            "Avatar '%s' was loaded by another back end; load it with the one that draws it."
                .formatted(request.avatar().avatar().name()));
      }
      if (avatar.retain()) {
        open.add(request);
      }
    }
    return open;
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}
