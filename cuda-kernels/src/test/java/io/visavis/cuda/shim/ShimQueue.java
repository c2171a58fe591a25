package io.visavis.cuda.shim;

import io.visavis.cuda.device.DeviceQueue;
import io.visavis.cuda.device.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does at once what is queued; remembers it where it records. */
final class ShimQueue implements DeviceQueue {
  private final ShimDevice device;
  private @Nullable List<Runnable> recording;

  ShimQueue(ShimDevice device) {
    this.device = device;
  }

  private void queue(Runnable work) {
    device.mustBeThere();
    if (recording != null) {
      recording.add(work);
    } else {
      work.run();
    }
  }

  @Override
  public void upload(long to, ByteBuffer from, long bytes) {
    queue(() -> device.at(to, bytes).copyFrom(MemorySegment.ofBuffer(from).asSlice(0, bytes)));
  }

  @Override
  public void download(ByteBuffer to, long from, long bytes) {
    queue(() -> MemorySegment.ofBuffer(to).asSlice(0, bytes).copyFrom(device.at(from, bytes)));
  }

  @Override
  public void clear(long at, long bytes) {
    queue(() -> device.at(at, bytes).fill((byte) 0));
  }

  @Override
  public void launch(Kernel kernel, int blocks, ByteBuffer batch) {
    MemorySegment argument = Arena.ofAuto().allocate(batch.capacity(), 8);
    argument.copyFrom(MemorySegment.ofBuffer(batch.duplicate().clear()));
    queue(() -> device.run(kernel, blocks, argument));
  }

  @Override
  public Recording record(Runnable work) {
    List<Runnable> recorded = new ArrayList<>();
    recording = recorded;
    try {
      work.run();
    } finally {
      recording = null;
    }
    return new Recording() {
      @Override
      public void replay() {
        device.mustBeThere();
        recorded.forEach(Runnable::run);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public double milliseconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  @Override
  public void await() {
    device.mustBeThere();
  }

  @Override
  public void close() {}
}
