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
 * Tightly curled hair cut short: small coils in tufts over the whole scalp, lower at the sides,
 * over a scalp that is painted with the hair's colour.
 */
public final class CroppedHair implements HeadRecipe.Hair {
  private static final Vec ORIGIN = Vec.of(0, -.12, .02);
  private static final int TURNS = 3; // pieces of one coil

  private final Hairline hairline;
  private final int coils;
  private final double top;
  private final double sides;

  /**
   * Cropped hair.
   *
   * @param coils how many
   * @param top height of the hair on the crown
   * @param sides height of the hair at the sides
   */
  public CroppedHair(Hairline hairline, int coils, double top, double sides) {
    this.hairline = hairline;
    this.coils = coils;
    this.top = top;
    this.sides = sides;
  }

  @Override
  public void grow(Studio studio) {
    Random random = new Random(studio.recipe().seed() + 5);
    Sculpture skull = studio.recipe().skull();
    Vec hair = studio.recipe().palette().hair();
    int grown = 0;
    while (grown < coils) {
      Vec d = Vec.of(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()).unit();
      if (d.y() < -.35) {
        continue;
      }
      Vec p = skull.outermost(ORIGIN, d, 2.2);
      double above = hairline.above(p);
      if (above < .05 * random.nextDouble() - .015) {
        continue;
      }
      grown++;
      Vec n = skull.normal(p);
      double edge = Smooth.step(-.02, .14, above);
      double height =
          Smooth.lerp(sides, top, Smooth.step(.35, .95, p.y())) * Smooth.lerp(.25, 1, edge);
      double tuft = .5 + .5 * Noise.at(p, .055, 61);
      double outer = random.nextDouble();
      Vec root = p.plus(n.times(height * (.25 + .75 * outer) * (.75 + .35 * tuft)));
      Vec u =
          n.cross(Vec.of(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()))
              .unit();
      Vec v = n.cross(u);
      double radius = .016 + .010 * random.nextDouble();
      double shade =
          Smooth.lerp(.45, 1.35, outer) * (.7 + .5 * tuft) * (.8 + .4 * random.nextDouble());
      double opacity = Smooth.lerp(.55, .90, edge);
      Vec before = root.plus(u.times(radius));
      for (int k = 1; k <= TURNS; k++) {
        double a = 1.5 * k;
        Vec to =
            root.plus(u.times(radius * Math.cos(a)))
                .plus(v.times(radius * Math.sin(a)))
                .plus(n.times(.010 * k));
        SplatDraft.Strand piece =
            new SplatDraft.Strand(before, to, Smooth.lerp(.0060, .0095, edge), .6, n);
        studio.splats().strand(studio.anchor(), piece, hair.times(shade), opacity, Material.HAIR);
        before = to;
      }
    }
  }
}
