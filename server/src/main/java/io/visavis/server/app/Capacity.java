package io.visavis.server.app;

import io.visavis.avatar.Avatar;
import io.visavis.inference.model.MotionModel;
import io.visavis.render.AvatarHandle;
import io.visavis.render.Background;
import io.visavis.render.DrawRequest;
import io.visavis.render.Picture;
import io.visavis.render.RenderBackend;
import io.visavis.render.View;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many portrayals this machine carries: measured at start on the default avatar and model. */
final class Capacity {
  private static final Logger log = LoggerFactory.getLogger(Capacity.class);

  /** The share of the cores that portrayals may fill; the rest absorbs what is uneven. */
  private static final double FILL = 0.75;

  /** One viewer's encoding of 512x512 at 25 frames a second takes about 0.08 of a core. */
  private static final double ENCODE_MILLIS = 3.2;

  private static final double FRAME_MILLIS = 40;
  private static final int FEWEST = 2;

  /** The compiler works on the drawing for some seconds; until then it is several times slower. */
  private static final long WARM_AT_MOST_NANOS = 15_000_000_000L;

  /** A round: so many pictures, or as many as a second has room for, and a few in any case. */
  private static final int RUNS = 25;

  private static final int RUNS_AT_LEAST = 3;
  private static final long ROUND_NANOS = 1_000_000_000L;
  private static final int ROUNDS_WITHOUT_GAIN = 4;
  private static final double GAIN = 0.97;

  private Capacity() {}

  static int measure(RenderBackend backend, Avatar avatar, MotionModel model, int size, int cores) {
    double draw = draw(backend, avatar, size);
    double move = model.check().micros1() / 1_000;
    double each = draw + move + ENCODE_MILLIS;
    int fitting = (int) (cores * FRAME_MILLIS * FILL / each);
    int slots = Math.max(FEWEST, fitting);
    if (fitting < FEWEST) {
      log.warn(
          "This machine is too slow for {} faces of {}x{} pixels at 25 pictures a second: some will"
              + " be left out. A smaller picture.size helps.",
          FEWEST,
          size,
          size);
    }
    log.info(
        "Room for {} portrayals: drawing takes {} ms, moving {} ms on this machine",
        slots,
        "%.1f".formatted(draw),
        "%.1f".formatted(move));
    return slots;
  }

  /** Milliseconds of a picture once rounds of pictures get no faster. */
  private static double draw(RenderBackend backend, Avatar avatar, int size) {
    try (AvatarHandle handle = backend.load(avatar)) {
      List<DrawRequest> batch =
          List.of(
              new DrawRequest(
                  handle,
                  List.of(
                      new DrawRequest.Target(
                          View.front(avatar.camera(), size, size),
                          Background.DEFAULT,
                          Picture.I420.of(size, size)))));
      long end = System.nanoTime() + WARM_AT_MOST_NANOS;
      double best = Double.MAX_VALUE;
      int same = 0;
      while (same < ROUNDS_WITHOUT_GAIN && System.nanoTime() < end) {
        double millis = median(backend, batch);
        same = millis < GAIN * best ? 0 : same + 1;
        best = Math.min(best, millis);
      }
      return best;
    }
  }

  private static double median(RenderBackend backend, List<DrawRequest> batch) {
    long[] nanos = new long[RUNS];
    long end = System.nanoTime() + ROUND_NANOS;
    int count = 0;
    while (count < RUNS && (count < RUNS_AT_LEAST || System.nanoTime() < end)) {
      long t = System.nanoTime();
      backend.draw(batch);
      nanos[count++] = System.nanoTime() - t;
    }
    Arrays.sort(nanos, 0, count);
    return nanos[count / 2] / 1e6;
  }
}
