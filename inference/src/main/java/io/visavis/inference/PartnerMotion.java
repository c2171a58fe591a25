package io.visavis.inference;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The partner's facial motion on the frames of the portrayal: the newest observation at or before
 * each frame's instant, held for at most half a second, unknown before and after. Single thread.
 */
final class PartnerMotion {
  /** Seconds after which an observation no longer stands for now. */
  private static final double MAX_AGE = 0.5;

  private static final int MAX_PENDING = 4_096;

  /** Radians, or coefficients of FLAME: nobody's face goes further. */
  private static final float FARTHEST = 10;

  private static final float FARTHEST_TURN = 1.5f;

  private final MotionSpace space;
  private final int size;
  private final int rows;
  private final History values;
  private final History masks;
  private final float[] value;
  private final float[] mask;
  private float[][] pending = new float[64][]; // ring of [2 size]: values, then mask
  private double[] times = new double[64];
  private int head;
  private int count;
  private double newest = Double.NEGATIVE_INFINITY;
  private double heldSince = Double.NEGATIVE_INFINITY;

  /**
   * Motion before the first observation.
   *
   * @param rows frames that a run reads
   */
  PartnerMotion(MotionSpace space, int rows) {
    this.space = space;
    this.size = space.size();
    this.rows = rows;
    this.values = new History(size, rows + 64, rows + 65_536, "Partner motion");
    this.masks = new History(size, rows + 64, rows + 65_536, "Partner motion");
    this.value = new float[size];
    this.mask = new float[size];
  }

  void add(double t, float[] observed, boolean @Nullable [] given) {
    if (!(Math.abs(t) < 1e9)) {
      throw new IllegalArgumentException("A motion frame has the time %s.".formatted(t));
    }
    if (t <= newest) {
      throw new IllegalArgumentException(
          "A motion frame at %s s comes after one at %s s; times ascend.".formatted(t, newest));
    }
    if (observed.length != size || (given != null && given.length != size)) {
      throw new IllegalArgumentException(
          "A motion frame has %d values and a mask of %s; %d would be right."
              .formatted(observed.length, given == null ? "none" : given.length, size));
    }
    if (count == times.length) {
      grow();
    }
    int slot = (head + count) % times.length;
    float[] row = pending[slot];
    if (row == null) {
      row = new float[2 * size];
      pending[slot] = row;
    }
    for (int i = 0; i < size; i++) {
      boolean known = (given == null || given[i]) && Float.isFinite(observed[i]);
      row[i] = known ? limited(i, observed[i]) : 0;
      row[size + i] = known ? 1 : 0;
    }
    times[slot] = t;
    newest = t;
    count++;
  }

  private float limited(int channel, float value) {
    if (space == MotionSpace.FLAME) {
      return Math.clamp(value, -FARTHEST, FARTHEST);
    }
    boolean angle = channel >= ArkitChannel.COEFFICIENTS;
    return angle ? Math.clamp(value, -FARTHEST_TURN, FARTHEST_TURN) : Math.clamp(value, 0, 1);
  }

  /** Whether anything of the partner's face is known at the last frame. */
  boolean seen() {
    for (float known : mask) {
      if (known > 0) {
        return true;
      }
    }
    return false;
  }

  /** Fixes the frames up to and with {@code n}. */
  void advanceTo(long n) {
    while (values.end() <= n) {
      double t = (double) values.end() / MotionSpace.FPS;
      while (count > 0 && times[head] <= t + 1e-9) {
        float[] row = pending[head];
        System.arraycopy(row, 0, value, 0, size);
        System.arraycopy(row, size, mask, 0, size);
        heldSince = times[head];
        head = (head + 1) % times.length;
        count--;
      }
      if (t - heldSince > MAX_AGE) {
        Arrays.fill(value, 0);
        Arrays.fill(mask, 0);
      }
      values.append(value, 0);
      masks.append(mask, 0);
    }
    values.forgetBefore(n + 1 - rows);
    masks.forgetBefore(n + 1 - rows);
  }

  void copyValues(long n, int frames, FloatBuffer out, int position) {
    values.copy(n + 1, frames, out, position);
  }

  void copyMask(long n, int frames, FloatBuffer out, int position) {
    masks.copy(n + 1, frames, out, position);
  }

  private void grow() {
    if (count >= MAX_PENDING) {
      throw new IllegalArgumentException(
          "More than %d motion frames are ahead of the voice.".formatted(MAX_PENDING));
    }
    float[][] rowsGrown = new float[2 * count][];
    double[] timesGrown = new double[2 * count];
    for (int i = 0; i < count; i++) {
      rowsGrown[i] = pending[(head + i) % count];
      timesGrown[i] = times[(head + i) % count];
    }
    pending = rowsGrown;
    times = timesGrown;
    head = 0;
  }
}
