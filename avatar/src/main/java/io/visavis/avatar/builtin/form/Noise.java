package io.visavis.avatar.builtin.form;

/**
 * Smooth noise over space, the same everywhere and always: value noise on a lattice of hashed
 * numbers, after Perlin's (1985) with a cubic between.
 */
public final class Noise {
  private Noise() {}

  /** -1..1 at {@code p}, which varies over about {@code size} units; each seed has its own. */
  public static double at(Vec p, double size, int seed) {
    double x = p.x() / size;
    double y = p.y() / size;
    double z = p.z() / size;
    int ix = (int) Math.floor(x);
    int iy = (int) Math.floor(y);
    int iz = (int) Math.floor(z);
    double fx = eased(x - ix);
    double fy = eased(y - iy);
    double fz = eased(z - iz);
    double[] plane = new double[2];
    for (int k = 0; k < 2; k++) {
      double a = Smooth.lerp(corner(ix, iy, iz + k, seed), corner(ix + 1, iy, iz + k, seed), fx);
      double b =
          Smooth.lerp(corner(ix, iy + 1, iz + k, seed), corner(ix + 1, iy + 1, iz + k, seed), fx);
      plane[k] = Smooth.lerp(a, b, fy);
    }
    return Smooth.lerp(plane[0], plane[1], fz);
  }

  /** A direction and strength of noise: each component -1..1. */
  public static Vec vector(Vec p, double size, int seed) {
    return new Vec(at(p, size, seed), at(p, size, seed + 1), at(p, size, seed + 2));
  }

  private static double eased(double t) {
    return t * t * (3 - 2 * t);
  }

  private static double corner(int x, int y, int z, int seed) {
    int h = x * 0x8da6b343 ^ y * 0xd8163841 ^ z * 0xcb1ab31f ^ seed * 0x165667b1;
    h = (h ^ (h >>> 15)) * 0x2c1b3c6d;
    h = (h ^ (h >>> 12)) * 0x297a2d39;
    h ^= h >>> 15;
    return (h >>> 8) / (double) (1 << 23) - 1;
  }
}
