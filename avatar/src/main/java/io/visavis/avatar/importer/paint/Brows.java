package io.visavis.avatar.importer.paint;

import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.part.Material;
import io.visavis.avatar.builtin.part.SplatDraft;
import java.util.Random;

/** Brows along their landmarks, hair by hair, and lashes along the lids. */
final class Brows {
  private static final int HAIRS = 210;
  private static final int LASHES = 34;
  private static final double OPACITY = .68;

  /** How much the outer end of a brow falls over its length. */
  private static final double STEEPEST = .55;

  private final FaceFrame frame;
  private final Surface skin;
  private final SplatDraft splats;

  Brows(FaceFrame frame, Surface skin, SplatDraft splats) {
    this.frame = frame;
    this.skin = skin;
    this.splats = splats;
  }

  /** Adds both brows. */
  void brows() {
    for (int side = 0; side < 2; side++) {
      Vec[] line = new Vec[5];
      for (int i = 0; i < line.length; i++) {
        // From the nose outwards.
        line[i] = frame.landmark(side == 0 ? 22 + i : 21 - i);
      }
      // The innermost landmark is at the lower edge of a brow.
      line[0] = Vec.of(line[0].x(), Math.max(line[0].y(), line[1].y() - .045), line[0].z());
      line[4] = tail(line[2], line[3], line[4]);
      Curve brow = Curve.open(line);
      Random random = new Random(300 + side);
      for (int i = 0; i < HAIRS; i++) {
        hair(brow, side == 0 ? 1 : -1, random);
      }
    }
  }

  /** The outer end: where its landmark is, or higher where that hangs down to the eye. */
  private static Vec tail(Vec before, Vec last, Vec end) {
    double out = Math.abs(end.x() - last.x());
    double lowest = Math.min(last.y() - before.y(), 0) + last.y() - STEEPEST * out;
    return Vec.of(end.x(), Math.max(end.y(), lowest), end.z());
  }

  private void hair(Curve brow, int side, Random random) {
    double u = random.nextDouble();
    double v = Smooth.clamp(random.nextGaussian() * .42, -1, 1);
    double half =
        Smooth.lerp(.046, .017, Math.pow(u, 1.2)) * Smooth.lerp(.6, 1, Math.min(4 * u, 1));
    Vec along = brow.at(u + .02).minus(brow.at(u - .02));
    double slope = Math.atan2(along.y(), side * along.x());
    double angle =
        slope
            + Smooth.lerp(.75, -.05, Math.min(u * 2, 1)) * (v < .2 ? 1 : .5)
            + .07 * random.nextGaussian();
    Vec root = brow.at(u).plus(Vec.of(0, v * half - .012, 0));
    double length = .048 + .022 * random.nextDouble();
    Vec step = Vec.of(side * Math.cos(angle), Math.sin(angle), 0).times(length / 2);
    Vec colour = Complexion.BROW.times(.6 + .65 * random.nextDouble());
    double width = .7 + .3 * Math.min(u * 5, 1);
    Vec from = onSkin(root, .012);
    int triangle = skin.triangle(skin.nearest(from));
    for (int k = 0; k < 2; k++) {
      Vec to = onSkin(root.plus(step.times(k + 1)), .014 + .003 * k);
      strand(triangle, from, to, (k == 0 ? .0060 : .0040) * width, colour, OPACITY, Material.BROW);
      from = to;
    }
  }

  /** The point before a place of the face, so high above its skin. */
  private Vec onSkin(Vec p, double height) {
    int i = skin.nearest(p);
    Vec q = p.minus(skin.normal(i).times(p.minus(skin.point(i)).dot(skin.normal(i))));
    return q.plus(skin.normal(i).times(height));
  }

  /** Adds the lashes of the upper lids. */
  void lashes(Curve[] upperLids, LidRide lids) {
    for (int side = 0; side < 2; side++) {
      Random random = new Random(330 + side);
      int sign = side == 0 ? 1 : -1;
      for (int i = 0; i < LASHES; i++) {
        // The landmarks of the left eye go from the nose outwards, those of the right one inwards.
        double u = Smooth.lerp(.10, .99, i / (LASHES - 1.0));
        Vec root = upperLids[side].at(side == 0 ? u : 1 - u).plus(Vec.of(0, 0, .004));
        double s = 2 * u - 1;
        double length = .058 * Smooth.lerp(.45, 1, Smooth.step(-.7, .9, s));
        length *= .8 + .3 * random.nextDouble();
        Vec out = Vec.of(sign * (.50 * s + .22), .02, .85).unit();
        int triangle = lids.triangle(root);
        Vec from = root;
        for (int k = 0; k < 3; k++) {
          double t = k / 3.0;
          Vec way = out.plus(Vec.of(0, .6 * t, -.1 * t)).unit();
          Vec to = from.plus(way.times(length / 3));
          double width = Smooth.lerp(.0056, .0022, t);
          strand(triangle, from, to, width, Complexion.LASH, .75, Material.LASH);
          from = to;
        }
      }
    }
  }

  private void strand(
      int triangle, Vec from, Vec to, double width, Vec colour, double opacity, Material material) {
    splats.strand(
        triangle,
        new SplatDraft.Strand(from, to, width, 1, Vec.of(0, .2, 1).unit()),
        colour,
        opacity,
        material);
  }
}
