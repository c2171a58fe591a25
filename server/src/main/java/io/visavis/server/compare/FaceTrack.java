package io.visavis.server.compare;

import io.visavis.inference.model.SyncNetwork;
import io.visavis.render.compare.Pixels;
import io.visavis.render.compare.Region;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Cuts faces out of pictures in a row as SyncNet's authors do: with s half the longer side of the
 * face's rectangle, from 1.4 s left of its centre to 1.4 s right, and from s above to 1.8 s below,
 * on grey of 110, in 224x224. Centre and s are the medians of 13 pictures, so that the cut does not
 * move with the jaw; a picture is therefore handed out when six more are known. One thread.
 */
final class FaceTrack {
  /** Pictures before and after one that its cut is a median of. */
  static final int AROUND = 6;

  private static final double MARGIN = 0.4;
  private static final float GREY = 110 / 255f;

  /** Pixels on a side of a face at most. */
  private static final int MOST = 2_048;

  private final Deque<Pixels> waiting = new ArrayDeque<>();
  private final Deque<Region> regions = new ArrayDeque<>();

  /** Regions that belong to pictures which were handed out. */
  private int passed;

  /**
   * The next picture; hands out the one six before it.
   *
   * @return [3 * 224 * 224] blue, green, red, 0 to 255
   * @throws IllegalArgumentException with one sentence if the face is huge
   */
  Optional<float[]> add(Pixels picture, Region face) {
    if (Math.max(face.width(), face.height()) > MOST) {
      throw new IllegalArgumentException(
          "A face of %d x %d pixels is too big for LSE-C and LSE-D; %d on a side is the most."
              .formatted(face.width(), face.height(), MOST));
    }
    waiting.add(picture);
    regions.add(face);
    return waiting.size() > AROUND ? Optional.of(next()) : Optional.empty();
  }

  /** After the last picture: the next of those that still wait. */
  Optional<float[]> rest() {
    return waiting.isEmpty() ? Optional.empty() : Optional.of(next());
  }

  private float[] next() {
    List<Region> near = List.copyOf(regions);
    double s = median(near, r -> Math.max(r.width(), r.height()) / 2.0);
    double x = median(near, r -> r.x() + r.width() / 2.0);
    double y = median(near, r -> r.y() + r.height() / 2.0);
    if (passed == AROUND) {
      regions.remove();
    } else {
      passed++;
    }
    int left = (int) Math.floor(x - s * (1 + MARGIN));
    int top = (int) Math.floor(y - s);
    int side = (int) Math.max(1, Math.round(s * (2 + 2 * MARGIN)));
    return bytes(cut(waiting.remove(), left, top, side).scaled(SyncNetwork.SIDE, SyncNetwork.SIDE));
  }

  private static double median(List<Region> of, ToDoubleFunction<Region> value) {
    double[] sorted = of.stream().mapToDouble(value).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static Pixels cut(Pixels picture, int left, int top, int side) {
    float[][] rgb = new float[3][side * side];
    int from = Math.max(0, left);
    int to = Math.min(picture.width(), left + side);
    for (int c = 0; c < 3; c++) {
      Arrays.fill(rgb[c], GREY);
      for (int row = Math.max(0, -top); row < Math.min(side, picture.height() - top); row++) {
        System.arraycopy(
            picture.rgb()[c],
            (top + row) * picture.width() + from,
            rgb[c],
            row * side + from - left,
            to - from);
      }
    }
    return new Pixels(side, side, rgb);
  }

  private static float[] bytes(Pixels picture) {
    int n = picture.width() * picture.height();
    float[] out = new float[3 * n];
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < n; i++) {
        out[(2 - c) * n + i] = Math.round(255 * picture.rgb()[c][i]);
      }
    }
    return out;
  }
}
