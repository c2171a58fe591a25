package io.visavis.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.rig.Binding;
import io.visavis.cuda.device.Device;
import io.visavis.cuda.device.DeviceQueue;
import io.visavis.cuda.device.Kernel;
import io.visavis.render.Additions;
import io.visavis.render.AvatarHandle;
import io.visavis.render.DrawRequest;
import io.visavis.render.Scenes;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the host does for a tick allocates nothing while the batch stays the same. */
class HostAllocationTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64})
  void shouldAllocateNothingATick(int portrayals) {
    try (CudaBackend backend = new CudaBackend(new IdleDevice())) {
      AvatarHandle avatar =
          backend.load(
              Additions.corrected(
                  Scenes.flame(500, Binding.FRAME, 1), 1, Additions.BEFORE_ACTIVATION));
      List<DrawRequest> batch = new ArrayList<>();
      for (int i = 0; i < portrayals; i++) {
        batch.add(
            Drawing.request(
                avatar,
                i,
                switch (i % 3) {
                  case 0 -> Drawing.i420(avatar, 64, 64, 0);
                  case 1 -> Drawing.packed(avatar, 64, 64, 0);
                  default -> Drawing.floats(avatar, 64, 64, 0);
                }));
      }
      var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 200 && least > 0; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int tick = 0; tick < 50; tick++) {
          batch.getFirst().motion()[0] = 0.02f * tick;
          backend.draw(batch);
        }
        least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / 50);
      }
      assertThat(least).as("bytes a tick").isZero();
    }
  }

  /** A device that does nothing: what is left is the host's part. */
  private static final class IdleDevice implements Device, DeviceQueue {
    private long next = 256;

    @Override
    public String name() {
      return "idle";
    }

    @Override
    public long freeBytes() {
      return Long.MAX_VALUE;
    }

    @Override
    public long allocate(long bytes) {
      next += (bytes + 255) / 256 * 256;
      return next - bytes;
    }

    @Override
    public void free(long address) {}

    @Override
    public ByteBuffer pin(int bytes) {
      return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public long address(ByteBuffer pinned) {
      return 1;
    }

    @Override
    public void unpin(ByteBuffer pinned) {}

    @Override
    public boolean stepwise() {
      return false;
    }

    @Override
    public DeviceQueue queue() {
      return this;
    }

    @Override
    public void upload(long to, ByteBuffer from, long bytes) {}

    @Override
    public void download(ByteBuffer to, long from, long bytes) {}

    @Override
    public void clear(long at, long bytes) {}

    @Override
    public void launch(Kernel kernel, int blocks, ByteBuffer batch) {}

    @Override
    public Recording record(Runnable work) {
      work.run();
      return new Recording() {
        @Override
        public void replay() {}

        @Override
        public void close() {}
      };
    }

    @Override
    public double milliseconds(Runnable work) {
      return 0;
    }

    @Override
    public void await() {}

    @Override
    public void close() {}
  }
}
