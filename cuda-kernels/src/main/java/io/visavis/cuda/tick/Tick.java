package io.visavis.cuda.tick;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.corrective.Corrector;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.RigPose;
import io.visavis.cuda.device.Device;
import io.visavis.cuda.device.DeviceException;
import io.visavis.cuda.device.DeviceQueue;
import io.visavis.cuda.device.Kernel;
import io.visavis.cuda.layout.Pool;
import io.visavis.cuda.layout.StateLayout;
import io.visavis.render.DrawRequest;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One batch of portrayals on its way through a device. {@link #begin} queues it, {@link #finish}
 * waits and fills the pictures; with two ticks, one is posed and copied by the host while the
 * device draws the other. While the batch stays the same its work is replayed from a recording.
 * Owned by one thread; allocates nothing while the batch stays the same.
 */
public final class Tick implements AutoCloseable {
  private final Device device;
  private final DeviceQueue queue;
  private final Pools pools;
  private final RigPose pose = new RigPose();
  private final double[] pivots = new double[3 * Joint.COUNT];
  private @Nullable Plan plan;
  private DeviceQueue.@Nullable Recording recording;
  private ByteBuffer state;
  private FloatBuffer stateValues;
  private ByteBuffer pictures;
  private FloatBuffer pictureValues;
  private final PictureCopy copy = new PictureCopy();
  private final ByteBuffer counters;

  /** The last kernel that began, counted from 1; kernels write it. */
  private final ByteBuffer progress;

  private final long progressAddress;
  private long begun;
  private long queued;

  /** A tick on that device. */
  public Tick(Device device) {
    this.device = device;
    this.queue = device.queue();
    this.pools = new Pools(device);
    this.state = device.pin(16);
    this.stateValues = state.asFloatBuffer();
    this.pictures = device.pin(16);
    this.pictureValues = pictures.asFloatBuffer();
    this.counters = device.pin(16);
    this.progress = device.pin(16);
    this.progressAddress = device.address(progress);
  }

  /**
   * Queues a batch. The caller keeps its avatars open until {@link #finish}.
   *
   * @throws io.visavis.cuda.device.DeviceException if the device is full or lost
   */
  public void begin(List<DrawRequest> batch) {
    begun = System.nanoTime();
    Plan now = plan;
    if (now == null || !now.isOf(batch)) {
      now = change(batch);
    }
    for (int i = 0; i < now.parts().size(); i++) {
      write(now.parts().get(i));
    }
    progress.putInt(0, 0);
    try {
      if (recording != null) {
        recording.replay();
      }
    } catch (DeviceException e) {
      throw e.in(doing(now));
    }
    queued = System.nanoTime();
  }

  private void write(Plan.Part part) {
    DrawRequest request = part.request();
    Avatar avatar = part.avatar().avatar();
    pose.take(avatar.space(), avatar.retarget(), request.space(), request.motion());
    part.avatar().pivots(pose, pivots);
    pose.place(pivots);
    StateLayout.rig(pose, stateValues, part.state());
    float[] coefficients = request.coefficients();
    for (int k = 0; k < coefficients.length; k++) {
      StateLayout.coefficient(k, Corrector.tame(coefficients[k]), stateValues, part.state());
    }
  }

  /** Waits for the batch, and copies its pictures out. */
  public void finish() {
    Plan now = plan;
    if (now == null) {
      return;
    }
    try {
      queue.await();
    } catch (DeviceException e) {
      throw e.in(doing(now));
    }
    long done = System.nanoTime();
    long inpaint = 0;
    for (int i = 0; i < now.parts().size(); i++) {
      Plan.Part part = now.parts().get(i);
      List<DrawRequest.Target> targets = part.request().targets();
      for (int t = 0; t < targets.size(); t++) {
        inpaint +=
            copy.copy(pictures, pictureValues, part.pictures().get(t).intValue(), targets.get(t));
      }
    }
    long copied = System.nanoTime();
    int n = now.parts().size();
    for (int i = 0; i < n; i++) {
      // A share of the batch: the device does all portrayals at once.
      now.parts()
          .get(i)
          .request()
          .times(
              (queued - begun) / n,
              (done - queued) / n,
              inpaint / n,
              (copied - done - inpaint) / n);
    }
  }

  /** What a device that failed was at: which kernel began last, and for whom. */
  private String doing(Plan plan) {
    int begun = progress.getInt(0);
    return begun < 1 || begun > Kernel.TICK.size()
        ? plan.describe()
        : "The kernel was %s. %s".formatted(Kernel.TICK.get(begun - 1).symbol(), plan.describe());
  }

  /**
   * Rows of tiles whose lists did not fit into what is reserved, since the batch last changed:
   * drawn right, but slowly.
   */
  public int overflows() {
    return counters.getInt(0);
  }

  /** Bytes that the kernels move at least for the batch that was drawn last. */
  public long traffic() {
    Plan now = plan;
    return now == null ? 0 : now.traffic();
  }

  /** The device's milliseconds of each kernel for the batch that was drawn last. */
  public double[] milliseconds() {
    Plan now = plan;
    double[] out = new double[Kernel.TICK.size()];
    if (now == null) {
      return out;
    }
    ByteBuffer batch = pools.batch(progressAddress);
    queue.clear(pools.address(Pool.ROW_COUNT), now.bytes(Pool.ROW_COUNT));
    for (Kernel kernel : Kernel.TICK) {
      out[kernel.ordinal()] =
          queue.milliseconds(() -> queue.launch(kernel, blocks(now, kernel), batch));
    }
    return out;
  }

  private Plan change(List<DrawRequest> batch) {
    forget();
    Plan next = new Plan(batch);
    pools.reserve(next);
    state = pinned(state, next.stateBytes());
    stateValues = state.asFloatBuffer();
    pictures = pinned(pictures, next.outBytes());
    pictureValues = pictures.asFloatBuffer();
    for (Pool pool : Pool.values()) {
      Table table = next.table(pool);
      if (table.size() > 0) {
        ByteBuffer bytes = device.pin(table.size());
        table.copyTo(bytes);
        queue.upload(pools.address(pool), bytes, table.size());
        queue.await();
        device.unpin(bytes);
      }
    }
    queue.clear(pools.address(Pool.OVERFLOWS), next.bytes(Pool.OVERFLOWS));
    recording = queue.record(() -> work(next));
    plan = next;
    return next;
  }

  /** All that a tick does on the device. */
  private void work(Plan next) {
    ByteBuffer batch = pools.batch(progressAddress);
    queue.upload(pools.address(Pool.STATE), state, next.stateBytes());
    queue.clear(pools.address(Pool.ROW_COUNT), next.bytes(Pool.ROW_COUNT));
    for (Kernel kernel : Kernel.TICK) {
      queue.launch(kernel, blocks(next, kernel), batch);
    }
    queue.download(pictures, pools.address(Pool.OUT), next.outBytes());
    queue.download(counters, pools.address(Pool.OVERFLOWS), next.bytes(Pool.OVERFLOWS));
  }

  private static int blocks(Plan plan, Kernel kernel) {
    return switch (kernel) {
      case POSE_MESH -> plan.blocks(Pool.MESH_WORK);
      case TRIANGLE_FRAMES -> plan.blocks(Pool.FRAME_WORK);
      case PROJECT_CLOUDS -> plan.blocks(Pool.CLOUD_WORK);
      case SORT_DEPTHS -> plan.viewCount();
      case LIST_ROWS -> plan.blocks(Pool.ROW_WORK);
      case BLEND_TILES -> plan.blocks(Pool.TILE_WORK);
      case PROBE_ARITHMETIC -> 0;
    };
  }

  private ByteBuffer pinned(ByteBuffer old, int bytes) {
    if (old.capacity() >= bytes) {
      return old;
    }
    device.unpin(old);
    return device.pin(bytes);
  }

  private void forget() {
    plan = null;
    if (recording != null) {
      recording.close();
      recording = null;
    }
  }

  @Override
  public void close() {
    forget();
    queue.close();
    pools.close();
    device.unpin(state);
    device.unpin(pictures);
    device.unpin(counters);
    device.unpin(progress);
  }
}
