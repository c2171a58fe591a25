package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.FLOAT;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import io.visavis.render.SplatRules;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Lays Gaussians on a block by the rules of the picture: the one that would take a pixel's
 * transmittance below the least ends the pixel.
 */
final class RuleBlend {
  private static final float MIN_TRANSMITTANCE = (float) SplatRules.MIN_TRANSMITTANCE;

  /** No transmittance reaches it: the floor of a finished pixel. */
  private static final float FINISHED = 2;

  private RuleBlend() {}

  /**
   * Lays all Gaussians of a block.
   *
   * @param record see {@link SplatRecords}
   * @param list where the records of the block's Gaussians begin, nearest first
   * @param n how many there are
   * @param acc the row's accumulator; the block's transmittance begins at {@code at}
   * @param x0 the block's left pixel, counted as the records count
   * @param y0 its upper pixel
   * @return how many were evaluated until every pixel was finished
   */
  static int block(float[] record, int[] list, int n, float[] acc, int at, float x0, float y0) {
    int most = 0;
    for (int lane = 0; lane < Blend.PIXELS; lane += Lanes.COUNT) {
      most = Math.max(most, lanes(record, list, n, acc, at + lane, lane, x0, y0));
    }
    return most;
  }

  private static int lanes(
      float[] record, int[] list, int n, float[] acc, int at, int lane, float x0, float y0) {
    FloatVector t = fromArray(FLOAT, acc, at);
    FloatVector c0 = fromArray(FLOAT, acc, at + Blend.CHANNEL);
    FloatVector c1 = fromArray(FLOAT, acc, at + 2 * Blend.CHANNEL);
    FloatVector c2 = fromArray(FLOAT, acc, at + 3 * Blend.CHANNEL);
    FloatVector x = fromArray(FLOAT, Blend.PIXEL_X, lane).add(x0);
    FloatVector y = fromArray(FLOAT, Blend.PIXEL_Y, lane).add(y0);
    FloatVector zero = broadcast(FLOAT, 0);
    FloatVector finished = broadcast(FLOAT, FINISHED);
    // What transmittance may not fall below. A mask carried around the loop would be boxed.
    FloatVector floor = broadcast(FLOAT, MIN_TRANSMITTANCE);
    int end = 0;
    while (end < n) {
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
        FloatVector next = zero.sub(s, touches).fma(t, t);
        VectorMask<Float> goesOn = next.compare(VectorOperators.GE, floor);
        next = t.blend(next, goesOn);
        floor = finished.blend(floor, goesOn);
        FloatVector weight = t.sub(next);
        t = next;
        c0 = weight.fma(broadcast(FLOAT, record[r + SplatRecords.COLOUR]), c0);
        c1 = weight.fma(broadcast(FLOAT, record[r + SplatRecords.COLOUR + 1]), c1);
        c2 = weight.fma(broadcast(FLOAT, record[r + SplatRecords.COLOUR + 2]), c2);
      }
      if (!floor.compare(VectorOperators.LT, finished).anyTrue()) {
        break;
      }
    }
    t.intoArray(acc, at);
    c0.intoArray(acc, at + Blend.CHANNEL);
    c1.intoArray(acc, at + 2 * Blend.CHANNEL);
    c2.intoArray(acc, at + 3 * Blend.CHANNEL);
    return end;
  }
}
