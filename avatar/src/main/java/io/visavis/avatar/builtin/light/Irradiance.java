package io.visavis.avatar.builtin.light;

import io.visavis.avatar.builtin.form.NearestPoint;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.part.Material;
import io.visavis.avatar.builtin.part.Splat;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How much of each lamp reaches each Gaussian, 0..1; zero for those that were not asked about.
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
  private static final double SOFTENED = .024; // standard deviation of the average over skin
  private static final double CELL = .05;

  static Irradiance of(List<Splat> splats, PosedSplats posed, Predicate<Splat> asked) {
    int n = splats.size();
    int[] shading = IntStream.range(0, n).filter(i -> splats.get(i).material().shades()).toArray();
    Vec[] discs = new Vec[shading.length];
    double[] radius = new double[shading.length];
    for (int k = 0; k < shading.length; k++) {
      discs[k] = posed.at()[shading[k]];
      radius[k] = Smooth.clamp(posed.radius()[shading[k]] * .9, .008, .05);
    }
    int[] queried = IntStream.range(0, n).filter(i -> asked.test(splats.get(i))).toArray();
    Vec[] from = new Vec[queried.length];
    double[] bias = new double[queried.length];
    for (int q = 0; q < queried.length; q++) {
      int i = queried[q];
      from[q] = posed.at()[i].plus(posed.normal()[i].times(.02));
      bias[q] = splats.get(i).material() == Material.HAIR ? .05 : .02;
    }
    Vec[] directions = directions();
    float[][] seen = Visibility.of(discs, radius, from, bias, directions);

    Irradiance light =
        new Irradiance(
            new double[n],
            new double[n],
            new double[n],
            new double[n],
            new double[n],
            new double[n]);
    for (int q = 0; q < queried.length; q++) {
      light.gather(queried[q], q, seen, posed.normal()[queried[q]]);
    }
    int[] skin =
        IntStream.of(queried).filter(i -> splats.get(i).material() == Material.SKIN).toArray();
    return light.softened(skin, posed);
  }

  private static Vec[] directions() {
    Vec[] all = Arrays.copyOf(Lamps.SPHERE, Lamps.SPHERE.length + Lamps.KEY_SPREAD.length + 3);
    int k = Lamps.SPHERE.length;
    for (Vec key : Lamps.KEY_SPREAD) {
      all[k++] = key;
    }
    all[k] = Lamps.FILL;
    all[k + 1] = Lamps.RIM_LEFT;
    all[k + 2] = Lamps.RIM_RIGHT;
    return all;
  }

  private void gather(int i, int q, float[][] seen, Vec normal) {
    int m = Lamps.SPHERE.length;
    double sum = 0;
    double weights = 0;
    for (int k = 0; k < m; k++) {
      double w = Math.max(normal.dot(Lamps.SPHERE[k]), 0) + .02;
      sum += w * seen[k][q];
      weights += w;
      open[i] = Math.max(open[i], seen[k][q]);
    }
    ambient[i] = sum / weights;
    int lamp = m + Lamps.KEY_SPREAD.length;
    for (int k = m; k < lamp; k++) {
      key[i] += seen[k][q] / Lamps.KEY_SPREAD.length;
    }
    fill[i] = seen[lamp][q];
    rimLeft[i] = seen[lamp + 1][q];
    rimRight[i] = seen[lamp + 2][q];
  }

  /** Averages over neighbours, so that maps and discs leave no blotches on the skin. */
  private Irradiance softened(int[] skin, PosedSplats posed) {
    if (skin.length == 0) {
      return this;
    }
    Vec[] points = IntStream.of(skin).mapToObj(i -> posed.at()[i]).toArray(Vec[]::new);
    NearestPoint near = new NearestPoint(points, CELL);
    double[][] sources = {ambient, key, fill, rimLeft, rimRight};
    double[][] out = new double[sources.length][];
    for (int s = 0; s < sources.length; s++) {
      out[s] = sources[s].clone();
    }
    IntStream.range(0, skin.length)
        .parallel()
        .forEach(
            k -> {
              double[] sum = new double[sources.length];
              double weights = 0;
              for (int j : near.within(points[k], 1)) {
                Vec d = points[j].minus(points[k]);
                double w = Math.exp(-.5 * d.dot(d) / (SOFTENED * SOFTENED));
                weights += w;
                for (int s = 0; s < sources.length; s++) {
                  sum[s] += w * sources[s][skin[j]];
                }
              }
              for (int s = 0; s < sources.length; s++) {
                out[s][skin[k]] = sum[s] / weights;
              }
            });
    return new Irradiance(out[0], out[1], out[2], out[3], out[4], open);
  }
}
