package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.FLOAT;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import io.visavis.render.SplatRules;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Lays the listed Gaussians on a 4x4 block of pixels, nearest first, with transmittance and colour
 * in registers. Colours come in negated and weights are negative: the sign falls out of T' = T +
 * (-alpha) T without an instruction.
 */
final class Blend {
  /** Pixels of a block. */
  static final int PIXELS = 16;

  /** Floats of a tile's channel in an accumulator: transmittance, then three colours. */
  static final int CHANNEL = TileRow.BLOCKS * PIXELS;

  /** Floats of a tile in an accumulator. */
  static final int TILE = 4 * CHANNEL;

  private static final float MIN_TRANSMITTANCE = (float) SplatRules.MIN_TRANSMITTANCE;
  private static final int MAX_ALPHA_BITS = Float.floatToRawIntBits((float) SplatRules.MAX_ALPHA);

  /** No transmittance reaches it: the floor of a finished pixel. */
  private static final float FINISHED = 2;

  /**
   * Transmittance below which what lies behind cannot be told from the background, in eight bits a
   * sample: less than a level for most colours, less than two for any.
   */
  static final float UNSEEN = 1f / 128;

  /** Gaussians after which a look is taken whether any pixel is unfinished. */
  private static final int CHUNK = 8;

  /** x, then y, of the pixels of a block. */
  private static final float[] PIXEL_X = new float[PIXELS];

  private static final float[] PIXEL_Y = new float[PIXELS];

  static {
    for (int i = 0; i < PIXELS; i++) {
      PIXEL_X[i] = i % 4;
      PIXEL_Y[i] = i >> 2;
    }
  }

  private Blend() {}

  /**
   * Lays Gaussians on a block and writes its pixels.
   *
   * @param record see {@link SplatRecords}
   * @param list where the records of the block's Gaussians begin, nearest first
   * @param n how many there are
   * @param acc the strip's accumulator; the block's transmittance begins at {@code at}
   * @param x0 the block's left pixel, counted as the records count
   * @param y0 its upper pixel
   * @param unseen ends the block when no pixel's transmittance is above it; 0: only the rules of
   *     the picture do
   * @return how many were evaluated until every pixel was finished
   */
  static int block(
      float[] record, int[] list, int n, float[] acc, int at, float x0, float y0, float unseen) {
    int most = 0;
    for (int lane = 0; lane < PIXELS; lane += Lanes.COUNT) {
      most = Math.max(most, lanes(record, list, n, acc, at, x0, y0, unseen, lane));
    }
    return most;
  }

  private static int lanes(
      float[] record,
      int[] list,
      int n,
      float[] acc,
      int at,
      float x0,
      float y0,
      float unseen,
      int lane) {
    FloatVector t = broadcast(FLOAT, 1);
    FloatVector c0 = broadcast(FLOAT, 0);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector x = fromArray(FLOAT, PIXEL_X, lane).add(x0);
    FloatVector y = fromArray(FLOAT, PIXEL_Y, lane).add(y0);
    FloatVector zero = broadcast(FLOAT, 0);
    FloatVector finished = broadcast(FLOAT, FINISHED);
    // What transmittance may not fall below. A mask carried around the loop would be boxed.
    FloatVector floor = broadcast(FLOAT, MIN_TRANSMITTANCE);
    int end = 0;
    while (end < n) {
      int chunk = end;
      end = Math.min(chunk + CHUNK, n);
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
        // Positive floats order as their bits; an integer minimum is one instruction.
        s = s.reinterpretAsInts().min(MAX_ALPHA_BITS).reinterpretAsFloats();
        FloatVector next = zero.sub(s, touches).fma(t, t);
        VectorMask<Float> goesOn = next.compare(VectorOperators.GE, floor);
        next = t.blend(next, goesOn);
        floor = finished.blend(floor, goesOn);
        FloatVector weight = next.sub(t);
        t = next;
        c0 = weight.fma(broadcast(FLOAT, record[r + SplatRecords.COLOUR]), c0);
        c1 = weight.fma(broadcast(FLOAT, record[r + SplatRecords.COLOUR + 1]), c1);
        c2 = weight.fma(broadcast(FLOAT, record[r + SplatRecords.COLOUR + 2]), c2);
      }
      if (!floor
          .compare(VectorOperators.LT, finished)
          .and(t.compare(VectorOperators.GT, unseen))
          .anyTrue()) {
        break;
      }
    }
    t.intoArray(acc, at + lane);
    c0.intoArray(acc, at + lane + CHANNEL);
    c1.intoArray(acc, at + lane + 2 * CHANNEL);
    c2.intoArray(acc, at + lane + 3 * CHANNEL);
    return end;
  }
}
