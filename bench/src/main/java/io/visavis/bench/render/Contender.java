package io.visavis.bench.render;

import io.visavis.avatar.Avatar;
import io.visavis.bench.Samples;
import io.visavis.render.Background;
import io.visavis.render.DrawRequest;
import io.visavis.render.Picture;
import io.visavis.render.RenderBackend;
import io.visavis.render.View;
import java.lang.management.ManagementFactory;
import java.util.List;

/** One back end that draws one avatar at one size, with its samples by stage. */
final class Contender {
  final Samples pose = new Samples();
  final Samples splat = new Samples();
  final Samples convert = new Samples();
  final Samples frame = new Samples();
  final Samples cpu = new Samples();
  private final RenderBackend backend;
  private final DrawRequest request;
  private final List<DrawRequest> batch;
  private int next;
  private long allocated;
  private int measured;

  Contender(RenderBackend backend, Avatar avatar, int size) {
    this.backend = backend;
    View view = View.front(avatar.camera(), size, size);
    this.request =
        new DrawRequest(
            backend.load(avatar),
            List.of(new DrawRequest.Target(view, Background.DEFAULT, Picture.I420.of(size, size))));
    this.batch = List.of(request);
  }

  void warmUp(int frames) {
    for (int i = 0; i < frames; i++) {
      draw();
    }
  }

  /** Draws the next frame. */
  void draw() {
    ask();
    backend.draw(batch);
  }

  void measure(int frames) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < frames; i++) {
      ask();
      long before = threads.getCurrentThreadAllocatedBytes();
      long start = threads.getCurrentThreadCpuTime();
      backend.draw(batch);
      cpu.add(threads.getCurrentThreadCpuTime() - start);
      allocated += threads.getCurrentThreadAllocatedBytes() - before;
      measured++;
      pose.add(request.poseNanos());
      splat.add(request.splatNanos());
      convert.add(request.convertNanos());
      frame.add(request.poseNanos() + request.splatNanos() + request.convertNanos());
    }
  }

  private void ask() {
    Talking.frame(next, request.motion());
    Talking.coefficients(next, request.coefficients());
    next++;
  }

  double bytesPerFrame() {
    return (double) allocated / measured;
  }

  int measured() {
    return measured;
  }
}
