package io.visavis.avatar.builtin.person;

import io.visavis.avatar.builtin.form.EyeShape;
import io.visavis.avatar.builtin.form.MouthShape;
import io.visavis.avatar.builtin.form.Sculpture;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.hair.CombedHair;
import io.visavis.avatar.builtin.part.Complexion;
import io.visavis.avatar.builtin.part.HeadRecipe;
import io.visavis.avatar.builtin.part.Palette;

/** Ines: a woman of sixty-five with a long face and silver hair gathered at the back. */
public final class Ines {
  private static final EyeShape EYE =
      new EyeShape(Vec.of(.318, -.040, .508), .190, .206, .162, .068, .048, .10);
  private static final MouthShape MOUTH = new MouthShape(-.660, .240, .050, .068);
  private static final Anatomy FORM =
      new Anatomy(
          .570,
          .455,
          -.64,
          .140,
          -.945,
          .655,
          .24,
          -.27,
          .055,
          new Anatomy.Nose(.052, .710, .098, -.370, .925, .102),
          .026,
          1.0,
          .400,
          .93);

  private Ines() {}

  public static HeadRecipe recipe() {
    Sculpture body = FORM.body();
    return new HeadRecipe(
        "ines",
        "Ines",
        5,
        EYE,
        MOUTH,
        FORM.skull(EYE, MOUTH).join(body, .14),
        FORM.skull(EYE, MOUTH),
        body,
        palette(),
        new Complexion(.055, .70, .35, .85, 0, 34, 1, Vec.of(1, 1, 1)),
        new HeadRecipe.Brow(.122, .052, .024, .010, 190, .48),
        .034,
        Vec.of(.775, -.17, -.09),
        new double[] {-.50, -1.86},
        new CombedHair(Ines::aboveHairline, 500, .075, Vec.of(0, .62, -1.06), 1, 90),
        HeadRecipe.Whiskers.NONE,
        HeadRecipe.Garment.SHIRT,
        p -> .92 * Smooth.step(-.06, .07, aboveHairline(p)));
  }

  /** Height above the line at which hair begins: forehead, temples, round the ears, nape. */
  private static double aboveHairline(Vec p) {
    double x = Math.abs(p.x());
    double forehead = .725 - .02 * Smooth.bell(x, .1) - .16 * Smooth.step(.16, .52, x);
    double temple = Smooth.lerp(.06, forehead, Smooth.step(.22, .46, p.z()));
    double round = Smooth.lerp(-.46, .10, Smooth.step(-.36, -.10, p.z())); // over the ear
    return p.y() - (p.z() > -.06 ? temple : round);
  }

  private static Palette palette() {
    return new Palette(
        Vec.of(.60, .405, .320),
        Vec.of(1.0, .60, .57),
        Vec.of(1.04, 1.06, 1.02),
        Vec.of(.78, .62, .62),
        Vec.of(.70, .57, .62),
        Vec.of(.16, .09, .075),
        .60,
        Vec.of(.40, .150, .135),
        Vec.of(.46, .185, .165),
        Vec.of(.17, .045, .040),
        Vec.of(.34, .17, .095),
        1,
        Vec.of(.060, .045, .040),
        Vec.of(.22, .185, .155),
        Vec.of(.40, .39, .385),
        Vec.of(.020, .032, .048),
        Vec.of(.19, .27, .35),
        Vec.of(.20, .20, .16),
        Vec.of(.125, .030, .060),
        Vec.of(.150, .038, .072));
  }
}
