package io.visavis.bench.gpu;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.builtin.BuiltInHeads;
import io.visavis.bench.render.Talking;
import io.visavis.cuda.CudaBackend;
import io.visavis.cuda.device.Device;
import io.visavis.cuda.device.Kernel;
import io.visavis.cuda.tick.Tick;
import io.visavis.render.AvatarHandle;
import io.visavis.render.Background;
import io.visavis.render.DrawRequest;
import io.visavis.render.Picture;
import io.visavis.render.View;
import io.visavis.render.vector.VectorBackend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How many pictures a second a device gives, and where its time goes. */
final class Throughput {
  private static final int TICKS = 15;
  private static final int WARM = 3;

  /** Floating-point operations of the blend's inner loop for one pixel and one Gaussian. */
  private static final int OPERATIONS = 20;

  /**
   * What was measured.
   *
   * @param portrayals of a tick, half of them Mira, half Theo
   * @param size side of the pictures
   * @param gaussians of a head
   * @param tickMillis median of whole ticks: motion in, pictures in the host's arrays
   * @param framesPerSecond portrayals over that
   * @param kernelMillis of the device by kernel, medians
   * @param hostMegabytes pictures that a tick copies to the host
   * @param deviceMegabytes memory that a tick has reserved
   * @param trafficMegabytes that the kernels read and write at least
   * @param gigaOperations of blending: Gaussians times pixels of the 4x4 blocks that they reach,
   *     {@link #OPERATIONS} each
   * @param overflows rows of tiles that were drawn without lists
   */
  record Figures(
      int portrayals,
      int size,
      int gaussians,
      double tickMillis,
      double framesPerSecond,
      double[] kernelMillis,
      double hostMegabytes,
      double deviceMegabytes,
      double trafficMegabytes,
      double gigaOperations,
      int overflows) {
    @Override
    public String toString() {
      return "%.2f ms a tick, %.0f frames/s, kernels %s ms"
          .formatted(
              tickMillis,
              framesPerSecond,
              Arrays.toString(
                  Arrays.stream(kernelMillis).map(k -> Math.round(1000 * k) / 1000.0).toArray()));
    }
  }

  private Throughput() {}

  static Figures measure(Device device, int portrayals, int size, int gaussians) {
    long before = device.freeBytes();
    try (CudaBackend backend = new CudaBackend(device);
        AvatarHandle mira = backend.load(head("mira", gaussians));
        AvatarHandle theo = backend.load(head("theo", gaussians))) {
      List<DrawRequest> batch = new ArrayList<>();
      for (int i = 0; i < portrayals; i++) {
        AvatarHandle avatar = i % 2 == 0 ? mira : theo;
        batch.add(
            new DrawRequest(
                avatar,
                List.of(
                    new DrawRequest.Target(
                        View.front(avatar.avatar().camera(), size, size),
                        Background.DEFAULT,
                        Picture.I420.of(size, size)))));
      }
      double[] ticks = new double[TICKS];
      for (int t = -WARM; t < TICKS; t++) {
        for (int i = 0; i < portrayals; i++) {
          Talking.frame(t + WARM + 13 * i, batch.get(i).motion());
        }
        long start = System.nanoTime();
        backend.draw(batch);
        if (t >= 0) {
          ticks[t] = (System.nanoTime() - start) / 1e6;
        }
      }
      long reserved = before - device.freeBytes();
      double millis = median(ticks);
      int overflows = backend.overflows();
      try (Tick tick = new Tick(device)) {
        tick.begin(batch);
        tick.finish();
        return new Figures(
            portrayals,
            size,
            gaussians,
            millis,
            1000 * portrayals / millis,
            kernels(tick),
            portrayals * 1.5 * size * size / 1e6,
            reserved / 1e6,
            tick.traffic() / 1e6,
            portrayals * operations(batch, size) / 1e9,
            overflows);
      }
    }
  }

  /** Operations of blending one picture, counted by the CPU's back end on the first portrayals. */
  private static double operations(List<DrawRequest> batch, int size) {
    int pictures = Math.min(2, batch.size());
    VectorBackend counter = new VectorBackend();
    for (int i = 0; i < pictures; i++) {
      try (AvatarHandle handle = counter.load(batch.get(i).avatar().avatar())) {
        DrawRequest request =
            new DrawRequest(
                handle,
                List.of(
                    new DrawRequest.Target(
                        View.front(handle.avatar().camera(), size, size),
                        Background.DEFAULT,
                        Picture.I420.of(size, size))));
        System.arraycopy(batch.get(i).motion(), 0, request.motion(), 0, request.motion().length);
        counter.draw(List.of(request));
      }
    }
    return (double) counter.evaluations() / pictures * 16 * OPERATIONS;
  }

  private static double[] kernels(Tick tick) {
    double[][] samples = new double[Kernel.TICK.size()][TICKS];
    for (int t = 0; t < TICKS; t++) {
      double[] once = tick.milliseconds();
      for (int k = 0; k < once.length; k++) {
        samples[k][t] = once[k];
      }
    }
    return Arrays.stream(samples).mapToDouble(Throughput::median).toArray();
  }

  private static Avatar head(String name, int gaussians) {
    return ResampledHead.of(BuiltInHeads.build(name), gaussians);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
