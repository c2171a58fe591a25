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

/** Kenji: a man in his forties with a square face, black hair combed back and a short beard. */
public final class Kenji {
  private static final EyeShape EYE =
      new EyeShape(Vec.of(.330, -.030, .520), .188, .205, .166, .060, .040, .06);
  private static final MouthShape MOUTH = new MouthShape(-.660, .252, .056, .074);
  private static final Anatomy FORM =
      new Anatomy(
          .640,
          .540,
          -.65,
          .190,
          -.940,
          .640,
          .27,
          -.27,
          .062,
          new Anatomy.Nose(.060, .665, .104, -.350, .885, .120),
          .022,
          .60,
          .475,
          1.08);

  private Kenji() {}

  public static HeadRecipe recipe() {
    Sculpture body = FORM.body();
    return new HeadRecipe(
        "kenji",
        "Kenji",
        7,
        EYE,
        MOUTH,
        FORM.skull(EYE, MOUTH).join(body, .14),
        FORM.skull(EYE, MOUTH),
        body,
        palette(),
        new Complexion(.060, .60, .75, .60, 0, 6, .42, Vec.of(.66, .70, .76)),
        new HeadRecipe.Brow(.116, .036, .031, .015, 190, .62),
        .026,
        Vec.of(.775, -.16, -.09),
        new double[] {-.50, -1.86},
        new CombedHair(Kenji::aboveHairline, 410, .10, Vec.of(0, -.45, -.82), .55, 0),
        new HeadRecipe.Whiskers(1300, .034, .14),
        HeadRecipe.Garment.SHIRT,
        p -> .93 * Smooth.step(-.05, .08, aboveHairline(p)));
  }

  /** Height above the line at which hair begins: forehead, temples, round the ears, nape. */
  private static double aboveHairline(Vec p) {
    double x = Math.abs(p.x());
    double forehead = .685 + .05 * Smooth.bell(x - .34, .12) - .12 * Smooth.step(.40, .58, x);
    double temple = Smooth.lerp(-.10, forehead, Smooth.step(.20, .44, p.z()));
    double round = Smooth.lerp(-.50, .06, Smooth.step(-.36, -.12, p.z())); // over the ear
    return p.y() - (p.z() > -.06 ? temple : round);
  }

  private static Palette palette() {
    return new Palette(
        Vec.of(.50, .325, .215),
        Vec.of(1.0, .64, .60),
        Vec.of(1.06, 1.08, 1.05),
        Vec.of(.78, .66, .64),
        Vec.of(.66, .58, .60),
        Vec.of(.05, .03, .025),
        .45,
        Vec.of(.33, .120, .100),
        Vec.of(.40, .155, .130),
        Vec.of(.12, .03, .026),
        Vec.of(.28, .14, .075),
        .8,
        Vec.of(.015, .011, .010),
        Vec.of(.022, .017, .015),
        Vec.of(.020, .018, .018),
        Vec.of(.022, .012, .006),
        Vec.of(.085, .040, .014),
        Vec.of(.10, .045, .014),
        Vec.of(.150, .215, .315),
        Vec.of(.170, .240, .345));
  }
}
