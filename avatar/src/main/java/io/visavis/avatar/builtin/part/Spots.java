package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.Vec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Freckles over nose and cheeks, and the larger spots of old skin. */
final class Spots {
  private record Spot(double x, double y, double size, double strength) {}

  private final List<Spot> spots = new ArrayList<>();

  Spots(Complexion skin, double strength, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < skin.freckles(); i++) {
      add(
          random.nextGaussian() * .29,
          -.25 + random.nextGaussian() * .12,
          .0055 + .0065 * random.nextDouble(),
          (.16 + .30 * random.nextDouble()) * strength);
    }
    for (int i = 0; i < skin.spots(); i++) {
      boolean forehead = random.nextInt(3) == 0;
      double side = random.nextBoolean() ? 1 : -1;
      add(
          side * (forehead ? random.nextDouble() * .5 : .38 + .26 * random.nextDouble()),
          forehead ? .35 + .3 * random.nextDouble() : -.35 + .5 * random.nextDouble(),
          .010 + .016 * random.nextDouble(),
          (.18 + .25 * random.nextDouble()) * strength);
    }
  }

  private void add(double x, double y, double size, double strength) {
    if (Math.abs(x) < .66) {
      spots.add(new Spot(x, y, size, strength));
    }
  }

  /** How much of the spots' colour lies on a point of the skin, 0..1. */
  double at(Vec p) {
    if (p.z() <= .2) {
      return 0;
    }
    double most = 0;
    for (Spot s : spots) {
      double dx = (p.x() - s.x) / s.size;
      double dy = (p.y() - s.y) / s.size;
      double r = dx * dx + dy * dy;
      if (r < 18) {
        most = Math.max(most, s.strength * Math.exp(-.5 * r));
      }
    }
    return most;
  }
}
