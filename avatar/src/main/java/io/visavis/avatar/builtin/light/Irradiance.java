package io.visavis.avatar.builtin.light;

import io.visavis.avatar.builtin.form.NearestPoint;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.part.Material;
import io.visavis.avatar.builtin.part.Splat;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much of each lamp reaches each Gaussian, 0..1.
 *
 * @param ambient of the light from all around
 * @param key of the key lamp
 * @param fill of the fill lamp
 * @param rimLeft of the lamp behind the subject's left
 * @param rimRight of the lamp behind the subject's right
 * @param open the most that it sees in any direction: 0 where it is buried
 */
record Irradiance(
    double[] ambient,
    double[] key,
    double[] fill,
    double[] rimLeft,
    double[] rimRight,
    double[] open) {
  private static final int NEIGHBOURS = 20;

  static Irradiance of(List<Splat> splats, PosedSplats posed) {
    int n = splats.size();
    int[] shading =
        IntStream.range(0, n).filter(i -> splats.get(i).material().shades()).toArray();
    Vec[] discs = new Vec[shading.length];
    double[] radius = new double[shading.length];
    for (int k = 0; k < shading.length; k++) {
      discs[k] = posed.at()[shading[k]];
      radius[k] = Math.min(Math.max(posed.radius()[shading[k]] * .9, .008), .05);
    }
    Vec[] from = new Vec[n];
    double[] bias = new double[n];
    for (int i = 0; i < n; i++) {
      from[i] = posed.at()[i].plus(posed.normal()[i].times(.02));
      bias[i] = splats.get(i).material() == Material.HAIR ? .05 : .02;
    }
    Vec[] sphere = Lamps.SPHERE;
    int m = sphere.length;
    Vec[] all = new Vec[m + Lamps.KEY_SPREAD.length + 3];
    System.arraycopy(sphere, 0, all, 0, m);
    System.arraycopy(Lamps.KEY_SPREAD, 0, all, m, Lamps.KEY_SPREAD.length);
    int lamp = m + Lamps.KEY_SPREAD.length;
    all[lamp] = Lamps.FILL;
    all[lamp + 1] = Lamps.RIM_LEFT;
    all[lamp + 2] = Lamps.RIM_RIGHT;
    float[][] seen = Visibility.of(discs, radius, from, bias, all);

    Irradiance light =
        new Irradiance(
            new double[n],
            new double[n],
            new double[n],
            new double[n],
            new double[n],
            new double[n]);
    for (int i = 0; i < n; i++) {
      double sum = 0;
      double weights = 0;
      for (int k = 0; k < m; k++) {
        double w = Math.max(posed.normal()[i].dot(sphere[k]), 0) + .02;
        sum += w * seen[k][i];
        weights += w;
        light.open[i] = Math.max(light.open[i], seen[k][i]);
      }
      light.ambient[i] = sum / weights;
      for (int k = m; k < lamp; k++) {
        light.key[i] += seen[k][i] / Lamps.KEY_SPREAD.length;
      }
      light.fill[i] = seen[lamp][i];
      light.rimLeft[i] = seen[lamp + 1][i];
      light.rimRight[i] = seen[lamp + 2][i];
    }
    return light.smoothed(splats, posed, Material.SKIN);
  }

  /** Averages over neighbours of one material, so that maps and discs leave no blotches. */
  private Irradiance smoothed(List<Splat> splats, PosedSplats posed, Material material) {
    int[] of =
        IntStream.range(0, splats.size())
            .filter(i -> splats.get(i).material() == material)
            .toArray();
    Vec[] points = IntStream.of(of).mapToObj(i -> posed.at()[i]).toArray(Vec[]::new);
    NearestPoint near = new NearestPoint(points, .06);
    int[][] neighbours =
        IntStream.range(0, of.length)
            .parallel()
            .mapToObj(
                k -> {
                  List<Integer> found = near.within(points[k], 1);
                  found.sort(
                      Comparator.comparingDouble((Integer j) -> points[j].distance(points[k]))
                          .thenComparingInt(j -> j));
                  return found.stream().limit(NEIGHBOURS).mapToInt(j -> of[j]).toArray();
                })
            .toArray(int[][]::new);
    return new Irradiance(
        averaged(ambient, of, neighbours),
        averaged(key, of, neighbours),
        averaged(fill, of, neighbours),
        averaged(rimLeft, of, neighbours),
        averaged(rimRight, of, neighbours),
        open);
  }

  private static double[] averaged(double[] values, int[] of, int[][] neighbours) {
    double[] out = values.clone();
    for (int k = 0; k < of.length; k++) {
      out[of[k]] = IntStream.of(neighbours[k]).mapToDouble(j -> values[j]).average().orElse(0);
    }
    return out;
  }
}
