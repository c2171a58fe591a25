package io.visavis.avatar.builtin.person;

import static io.visavis.avatar.builtin.person.Strokes.ball;
import static io.visavis.avatar.builtin.person.Strokes.limb;

import io.visavis.avatar.builtin.form.EyeShape;
import io.visavis.avatar.builtin.form.MouthShape;
import io.visavis.avatar.builtin.form.Sculpture;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.hair.ShortHair;
import io.visavis.avatar.builtin.part.HeadRecipe;
import io.visavis.avatar.builtin.part.Palette;

/** Theo: a man with dark skin and short dark hair. */
public final class Theo {
  private static final EyeShape EYE =
      new EyeShape(Vec.of(.335, -.030, .540), .228, .246, .197, .103, .074, .10);
  private static final MouthShape MOUTH = new MouthShape(-.675, .262, .072, .086);

  private Theo() {}

  public static HeadRecipe recipe() {
    Sculpture body = body();
    return new HeadRecipe(
        "theo",
        "Theo",
        3,
        EYE,
        MOUTH,
        skull().join(body, .14),
        skull(),
        body,
        palette(),
        new HeadRecipe.Brow(.165, .072, .058, .024, 200, .72),
        .040,
        Vec.of(.775, -.16, -.09),
        new double[] {-.50, -1.66},
        new ShortHair(Theo::aboveHairline, 810),
        p -> .93 * Smooth.step(-.035, .10, aboveHairline(p)));
  }

  /** Height above the line at which hair begins: forehead, temples, round the ears, nape. */
  private static double aboveHairline(Vec p) {
    double line =
        p.z() > .28
            ? .70 - .22 * Smooth.clamp(Math.abs(p.x()) - .30, 0, 1)
            : .66 - 1.55 * Smooth.clamp(.28 - p.z(), 0, .62);
    return p.y() - Math.max(line, -.42);
  }

  private static Sculpture skull() {
    Sculpture nose =
        new Sculpture()
            .join(limb(0, .12, .71, 0, -.26, .875, .060, .082), .01)
            .join(ball(0, -.345, .925, .125, .105, .11), .07)
            .join(ball(.120, -.385, .838, .075, .068, .08), .05)
            .join(ball(0, -.40, .865, .05, .05, .075), .04)
            .carve(ball(.072, -.462, .875, .042, .034, .050), .030);
    Sculpture face =
        new Sculpture()
            .join(ball(0, .31, -.12, .775, .84, .93), .01)
            .join(ball(0, -.24, .18, .62, .76, .61), .30)
            .join(limb(.475, -.55, .08, .15, -.95, .55, .14, .14), .22)
            .join(ball(0, -.985, .655, .175, .13, .14), .22)
            .join(ball(.40, -.31, .445, .25, .25, .24), .22)
            .join(limb(.10, .17, .735, .50, .17, .52, .065, .08), .18)
            .join(ball(0, .45, .36, .52, .36, .44), .25)
            .carve(ball(.335, -.01, .90, .26, .165, .165), .16)
            .join(ball(0, -.61, .56, .30, .235, .27), .16)
            .join(nose, .085);
    Strokes.lids(face, EYE);
    return face.carve(limb(0, -.830, .905, .10, -.805, .87, .07, .05), .09)
        .carve(limb(0, -.49, .925, 0, -.58, .895, .022, .026), .035);
  }

  private static Sculpture body() {
    return new Sculpture()
        .join(limb(0, -.35, -.16, 0, -1.75, -.28, .42, .45), .01)
        .join(limb(.29, -.55, -.18, .04, -1.55, .02, .09, .06), .18)
        .join(limb(0, -1.62, -.28, 1.10, -1.90, -.28, .32, .27), .35)
        .join(limb(.05, -1.66, .05, .72, -1.68, -.06, .06, .05), .14)
        .join(ball(0, -2.15, -.22, 1.0, .62, .44), .25);
  }

  private static Palette palette() {
    return new Palette(
        Vec.of(.270, .128, .072),
        Vec.of(1.02, .72, .66),
        Vec.of(1.12, 1.15, 1.15),
        Vec.of(.74, .66, .64),
        Vec.of(.78, .70, .70),
        Vec.of(.02, .01, .008),
        .7,
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
