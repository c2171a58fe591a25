package io.visavis.avatar.builtin.person;

import io.visavis.avatar.builtin.form.EyeShape;
import io.visavis.avatar.builtin.form.MouthShape;
import io.visavis.avatar.builtin.form.Sculpture;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.hair.BobHair;
import io.visavis.avatar.builtin.part.Complexion;
import io.visavis.avatar.builtin.part.HeadRecipe;
import io.visavis.avatar.builtin.part.Palette;

/** Mira: a woman with auburn hair in a bob. */
public final class Mira {
  private static final EyeShape EYE =
      new EyeShape(Vec.of(.322, -.035, .515), .192, .208, .168, .080, .052, .10);
  private static final MouthShape MOUTH = new MouthShape(-.645, .240, .062, .084);
  private static final Anatomy FORM =
      new Anatomy(
          .600,
          .455,
          -.62,
          .128,
          -.905,
          .660,
          .25,
          -.30,
          .055,
          new Anatomy.Nose(.052, .700, .096, -.345, .915, .096),
          .045,
          .35,
          .405,
          .95);

  private Mira() {}

  public static HeadRecipe recipe() {
    Sculpture skull = FORM.skull(EYE, MOUTH);
    Sculpture body = FORM.body();
    return new HeadRecipe(
        "mira",
        "Mira",
        1,
        EYE,
        MOUTH,
        FORM.skull(EYE, MOUTH).join(body, .14),
        skull,
        body,
        palette(),
        new Complexion(.055, .85, .55, .45, 190, 0, .10, Vec.of(1, 1, 1)),
        new HeadRecipe.Brow(.132, .058, .026, .010, 220, .56),
        .052,
        Vec.of(.775, -.16, -.09),
        new double[] {-.50, -1.66},
        hair(),
        HeadRecipe.Whiskers.NONE,
        HeadRecipe.Garment.JUMPER,
        p -> 0);
  }

  private static Palette palette() {
    return new Palette(
        Vec.of(.60, .385, .285),
        Vec.of(1.0, .58, .57),
        Vec.of(1.06, 1.12, 1.10),
        Vec.of(.76, .61, .66),
        Vec.of(.70, .62, .72),
        Vec.of(.07, .035, .03),
        .85,
        Vec.of(.41, .130, .118),
        Vec.of(.50, .185, .165),
        Vec.of(.16, .03, .028),
        Vec.of(.36, .15, .08),
        1,
        Vec.of(.022, .012, .010),
        Vec.of(.10, .040, .019),
        Vec.of(.115, .034, .013),
        Vec.of(.045, .030, .012),
        Vec.of(.17, .115, .035),
        Vec.of(.26, .12, .028),
        Vec.of(.040, .135, .165),
        Vec.of(.055, .185, .215));
  }

  private static BobHair hair() {
    return new BobHair(
        new BobHair.Side(
            guides(
                new double[][] {
                  {
                    .235, .835, .72, -.08, .855, .80, -.44, .52, .76, -.70, .16, .52, -.80, -.24,
                    .30, -.77, -.70, .24, -.60, -1.00, .36
                  },
                  {
                    .215, 1.125, .38, -.18, 1.195, .44, -.64, .87, .34, -.89, .28, .16, -.94, -.28,
                    .06, -.87, -.80, .08, -.66, -1.08, .18
                  },
                  {
                    .15, 1.245, .0, -.26, 1.275, .0, -.72, .93, -.05, -.96, .28, -.22, -1.0, -.30,
                    -.26, -.90, -.84, -.24, -.66, -1.12, -.14
                  },
                  {
                    .10, 1.235, -.35, -.12, 1.28, -.50, -.44, .94, -.86, -.60, .30, -1.12, -.64,
                    -.3, -1.10, -.56, -.86, -.92, -.40, -1.12, -.74
                  },
                  {
                    .08, 1.23, -.35, .05, 1.26, -.60, .0, .94, -1.02, .0, .3, -1.24, .0, -.3, -1.22,
                    .0, -.86, -1.02, 0, -1.12, -.82
                  }
                }),
            27),
        new BobHair.Side(
            guides(
                new double[][] {
                  {
                    .240, .835, .72, .38, .835, .73, .61, .56, .61, .80, .22, .36, .90, .02, -.10,
                    .86, -.52, -.24, .72, -.98, -.06
                  },
                  {
                    .225, 1.125, .38, .46, 1.165, .39, .76, .84, .27, .90, .34, .05, .95, -.10,
                    -.24, .91, -.66, -.26, .74, -1.06, -.10
                  },
                  {
                    .17, 1.245, .0, .42, 1.265, .0, .78, .92, -.07, .97, .30, -.22, 1.0, -.25, -.36,
                    .91, -.82, -.36, .68, -1.12, -.24
                  },
                  {
                    .10, 1.235, -.35, .24, 1.275, -.50, .48, .94, -.86, .62, .30, -1.12, .66, -.3,
                    -1.10, .58, -.86, -.92, .42, -1.12, -.74
                  },
                  {
                    .08, 1.23, -.35, .05, 1.26, -.60, .0, .94, -1.02, .0, .3, -1.24, .0, -.3, -1.22,
                    .0, -.86, -1.02, 0, -1.12, -.82
                  }
                }),
            25));
  }

  private static Vec[][] guides(double[][] flat) {
    Vec[][] guides = new Vec[flat.length][7];
    for (int g = 0; g < flat.length; g++) {
      for (int i = 0; i < 7; i++) {
        Vec p = Vec.of(flat[g][3 * i], flat[g][3 * i + 1], flat[g][3 * i + 2]);
        double lies = Smooth.step(1.3, .6, p.y()); // close to the head but at the crown
        guides[g][i] =
            Vec.of(
                p.x() * Smooth.lerp(1, .92, lies),
                Math.min(p.y(), 1.15 + .6 * (p.y() - 1.15)),
                -.1 + (p.z() + .1) * Smooth.lerp(1, .93, lies));
      }
    }
    return guides;
  }
}
