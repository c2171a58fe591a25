package io.visavis.server.backdrop;

import io.visavis.avatar.plate.PlateImage;
import java.util.SplittableRandom;

/** The pictures that are built in, painted when they are first asked for. */
final class Painted {
  private static final int SIZE = 1024;

  /** A little noise hides the steps of slow gradients. */
  private static final double NOISE = 1.5;

  private Painted() {}

  /** A grey paper wall that is lit from the left. */
  static PlateImage studio() {
    double[][] wall = {{0.72, 0.71, 0.69}, {0.20, 0.21, 0.24}};
    return paint(
        1,
        (x, y, out) -> {
          double d = Math.hypot(x - 0.38, 0.9 * (y - 0.36)) / 0.85;
          mix(wall[0], wall[1], smooth(d), out);
        });
  }

  /** An evening sky above the lights of a town that are out of focus. */
  static PlateImage dusk() {
    double[][] sky = {{0.10, 0.13, 0.25}, {0.36, 0.27, 0.42}, {0.86, 0.55, 0.40}};
    SplittableRandom random = new SplittableRandom(11);
    double[][] lights = new double[46][];
    for (int i = 0; i < lights.length; i++) {
      double warm = random.nextDouble();
      lights[i] =
          new double[] {
            random.nextDouble(),
            0.62 + 0.36 * Math.sqrt(random.nextDouble()),
            0.012 + 0.035 * random.nextDouble(),
            0.10 + 0.22 * random.nextDouble(),
            0.75 + 0.25 * warm,
            0.55 + 0.25 * warm,
            0.75 - 0.45 * warm
          };
    }
    return paint(
        2,
        (x, y, out) -> {
          double fall = y / 0.62;
          mix(sky[0], sky[1], smooth(2 * fall), out);
          mix(out.clone(), sky[2], 0.8 * smooth(2 * fall - 1), out);
          double town = smooth((y - 0.58) / 0.1);
          mix(out.clone(), new double[] {0.09, 0.09, 0.15}, 0.92 * town, out);
          for (double[] l : lights) {
            double d = Math.hypot(x - l[0], y - l[1]) / l[2];
            double glow = l[3] * (1 - smooth((d - 0.9) / 0.2)) * (0.75 + 0.25 * Math.min(1, d));
            for (int c = 0; c < 3 && glow > 0; c++) {
              out[c] += glow * l[4 + c];
            }
          }
        });
  }

  /** Gives a colour to a point of the unit square, y down. */
  @FunctionalInterface
  private interface Paint {
    void at(double x, double y, double[] rgb);
  }

  private static PlateImage paint(long seed, Paint paint) {
    SplittableRandom noise = new SplittableRandom(seed);
    int[] rgb = new int[SIZE * SIZE];
    double[] out = new double[3];
    for (int i = 0; i < rgb.length; i++) {
      int row = i / SIZE;
      paint.at((i % SIZE + 0.5) / SIZE, (row + 0.5) / SIZE, out);
      double grain = NOISE * (noise.nextDouble() - 0.5);
      for (double channel : out) {
        rgb[i] = rgb[i] << 8 | Math.clamp(Math.round(255 * channel + grain), 0, 255);
      }
    }
    return new PlateImage(SIZE, SIZE, rgb);
  }

  private static void mix(double[] a, double[] b, double share, double[] out) {
    for (int c = 0; c < 3; c++) {
      out[c] = a[c] + share * (b[c] - a[c]);
    }
  }

  private static double smooth(double x) {
    double t = Math.clamp(x, 0.0, 1.0);
    return t * t * (3 - 2 * t);
  }
}
