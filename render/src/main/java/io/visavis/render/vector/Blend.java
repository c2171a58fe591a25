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
  static final int CHANNEL = BlockCull.BLOCKS * PIXELS;

  /** Floats of a tile in an accumulator. */
  static final int TILE = 4 * CHANNEL;

  private static final float MIN_TRANSMITTANCE = (float) SplatRules.MIN_TRANSMITTANCE;
  private static final int MAX_ALPHA_BITS = Float.floatToRawIntBits((float) SplatRules.MAX_ALPHA);

  /** No transmittance reaches it: the floor of a finished pixel. */
  private static final float FINISHED = 2;

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
   * Lays n Gaussians on a block.
   *
   * @param local the batch, see {@link BlockCull}
   * @param list indices into it, from {@code from} on
   * @param acc the tile's accumulator begins at {@code tile}; transmittance is negative where a
   *     pixel is finished
   * @return how many were evaluated; negative where every pixel of the block is finished
   */
  static int block(float[] local, int[] list, int from, int n, float[] acc, int tile, int block) {
    int most = 0;
    boolean finished = true;
    for (int lane = 0; lane < PIXELS; lane += Lanes.COUNT) {
      int laid = lanes(local, list, from, n, acc, tile + block * PIXELS + lane, block, lane);
      finished &= laid < 0;
      most = Math.max(most, Math.abs(laid));
    }
    return finished ? -most : most;
  }

  private static int lanes(
      float[] local, int[] list, int from, int n, float[] acc, int at, int block, int lane) {
    FloatVector t = fromArray(FLOAT, acc, at);
    FloatVector c0 = fromArray(FLOAT, acc, at + CHANNEL);
    FloatVector c1 = fromArray(FLOAT, acc, at + 2 * CHANNEL);
    FloatVector c2 = fromArray(FLOAT, acc, at + 3 * CHANNEL);
    FloatVector x = fromArray(FLOAT, PIXEL_X, lane).add(block % 4 * 4);
    FloatVector y = fromArray(FLOAT, PIXEL_Y, lane).add(block / 4 * 4);
    FloatVector zero = broadcast(FLOAT, 0);
    FloatVector finished = broadcast(FLOAT, FINISHED);
    // What transmittance may not fall below. A mask carried around the loop would be boxed.
    FloatVector floor =
        finished.blend(broadcast(FLOAT, MIN_TRANSMITTANCE), t.compare(VectorOperators.GT, zero));
    t = t.abs();
    int end = from;
    while (end < from + n) {
      int chunk = end;
      end = Math.min(chunk + CHUNK, from + n);
      for (int i = chunk; i < end; i++) {
        int j = list[i];
        FloatVector u =
            x.fma(
                broadcast(FLOAT, local[BlockCull.UX + j]),
                y.fma(
                    broadcast(FLOAT, local[BlockCull.UY + j]),
                    broadcast(FLOAT, local[BlockCull.U0 + j])));
        FloatVector v =
            y.fma(
                broadcast(FLOAT, local[BlockCull.VY + j]),
                broadcast(FLOAT, local[BlockCull.V0 + j]));
        FloatVector s = v.fma(v, u.fma(u, broadcast(FLOAT, local[BlockCull.S0 + j])));
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
        c0 = weight.fma(broadcast(FLOAT, local[BlockCull.COLOUR_0 + j]), c0);
        c1 = weight.fma(broadcast(FLOAT, local[BlockCull.COLOUR_1 + j]), c1);
        c2 = weight.fma(broadcast(FLOAT, local[BlockCull.COLOUR_2 + j]), c2);
      }
      if (!floor.compare(VectorOperators.LT, finished).anyTrue()) {
        break;
      }
    }
    VectorMask<Float> unfinished = floor.compare(VectorOperators.LT, finished);
    t.neg().blend(t, unfinished).intoArray(acc, at);
    c0.intoArray(acc, at + CHANNEL);
    c1.intoArray(acc, at + 2 * CHANNEL);
    c2.intoArray(acc, at + 3 * CHANNEL);
    return unfinished.anyTrue() ? end - from : from - end;
  }
}
