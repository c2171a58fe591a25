package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.FLOAT;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import io.visavis.render.cpu.Harmonic;
import jdk.incubator.vector.FloatVector;

/** The real spherical harmonics of degree 1 to 3 of a vector of directions. */
final class HarmonicLanes {
  /** In the scratch: a direction (x, y, z), a vector each. */
  static final int DIRECTION = 0;

  /** In the scratch: the harmonics, by degree, then by order, a vector each. */
  static final int OUT = 3 * Lanes.COUNT;

  /** Floats of the scratch. */
  static final int SCRATCH = OUT + Harmonic.MOST * Lanes.COUNT;

  /** Shorter directions are none. */
  private static final float TINY = 1e-12f;

  private HarmonicLanes() {}

  /** Writes the directions from a camera to means, turned, of unit length. */
  static void direction(float[][] mean, float[] camera, float[] turn, float[] scratch, int i) {
    FloatVector x = fromArray(FLOAT, mean[0], i).sub(camera[0]);
    FloatVector y = fromArray(FLOAT, mean[1], i).sub(camera[1]);
    FloatVector z = fromArray(FLOAT, mean[2], i).sub(camera[2]);
    FloatVector k = broadcast(FLOAT, 1).div(x.fma(x, y.fma(y, z.mul(z))).sqrt().max(TINY));
    x = x.mul(k);
    y = y.mul(k);
    z = z.mul(k);
    for (int r = 0; r < 3; r++) {
      x.fma(
              broadcast(FLOAT, turn[3 * r]),
              y.fma(broadcast(FLOAT, turn[3 * r + 1]), z.mul(turn[3 * r + 2])))
          .intoArray(scratch, DIRECTION + r * Lanes.COUNT);
    }
  }

  /** Writes the harmonics of degree 1 to {@code degree} of the directions. */
  static void evaluate(int degree, float[] scratch) {
    first(scratch);
    if (degree > 1) {
      second(scratch);
    }
    if (degree > 2) {
      third(scratch);
    }
  }

  private static void first(float[] scratch) {
    FloatVector x = fromArray(FLOAT, scratch, DIRECTION);
    FloatVector y = fromArray(FLOAT, scratch, DIRECTION + Lanes.COUNT);
    FloatVector z = fromArray(FLOAT, scratch, DIRECTION + 2 * Lanes.COUNT);
    y.mul(-Harmonic.D1).intoArray(scratch, OUT);
    z.mul(Harmonic.D1).intoArray(scratch, OUT + Lanes.COUNT);
    x.mul(-Harmonic.D1).intoArray(scratch, OUT + 2 * Lanes.COUNT);
  }

  private static void second(float[] scratch) {
    FloatVector x = fromArray(FLOAT, scratch, DIRECTION);
    FloatVector y = fromArray(FLOAT, scratch, DIRECTION + Lanes.COUNT);
    FloatVector z = fromArray(FLOAT, scratch, DIRECTION + 2 * Lanes.COUNT);
    x.mul(y).mul(Harmonic.D2_PRODUCT).intoArray(scratch, OUT + 3 * Lanes.COUNT);
    y.mul(z).mul(-Harmonic.D2_PRODUCT).intoArray(scratch, OUT + 4 * Lanes.COUNT);
    z.mul(z).mul(3).sub(1).mul(Harmonic.D2_ZONAL).intoArray(scratch, OUT + 5 * Lanes.COUNT);
    x.mul(z).mul(-Harmonic.D2_PRODUCT).intoArray(scratch, OUT + 6 * Lanes.COUNT);
    x.mul(x).sub(y.mul(y)).mul(Harmonic.D2_DIFFERENCE).intoArray(scratch, OUT + 7 * Lanes.COUNT);
  }

  private static void third(float[] scratch) {
    FloatVector x = fromArray(FLOAT, scratch, DIRECTION);
    FloatVector y = fromArray(FLOAT, scratch, DIRECTION + Lanes.COUNT);
    FloatVector z = fromArray(FLOAT, scratch, DIRECTION + 2 * Lanes.COUNT);
    FloatVector xx = x.mul(x);
    FloatVector yy = y.mul(y);
    FloatVector zz = z.mul(z).mul(5);
    xx.mul(3).sub(yy).mul(y).mul(-Harmonic.D3_OUTER).intoArray(scratch, OUT + 8 * Lanes.COUNT);
    x.mul(y).mul(z).mul(Harmonic.D3_PRODUCT).intoArray(scratch, OUT + 9 * Lanes.COUNT);
    zz.sub(1).mul(y).mul(-Harmonic.D3_INNER).intoArray(scratch, OUT + 10 * Lanes.COUNT);
    zz.sub(3).mul(z).mul(Harmonic.D3_ZONAL).intoArray(scratch, OUT + 11 * Lanes.COUNT);
    zz.sub(1).mul(x).mul(-Harmonic.D3_INNER).intoArray(scratch, OUT + 12 * Lanes.COUNT);
    xx.sub(yy).mul(z).mul(Harmonic.D3_DIFFERENCE).intoArray(scratch, OUT + 13 * Lanes.COUNT);
    xx.sub(yy.mul(3)).mul(x).mul(-Harmonic.D3_OUTER).intoArray(scratch, OUT + 14 * Lanes.COUNT);
  }
}
