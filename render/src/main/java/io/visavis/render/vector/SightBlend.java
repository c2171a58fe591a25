package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.FLOAT;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Lays Gaussians on a block as far as eight bits a sample can tell. No pixel is ended by rule: what
 * one takes below the rules' least transmittance of 1e-4 is less than a fortieth of a level of
 * white.
 */
final class SightBlend {
  /**
   * Transmittance below which what lies behind cannot be told from the background, in eight bits a
   * sample: less than a level for most colours, less than two for any that is no brighter than
   * white.
   */
  private static final float UNSEEN = 1f / 128;

  /** Luma of white, without its offset. */
  private static final float WHITE = 219;

  /** Colours that are brighter than that many times white are blended by the rule. */
  private static final float BRIGHT = 8;

  private SightBlend() {}

  /**
   * Transmittance below which nothing is seen of colours in bytes; 0 where they are so bright that
   * they are to be blended by the rule.
   *
   * @param brightest the largest Y, U or V, of either sign: colours that depend on the view may be
   *     brighter than white, and show through more
   */
  static float unseen(float brightest) {
    float times = Math.max(1, brightest / WHITE);
    return times <= BRIGHT ? UNSEEN / times : 0;
  }

  /**
   * Lays the next Gaussians of a block.
   *
   * @param record see {@link SplatRecords}
   * @param list where the records of the Gaussians begin, nearest first
   * @param n how many there are
   * @param acc the row's accumulator; the block's transmittance begins at {@code at}
   * @param x0 the block's left pixel, counted as the records count
   * @param y0 its upper pixel
   * @param unseen of {@link #unseen}, above 0
   * @return how many were evaluated; fewer than n when no pixel lets anything through that is seen
   */
  static int block(
      float[] record, int[] list, int n, float[] acc, int at, float x0, float y0, float unseen) {
    if (2 * Lanes.COUNT == Blend.PIXELS) {
      return halves(record, list, n, acc, at, x0, y0, unseen);
    }
    int most = 0;
    for (int lane = 0; lane < Blend.PIXELS; lane += Lanes.COUNT) {
      most = Math.max(most, lanes(record, list, n, acc, at + lane, lane, x0, y0, unseen));
    }
    return most;
  }

  private static int lanes(
      float[] record,
      int[] list,
      int n,
      float[] acc,
      int at,
      int lane,
      float x0,
      float y0,
      float unseen) {
    FloatVector t = fromArray(FLOAT, acc, at);
    FloatVector c0 = fromArray(FLOAT, acc, at + Blend.CHANNEL);
    FloatVector c1 = fromArray(FLOAT, acc, at + 2 * Blend.CHANNEL);
    FloatVector c2 = fromArray(FLOAT, acc, at + 3 * Blend.CHANNEL);
    FloatVector x = fromArray(FLOAT, Blend.PIXEL_X, lane).add(x0);
    FloatVector y = fromArray(FLOAT, Blend.PIXEL_Y, lane).add(y0);
    FloatVector zero = broadcast(FLOAT, 0);
    int end = 0;
    while (end < n && t.compare(VectorOperators.GT, unseen).anyTrue()) {
      int chunk = end;
      end = Math.min(chunk + Blend.CHUNK, n);
      for (int i = chunk; i < end; i++) {
        int r = list[i];
        FloatVector u =
            x.fma(
                broadcast(FLOAT, record[r + SplatRecords.UX]),
                y.fma(
                    broadcast(FLOAT, record[r + SplatRecords.UY]),
                    broadcast(FLOAT, record[r + SplatRecords.U0])));
        FloatVector v =
            y.fma(
                broadcast(FLOAT, record[r + SplatRecords.VY]),
                broadcast(FLOAT, record[r + SplatRecords.V0]));
        FloatVector s = v.fma(v, u.fma(u, broadcast(FLOAT, record[r + SplatRecords.S0])));
        VectorMask<Float> touches = s.compare(VectorOperators.LE, -AlphaPolynomial.S_MIN);
        s = s.fma(s, broadcast(FLOAT, AlphaPolynomial.C1));
        s = s.fma(s, broadcast(FLOAT, AlphaPolynomial.C2));
        s = s.fma(s, broadcast(FLOAT, AlphaPolynomial.C3));
        s = s.fma(s, broadcast(FLOAT, AlphaPolynomial.C4));
        s = s.mul(s);
        s = s.reinterpretAsInts().min(Blend.MAX_ALPHA_BITS).reinterpretAsFloats();
        FloatVector weight = zero.add(s, touches).mul(t);
        t = t.sub(weight);
        c0 = weight.fma(broadcast(FLOAT, record[r + SplatRecords.COLOUR]), c0);
        c1 = weight.fma(broadcast(FLOAT, record[r + SplatRecords.COLOUR + 1]), c1);
        c2 = weight.fma(broadcast(FLOAT, record[r + SplatRecords.COLOUR + 2]), c2);
      }
    }
    t.intoArray(acc, at);
    c0.intoArray(acc, at + Blend.CHANNEL);
    c1.intoArray(acc, at + 2 * Blend.CHANNEL);
    c2.intoArray(acc, at + 3 * Blend.CHANNEL);
    return end;
  }

  /**
   * Both halves of a block, of two rows each, in one loop: they share what is read of a record, and
   * the lower half's u and v are the upper one's, two pixels on. Vectors of eight lanes have no
   * masks: what is below the least alpha is taken away by the sign of s - S_MIN in all bits, two
   * cheap operations where a compare and a blend are dear ones.
   */
  private static int halves(
      float[] record, int[] list, int n, float[] acc, int at, float x0, float y0, float unseen) {
    int below = at + Lanes.COUNT;
    FloatVector ta = fromArray(FLOAT, acc, at);
    FloatVector a0 = fromArray(FLOAT, acc, at + Blend.CHANNEL);
    FloatVector a1 = fromArray(FLOAT, acc, at + 2 * Blend.CHANNEL);
    FloatVector a2 = fromArray(FLOAT, acc, at + 3 * Blend.CHANNEL);
    FloatVector tb = fromArray(FLOAT, acc, below);
    FloatVector b0 = fromArray(FLOAT, acc, below + Blend.CHANNEL);
    FloatVector b1 = fromArray(FLOAT, acc, below + 2 * Blend.CHANNEL);
    FloatVector b2 = fromArray(FLOAT, acc, below + 3 * Blend.CHANNEL);
    FloatVector x = fromArray(FLOAT, Blend.PIXEL_X, 0).add(x0);
    FloatVector y = fromArray(FLOAT, Blend.PIXEL_Y, 0).add(y0);
    int end = 0;
    while (end < n && ta.max(tb).compare(VectorOperators.GT, unseen).anyTrue()) {
      int chunk = end;
      end = Math.min(chunk + Blend.CHUNK, n);
      for (int i = chunk; i < end; i++) {
        int r = list[i];
        FloatVector uy = broadcast(FLOAT, record[r + SplatRecords.UY]);
        FloatVector vy = broadcast(FLOAT, record[r + SplatRecords.VY]);
        FloatVector s0 = broadcast(FLOAT, record[r + SplatRecords.S0]);
        FloatVector u =
            x.fma(
                broadcast(FLOAT, record[r + SplatRecords.UX]),
                y.fma(uy, broadcast(FLOAT, record[r + SplatRecords.U0])));
        FloatVector v = y.fma(vy, broadcast(FLOAT, record[r + SplatRecords.V0]));
        FloatVector upper = v.fma(v, u.fma(u, s0));
        IntVector upperTouches =
            upper
                .add(AlphaPolynomial.S_MIN)
                .reinterpretAsInts()
                .lanewise(VectorOperators.ASHR, Integer.SIZE - 1);
        upper = upper.fma(upper, broadcast(FLOAT, AlphaPolynomial.C1));
        upper = upper.fma(upper, broadcast(FLOAT, AlphaPolynomial.C2));
        upper = upper.fma(upper, broadcast(FLOAT, AlphaPolynomial.C3));
        upper = upper.fma(upper, broadcast(FLOAT, AlphaPolynomial.C4));
        upper = upper.mul(upper);
        FloatVector wa =
            upper
                .reinterpretAsInts()
                .min(Blend.MAX_ALPHA_BITS)
                .and(upperTouches)
                .reinterpretAsFloats()
                .mul(ta);
        u = u.add(uy.add(uy));
        v = v.add(vy.add(vy));
        FloatVector lower = v.fma(v, u.fma(u, s0));
        IntVector lowerTouches =
            lower
                .add(AlphaPolynomial.S_MIN)
                .reinterpretAsInts()
                .lanewise(VectorOperators.ASHR, Integer.SIZE - 1);
        lower = lower.fma(lower, broadcast(FLOAT, AlphaPolynomial.C1));
        lower = lower.fma(lower, broadcast(FLOAT, AlphaPolynomial.C2));
        lower = lower.fma(lower, broadcast(FLOAT, AlphaPolynomial.C3));
        lower = lower.fma(lower, broadcast(FLOAT, AlphaPolynomial.C4));
        lower = lower.mul(lower);
        FloatVector wb =
            lower
                .reinterpretAsInts()
                .min(Blend.MAX_ALPHA_BITS)
                .and(lowerTouches)
                .reinterpretAsFloats()
                .mul(tb);
        ta = ta.sub(wa);
        tb = tb.sub(wb);
        FloatVector c = broadcast(FLOAT, record[r + SplatRecords.COLOUR]);
        a0 = wa.fma(c, a0);
        b0 = wb.fma(c, b0);
        c = broadcast(FLOAT, record[r + SplatRecords.COLOUR + 1]);
        a1 = wa.fma(c, a1);
        b1 = wb.fma(c, b1);
        c = broadcast(FLOAT, record[r + SplatRecords.COLOUR + 2]);
        a2 = wa.fma(c, a2);
        b2 = wb.fma(c, b2);
      }
    }
    ta.intoArray(acc, at);
    a0.intoArray(acc, at + Blend.CHANNEL);
    a1.intoArray(acc, at + 2 * Blend.CHANNEL);
    a2.intoArray(acc, at + 3 * Blend.CHANNEL);
    tb.intoArray(acc, below);
    b0.intoArray(acc, below + Blend.CHANNEL);
    b1.intoArray(acc, below + 2 * Blend.CHANNEL);
    b2.intoArray(acc, below + 3 * Blend.CHANNEL);
    return end;
  }
}
