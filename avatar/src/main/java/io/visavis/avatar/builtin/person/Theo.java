package io.visavis.avatar.builtin.person;

import io.visavis.avatar.builtin.form.EyeShape;
import io.visavis.avatar.builtin.form.MouthShape;
import io.visavis.avatar.builtin.form.Sculpture;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.hair.CroppedHair;
import io.visavis.avatar.builtin.part.Complexion;
import io.visavis.avatar.builtin.part.HeadRecipe;
import io.visavis.avatar.builtin.part.Palette;

/** Theo: a man with dark skin and short dark hair. */
public final class Theo {
  private static final EyeShape EYE =
      new EyeShape(Vec.of(.326, -.030, .520), .190, .206, .168, .074, .050, .08);
  private static final MouthShape MOUTH = new MouthShape(-.670, .266, .080, .098);
  private static final Anatomy FORM =
      new Anatomy(
          .615,
          .525,
          -.64,
          .180,
          -.945,
          .650,
          .25,
          -.31,
          .072,
          new Anatomy.Nose(.064, .690, .112, -.350, .895, .132),
          .040,
          .45,
          .490,
          1.12);

  private Theo() {}

  public static HeadRecipe recipe() {
    Sculpture body = FORM.body();
    return new HeadRecipe(
        "theo",
        "Theo",
        3,
        EYE,
        MOUTH,
        FORM.skull(EYE, MOUTH).join(body, .14),
        FORM.skull(EYE, MOUTH),
        body,
        palette(),
        new Complexion(.060, .60, 1, .55, 30, 0, .22, Vec.of(.46, .48, .56)),
        new HeadRecipe.Brow(.128, .048, .040, .016, 250, .64),
        .032,
        Vec.of(.775, -.16, -.09),
        new double[] {-.50, -1.66},
        new CroppedHair(Theo::aboveHairline, 1750, .085, .040),
        HeadRecipe.Whiskers.NONE,
        HeadRecipe.Garment.JUMPER,
        p -> .95 * Smooth.step(-.05, .08, aboveHairline(p)));
  }

  /** Height above the line at which hair begins: forehead, temples, round the ears, nape. */
  private static double aboveHairline(Vec p) {
    double x = Math.abs(p.x());
    double forehead = .70 - .10 * Smooth.step(.10, .48, x);
    double temple = Smooth.lerp(-.02, forehead, Smooth.step(.18, .42, p.z()));
    double round = Smooth.lerp(-.44, .06, Smooth.step(-.36, -.12, p.z())); // over the ear
    double line = p.z() > -.06 ? temple : round;
    return p.y() - line;
  }

  private static Palette palette() {
    return new Palette(
        Vec.of(.215, .103, .060),
        Vec.of(1.02, .72, .66),
        Vec.of(1.12, 1.15, 1.15),
        Vec.of(.74, .66, .64),
        Vec.of(.62, .56, .58),
        Vec.of(.02, .01, .008),
        .45,
        Vec.of(.185, .070, .058),
        Vec.of(.250, .095, .080),
        Vec.of(.07, .018, .015),
        Vec.of(.16, .077, .043),
        .5,
        Vec.of(.015, .010, .008),
        Vec.of(.018, .011, .008),
        Vec.of(.020, .013, .010),
        Vec.of(.028, .015, .007),
        Vec.of(.110, .050, .016),
        Vec.of(.14, .055, .014),
        Vec.of(.30, .11, .035),
        Vec.of(.36, .14, .05));
  }
}
