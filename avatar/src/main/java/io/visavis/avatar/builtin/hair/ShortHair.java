package io.visavis.avatar.builtin.hair;

import io.visavis.avatar.builtin.form.NearestPoint;
import io.visavis.avatar.builtin.form.Sculpture;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.part.HeadRecipe;
import io.visavis.avatar.builtin.part.Material;
import io.visavis.avatar.builtin.part.SplatDraft;
import io.visavis.avatar.builtin.part.Studio;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Short hair: follicles on the scalp, a field that says where hair flows, and locks towards whose
 * middles strands lean. Shorter and thinner towards the hairline, where single hairs lie flat.
 */
public final class ShortHair implements HeadRecipe.Hair {
  private static final Vec ORIGIN = Vec.of(0, -.12, .02);
  private static final int PIECES = 6;
  private static final int LOCKS = 160;
  private static final double REACH = .09; // half width of a lock

  /** How far above the hairline a point of the scalp is; negative below it. */
  @FunctionalInterface
  public interface Hairline {
    double above(Vec p);
  }

  private record Grown(Vec[] points, Vec[] normals) {}

  private final Hairline hairline;
  private final int follicles;

  public ShortHair(Hairline hairline, int follicles) {
    this.hairline = hairline;
    this.follicles = follicles;
  }

  @Override
  public void grow(Studio studio) {
    Random random = new Random(studio.recipe().seed() + 5);
    Sculpture skull = studio.recipe().skull();
    List<Vec> roots = new ArrayList<>();
    while (roots.size() < follicles) {
      Vec d = Vec.of(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()).unit();
      if (d.y() < -.35) {
        continue;
      }
      Vec p = skull.outermost(ORIGIN, d, 2.2);
      if (hairline.above(p) > .10 * random.nextDouble() - .02) {
        roots.add(p);
      }
    }
    Vec[] middles = new Vec[LOCKS];
    Grown[] locks = new Grown[LOCKS];
    double[] longer = new double[LOCKS];
    double[] shade = new double[LOCKS];
    for (int i = 0; i < LOCKS; i++) {
      middles[i] = roots.get(i * (roots.size() / LOCKS));
      longer[i] = .85 + .35 * random.nextDouble();
      shade[i] = .7 + .8 * random.nextDouble();
      double lift = lift(middles[i]) * (.7 + .6 * random.nextDouble());
      locks[i] = grown(skull, middles[i], length(middles[i]) * longer[i], lift);
    }
    NearestPoint nearest = new NearestPoint(middles, .12);
    for (Vec root : roots) {
      int lock = nearest.to(root);
      double reach = length(root) * longer[lock] * (.92 + .13 * random.nextDouble());
      Grown own = grown(skull, root, reach, lift(root));
      double tint = shade[lock] * (.7 + .6 * random.nextDouble());
      strand(studio, own, locks[lock], root.minus(middles[lock]), tint);
    }
    fringe(studio, random);
  }

  /** Single short hairs that soften the hairline. */
  private void fringe(Studio studio, Random random) {
    Sculpture skull = studio.recipe().skull();
    int grown = 0;
    while (grown < follicles / 3) {
      Vec d = Vec.of(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()).unit();
      if (d.y() < -.35) {
        continue;
      }
      Vec p = skull.outermost(ORIGIN, d, 2.2);
      double above = hairline.above(p);
      if (above < -.012 + .03 * random.nextDouble() || above > .12) {
        continue;
      }
      grown++;
      Vec n = skull.normal(p);
      Vec along = flow(p, n).plus(n.times(.25)).unit();
      Vec from = p.plus(n.times(.006));
      SplatDraft.Strand hair =
          new SplatDraft.Strand(
              from, from.plus(along.times(.05 + .03 * random.nextDouble())), .0062, .5, n);
      Vec colour = studio.recipe().palette().hair().times(.8 + .5 * random.nextDouble());
      studio
          .splats()
          .strand(studio.anchor(), hair, colour, .35 + .45 * random.nextDouble(), Material.HAIR);
    }
  }

  private static double front(Vec p) {
    return Smooth.step(-.1, .65, p.z()) * Smooth.step(.55, .95, p.y());
  }

  private double length(Vec p) {
    double top = Smooth.step(.5, 1.0, p.y());
    double edge = Smooth.lerp(.45, 1, Smooth.step(0, .16, hairline.above(p)));
    return Smooth.lerp(.15, .42, top) * Smooth.lerp(1, 1.15, front(p)) * edge;
  }

  private static double lift(Vec p) {
    return Smooth.lerp(.30, .8, Smooth.step(.5, 1.0, p.y())) + 1.3 * front(p);
  }

  /** Unit direction in which hair lies at a point of the scalp. */
  private static Vec flow(Vec p, Vec normal) {
    double fromPart = p.x() - .22;
    Vec v =
        Vec.of(
            .55 * Math.signum(fromPart) * Smooth.step(0, .25, Math.abs(fromPart)) + .25 * p.x(),
            .25 * Smooth.step(.2, .7, p.z())
                - .75 * Smooth.step(.3, -.5, p.z())
                - .5 * Smooth.step(.35, .7, Math.abs(p.x())),
            -1.0 + .5 * Smooth.step(-.4, -.9, p.z()));
    return v.minus(normal.times(v.dot(normal))).unit();
  }

  private static Grown grown(Sculpture skull, Vec root, double length, double lift) {
    Vec[] points = new Vec[PIECES + 1];
    Vec[] normals = new Vec[PIECES + 1];
    points[0] = root;
    normals[0] = skull.normal(root);
    for (int i = 0; i < PIECES; i++) {
      double t = (double) i / PIECES;
      Vec n = skull.normal(points[i]);
      Vec step = flow(points[i], n).plus(n.times(lift * (1 - t * 1.7))).unit();
      Vec q = points[i].plus(step.times(length / PIECES));
      double d = skull.distance(q);
      points[i + 1] = d < .022 ? q.plus(skull.normal(q).times(.022 - d)) : q;
      normals[i + 1] = n;
    }
    return new Grown(points, normals);
  }

  private static void strand(Studio studio, Grown own, Grown lock, Vec offset, double tint) {
    double u = Smooth.clamp(offset.length() / REACH, 0, 1);
    Vec[] points = new Vec[PIECES + 1];
    for (int i = 0; i <= PIECES; i++) {
      double t = (double) i / PIECES;
      Vec led = lock.points[i].plus(offset.times(.45));
      points[i] =
          own.points[i]
              .towards(led, .72 * Math.pow(t, 1.2))
              .minus(own.normals[i].times(.030 * u * u * t));
    }
    for (int i = 0; i < PIECES; i++) {
      double s = (i + .5) / PIECES;
      double width = Smooth.lerp(.0155, .0060, Smooth.step(.55, 1, s));
      Vec n = own.normals[i + 1].plus(offset.times(.55 / REACH)).unit();
      Vec colour =
          studio
              .recipe()
              .palette()
              .hair()
              .times(tint * (1 - .4 * u * u) * Smooth.lerp(.55, 1.35, s));
      studio
          .splats()
          .strand(
              studio.anchor(),
              new SplatDraft.Strand(points[i], points[i + 1], width, .4, n),
              colour,
              .9,
              Material.HAIR);
    }
  }
}
