package io.visavis.avatar.importer.paint;

import io.visavis.avatar.builtin.form.NearestPoint;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.part.Material;
import io.visavis.avatar.builtin.part.SplatDraft;
import java.util.Random;

/** Short hair on the painted scalp: strands that follow the head, in locks of one shade. */
final class ShortHair {
  private static final int PIECES = 4;
  private static final int LOCKS = 170;
  private static final int TRIES = 60;

  private final Surface skin;
  private final Hairline hairline;
  private final SplatDraft splats;
  private final Random random = new Random(9);

  ShortHair(Surface skin, Hairline hairline, SplatDraft splats) {
    this.skin = skin;
    this.hairline = hairline;
    this.splats = splats;
  }

  /**
   * Grows hair.
   *
   * @param most Gaussians
   */
  void grow(int most) {
    Vec[] middles = new Vec[LOCKS];
    double[] shade = new double[LOCKS];
    double[] longer = new double[LOCKS];
    for (int i = 0; i < LOCKS; i++) {
      int root = root();
      if (root < 0) {
        return;
      }
      middles[i] = skin.point(root);
      shade[i] = .7 + .8 * random.nextDouble();
      longer[i] = .8 + .4 * random.nextDouble();
    }
    NearestPoint nearest = new NearestPoint(middles, .12);
    for (int grown = 0; grown + PIECES <= most; grown += PIECES) {
      int root = root();
      if (root < 0) {
        return;
      }
      int lock = nearest.to(skin.point(root));
      strand(root, middles[lock], shade[lock] * (.75 + .5 * random.nextDouble()), longer[lock]);
    }
  }

  /** A place on the scalp, rarer at its edge; -1 if there is none. */
  private int root() {
    for (int i = 0; i < TRIES * 20; i++) {
      int at = random.nextInt(skin.size());
      if (hairline.above(skin.point(at)) > .12 * random.nextDouble() - .02) {
        return at;
      }
    }
    return -1;
  }

  private void strand(int root, Vec lock, double tint, double longer) {
    Vec p = skin.point(root);
    Vec n = skin.normal(root);
    double edge = Smooth.lerp(.5, 1, Smooth.step(0, .18, hairline.above(p)));
    double top = Smooth.step(.45, .95, p.y());
    double length = Smooth.lerp(.15, .36, top) * edge * longer;
    double height = Smooth.lerp(.012, .05, top) * edge * (.6 + .8 * random.nextDouble());
    double lift = Smooth.lerp(.25, .7, top);
    Vec from = p.plus(n.times(.006));
    Vec lean = lock.minus(p).times(.6);
    for (int k = 0; k < PIECES; k++) {
      double t = (k + .5) / PIECES;
      Vec step = flow(from, n).plus(n.times(lift * (1 - 1.8 * t))).plus(lean.times(t)).unit();
      Vec to = skin.lifted(from.plus(step.times(length / PIECES)), height * Math.min(2 * t, 1));
      double width = Smooth.lerp(.0165, .0070, Smooth.step(.5, 1, t)) * Smooth.lerp(-.1, 1, edge);
      Vec colour = Complexion.HAIR.times(tint * Smooth.lerp(.6, 1.35, t));
      splats.strand(
          skin.triangle(root),
          new SplatDraft.Strand(from, to, width, .5, n),
          colour,
          Smooth.lerp(.6, .92, edge),
          Material.HAIR);
      from = to;
      n = skin.normal(skin.nearest(to));
    }
  }

  /** The way in which hair lies: from a part on the left over the sides, down at the back. */
  private static Vec flow(Vec p, Vec normal) {
    double fromPart = p.x() - .24;
    Vec v =
        Vec.of(
            .55 * Math.signum(fromPart) * Smooth.step(0, .25, Math.abs(fromPart)) + .25 * p.x(),
            .2 * Smooth.step(.2, .7, p.z())
                - .75 * Smooth.step(.3, -.5, p.z())
                - .6 * Smooth.step(.35, .75, Math.abs(p.x())),
            -.9 + .5 * Smooth.step(-.4, -.9, p.z()));
    return v.minus(normal.times(v.dot(normal))).unit();
  }
}
