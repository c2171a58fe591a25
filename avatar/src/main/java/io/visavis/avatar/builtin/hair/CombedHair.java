package io.visavis.avatar.builtin.hair;

import io.visavis.avatar.builtin.form.Noise;
import io.visavis.avatar.builtin.form.Sculpture;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.part.HeadRecipe;
import io.visavis.avatar.builtin.part.Material;
import io.visavis.avatar.builtin.part.SplatDraft;
import io.visavis.avatar.builtin.part.Studio;
import java.util.Random;

/**
 * Hair combed back from the hairline: strands that run over the scalp in locks, over broad dark
 * ones, towards one place at the back where long hair is wound into a knot; and loose hairs at the
 * temples and the nape.
 */
public final class CombedHair implements HeadRecipe.Hair {
  private static final Vec ORIGIN = Vec.of(0, -.12, .02);
  private static final int PIECES = 9;
  private static final int LOOSE = 36;
  private static final int FRINGE = 130;
  private static final int UNDER = 130; // broad dark strands below the others

  private final Hairline hairline;
  private final int strands;
  private final double volume;
  private final Vec knot;
  private final double reach;
  private final int windings;

  /**
   * Combed hair.
   *
   * @param strands how many run over the scalp
   * @param volume height of the hair over the crown
   * @param knot the place at the back to which it is combed
   * @param reach how much of the way there a strand goes, 1 where it is gathered
   * @param windings strands of the knot, 0 for hair that is not tied
   */
  public CombedHair(
      Hairline hairline, int strands, double volume, Vec knot, double reach, int windings) {
    this.hairline = hairline;
    this.strands = strands;
    this.volume = volume;
    this.knot = knot;
    this.reach = reach;
    this.windings = windings;
  }

  @Override
  public void grow(Studio studio) {
    Random random = new Random(studio.recipe().seed() + 5);
    for (int i = -UNDER; i < strands; ) {
      Vec d = Vec.of(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()).unit();
      Vec root = studio.recipe().skull().outermost(ORIGIN, d, 2.2);
      double above = hairline.above(root);
      // Most hair that is seen begins near the hairline.
      if (above < 0 || (above > .30 && random.nextDouble() > Smooth.lerp(1, .45, reach))) {
        continue;
      }
      combed(studio, random, root, above, i < 0);
      i++;
    }
    for (int i = 0; i < windings; i++) {
      winding(studio, random);
    }
    for (int i = 0; i < FRINGE; ) {
      i += fringe(studio, random) ? 1 : 0;
    }
    for (int i = 0; i < LOOSE; i++) {
      loose(studio, random);
    }
  }

  private void combed(Studio studio, Random random, Vec root, double above, boolean under) {
    Sculpture skull = studio.recipe().skull();
    Vec from = root.minus(ORIGIN).unit();
    Vec to = knot.minus(ORIGIN).unit();
    // Locks: hair of one angle about the knot shares its shade and height.
    Vec side = from.minus(to.times(from.dot(to))).unit();
    double lock = Noise.at(side, .16, 71);
    double fine = Noise.at(side, .045, 72);
    double shade = (1 + .38 * lock + .30 * fine) * (.72 + .56 * random.nextDouble());
    double own = .011 * random.nextDouble() + .010 * fine;
    double width = under ? .021 : .0066 + .0035 * random.nextDouble();
    int pieces = under ? 7 : PIECES;
    double length = reach == 1 ? 1 : under ? .8 : reach * (.75 + .5 * random.nextDouble());
    double roots = Smooth.step(.0, .10, above);
    Vec before = root.plus(skull.normal(root).times(.004 + .012 * roots));
    Vec colour = studio.recipe().palette().hair();
    for (int k = 1; k <= pieces; k++) {
      double t = length * Math.pow((double) k / pieces, 1.15);
      Vec d = turned(from, to, t);
      Vec p = skull.outermost(ORIGIN, d, 2.2);
      Vec n = skull.normal(p);
      double crown =
          (under ? .75 : 1) * volume * Smooth.step(.35, 1.0, p.y()) * Smooth.step(0, .35, t);
      double height =
          (under ? -.004 : .018)
              + (under ? .010 : .020 + own) * Smooth.step(0, .2, t)
              + crown * (1 + .25 * lock);
      Vec at = p.plus(n.times(height));
      Vec lit = n.plus(side.times(.45 * fine)).unit();
      double dark =
          Smooth.lerp(.80, 1.1, Smooth.step(0, .3, t)) * Smooth.lerp(1, .75, Smooth.step(.8, 1, t));
      studio
          .splats()
          .strand(
              studio.anchor(),
              new SplatDraft.Strand(before, at, width, .4, lit),
              colour.times(shade * dark * (under ? .62 : 1)),
              Smooth.lerp(.62, .90, Math.max(roots, t)),
              Material.HAIR);
      before = at;
    }
  }

  /** The direction a share t of the way round from one to another, at an even pace. */
  private static Vec turned(Vec from, Vec to, double t) {
    double angle = Math.acos(Smooth.clamp(from.dot(to), -.999, .999));
    return from.times(Math.sin((1 - t) * angle)).plus(to.times(Math.sin(t * angle))).unit();
  }

  /** A short fine hair that softens the hairline; whether one grew where it was tried. */
  private boolean fringe(Studio studio, Random random) {
    Vec d = Vec.of(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()).unit();
    Vec root = studio.recipe().skull().outermost(ORIGIN, d, 2.2);
    double above = hairline.above(root);
    if (above < .0 || above > .07) {
      return false;
    }
    Vec n = studio.recipe().skull().normal(root);
    Vec ahead = turned(d, knot.minus(ORIGIN).unit(), .08);
    Vec back = studio.recipe().skull().outermost(ORIGIN, ahead, 2.2).minus(root);
    Vec flow = back.minus(n.times(back.dot(n))).unit().plus(n.times(.15));
    Vec from = root.plus(n.times(.004));
    Vec to = from.plus(flow.plus(Noise.vector(root, .05, 83).times(.35)).unit().times(.10));
    studio
        .splats()
        .strand(
            studio.anchor(),
            new SplatDraft.Strand(from, to, .0045, .5, n),
            studio.recipe().palette().hair().times(.7 + .5 * random.nextDouble()),
            .45 + .35 * random.nextDouble(),
            Material.HAIR);
    return true;
  }

  /** One strand wound about the middle of the knot. */
  private void winding(Studio studio, Random random) {
    double latitude = Math.asin(2 * random.nextDouble() - 1);
    double from = 2 * Math.PI * random.nextDouble();
    double shade = .55 + .8 * random.nextDouble();
    double radius = .235 * (.94 + .10 * random.nextDouble());
    Vec before = onKnot(latitude, from, radius);
    for (int k = 1; k <= 6; k++) {
      Vec at = onKnot(latitude + .05 * k, from + .32 * k, radius);
      Vec n = at.minus(knot).unit();
      studio
          .splats()
          .strand(
              studio.anchor(),
              new SplatDraft.Strand(before, at, .0125, .5, n),
              studio.recipe().palette().hair().times(shade),
              .92,
              Material.HAIR);
      before = at;
    }
  }

  private Vec onKnot(double latitude, double turn, double radius) {
    double c = Math.cos(latitude);
    return knot.plus(
        Vec.of(c * Math.cos(turn), c * Math.sin(turn), .72 * Math.sin(latitude)).times(radius));
  }

  /** Whether hair comes loose there: short hair at the forehead only, long hair not at the nape. */
  private boolean loosens(Vec root) {
    return windings == 0 ? root.y() > .5 : root.y() > .2 || root.z() > -.25;
  }

  /** A hair that has come out, in front of the ear, at the nape or over the crown. */
  private void loose(Studio studio, Random random) {
    Sculpture skull = studio.recipe().skull();
    Vec root;
    do {
      Vec d = Vec.of(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()).unit();
      root = skull.outermost(ORIGIN, d, 2.2);
    } while (Math.abs(hairline.above(root) - .03) > .05 || !loosens(root));
    Vec n = skull.normal(root);
    boolean low = root.y() < .45;
    Vec back = knot.minus(root).unit();
    Vec flow = low ? Vec.of(.1 * root.x(), -1, .15).unit() : back;
    Vec curl = Noise.vector(root, .1, 81).times(.5);
    double length = low ? .16 + .16 * random.nextDouble() : .30;
    Vec before = root.plus(n.times(.01));
    for (int k = 1; k <= 5; k++) {
      double t = k / 5.0;
      Vec step = flow.plus(n.times(low ? .35 * (1 - 1.6 * t) : .5 - .8 * t)).plus(curl.times(t));
      Vec at = skull.pushedOut(before.plus(step.unit().times(length / 5)), .014);
      studio
          .splats()
          .strand(
              studio.anchor(),
              new SplatDraft.Strand(before, at, .0032, .5, n),
              studio.recipe().palette().hair().times(.9 + .5 * random.nextDouble()),
              .75,
              Material.HAIR);
      before = at;
    }
  }
}
