package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.FLOAT;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * e^x and ln x of a vector in a scratch array, with the minimax polynomials of Cephes: relative
 * error of e^x below 3e-7, error of ln x below 1e-7 or relatively so. The Vector API's own call a
 * library, at several times the cost.
 */
final class Exponential {
  /** Largest magnitude that {@link #exp} takes: beyond it floats end. */
  static final float MAX = 80;

  private static final float LOG2_E = 1.442695f;
  // ln 2 in two parts, so that x - n ln 2 loses no digits (Cody and Waite).
  private static final float LN2_HIGH = 0.6933594f;
  private static final float LN2_LOW = -2.12194440e-4f;

  /** 1.5 * 2^23: what is added to it is rounded to a whole number, which its last bits hold. */
  private static final float ROUND = 12_582_912f;

  private static final int MANTISSA = 23;

  /** Bits of sqrt(1/2), where the mantissas begin that the logarithm's polynomial takes. */
  private static final int ROOT_HALF = Float.floatToRawIntBits(0.70710677f);

  private Exponential() {}

  /** e^x in the place of x, within +-{@link #MAX}. */
  static void exp(float[] scratch, int at) {
    FloatVector x = fromArray(FLOAT, scratch, at);
    FloatVector shifted = x.fma(broadcast(FLOAT, LOG2_E), broadcast(FLOAT, ROUND));
    FloatVector n = shifted.sub(ROUND);
    FloatVector r = n.fma(broadcast(FLOAT, -LN2_LOW), n.fma(broadcast(FLOAT, -LN2_HIGH), x));
    FloatVector p = r.fma(broadcast(FLOAT, 0.00019875691f), broadcast(FLOAT, 0.0013981999f));
    p = p.fma(r, broadcast(FLOAT, 0.008333452f));
    p = p.fma(r, broadcast(FLOAT, 0.041665796f));
    p = p.fma(r, broadcast(FLOAT, 0.16666666f));
    p = p.fma(r, broadcast(FLOAT, 0.5f));
    p = p.mul(r).fma(r, r).add(1);
    IntVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, MANTISSA);
    p.reinterpretAsInts().add(power).reinterpretAsFloats().intoArray(scratch, at);
  }

  /** ln x in the place of a positive x that is a normal float. */
  static void log(float[] scratch, int at) {
    IntVector bits = fromArray(FLOAT, scratch, at).reinterpretAsInts();
    IntVector power = bits.sub(ROOT_HALF).lanewise(VectorOperators.ASHR, MANTISSA);
    FloatVector n = (FloatVector) power.convert(VectorOperators.I2F, 0);
    FloatVector f =
        bits.sub(power.lanewise(VectorOperators.LSHL, MANTISSA)).reinterpretAsFloats().sub(1);
    FloatVector p = f.fma(broadcast(FLOAT, 0.070376836f), broadcast(FLOAT, -0.1151461f));
    p = p.fma(f, broadcast(FLOAT, 0.11676998f));
    p = p.fma(f, broadcast(FLOAT, -0.12420141f));
    p = p.fma(f, broadcast(FLOAT, 0.14249323f));
    p = p.fma(f, broadcast(FLOAT, -0.16668057f));
    p = p.fma(f, broadcast(FLOAT, 0.20000716f));
    p = p.fma(f, broadcast(FLOAT, -0.24999994f));
    p = p.fma(f, broadcast(FLOAT, 0.3333333f));
    FloatVector ff = f.mul(f);
    p = p.mul(f).mul(ff);
    p = n.fma(broadcast(FLOAT, LN2_LOW), p);
    p = ff.fma(broadcast(FLOAT, -0.5f), p).add(f);
    n.fma(broadcast(FLOAT, LN2_HIGH), p).intoArray(scratch, at);
  }
}
