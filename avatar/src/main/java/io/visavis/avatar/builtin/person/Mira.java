package io.visavis.avatar.builtin.person;

import static io.visavis.avatar.builtin.person.Strokes.ball;
import static io.visavis.avatar.builtin.person.Strokes.limb;

import io.visavis.avatar.builtin.form.EyeShape;
import io.visavis.avatar.builtin.form.MouthShape;
import io.visavis.avatar.builtin.form.Sculpture;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.hair.BobHair;
import io.visavis.avatar.builtin.part.HeadRecipe;
import io.visavis.avatar.builtin.part.Palette;

/** Mira: a woman with auburn hair in a bob. */
public final class Mira {
  private static final EyeShape EYE =
      new EyeShape(Vec.of(.337, -.050, .522), .256, .274, .218, .131, .096, .10);
  private static final MouthShape MOUTH = new MouthShape(-.645, .240, .066, .086);

  private Mira() {}

  public static HeadRecipe recipe() {
    Sculpture skull = skull();
    Sculpture body = body();
    return new HeadRecipe(
        "mira",
        "Mira",
        1,
        EYE,
        MOUTH,
        skull().join(body, .14),
        skull,
        body,
        palette(),
        new HeadRecipe.Brow(.190, .092, .044, .016, 180, .66),
        .082,
        Vec.of(.775, -.16, -.09),
        new double[] {-.50, -1.66},
        hair(),
        p -> 0);
  }

  private static Sculpture skull() {
    Sculpture nose =
        new Sculpture()
            .join(limb(0, .10, .70, 0, -.26, .865, .054, .070), .01)
            .join(ball(0, -.335, .915, .105, .095, .105), .07)
            .join(ball(.090, -.372, .838, .062, .058, .075), .05)
            .join(ball(0, -.40, .865, .05, .05, .075), .04)
            .carve(ball(.058, -.445, .875, .036, .034, .050), .030);
    Sculpture face =
        new Sculpture()
            .join(ball(0, .31, -.12, .775, .84, .93), .01)
            .join(ball(0, -.21, .18, .60, .715, .61), .30)
            .join(limb(.385, -.51, .08, .08, -.885, .575, .13, .135), .26)
            .join(ball(0, -.90, .665, .145, .12, .13), .24)
            .join(ball(.40, -.31, .445, .25, .25, .24), .22)
            .join(limb(.10, .20, .715, .50, .20, .50, .05, .07), .18)
            .join(ball(0, .45, .36, .52, .36, .44), .25)
            .carve(ball(.335, -.01, .90, .26, .165, .165), .16)
            .join(ball(0, -.61, .56, .30, .235, .27), .16)
            .join(nose, .085);
    Strokes.lids(face, EYE);
    return face.carve(limb(0, -.800, .905, .10, -.775, .87, .07, .05), .09)
        .carve(limb(0, -.47, .925, 0, -.56, .895, .022, .026), .035);
  }

  private static Sculpture body() {
    return new Sculpture()
        .join(limb(0, -.35, -.18, 0, -1.75, -.30, .335, .36), .01)
        .join(limb(.29, -.55, -.18, .04, -1.55, .02, .09, .06), .18)
        .join(limb(0, -1.62, -.28, .95, -1.86, -.28, .30, .24), .35)
        .join(limb(.05, -1.66, .05, .72, -1.68, -.06, .06, .05), .14)
        .join(ball(0, -2.15, -.22, 1.0, .62, .44), .25);
  }

  private static Palette palette() {
    return new Palette(
        Vec.of(.66, .385, .265),
        Vec.of(1.0, .61, .62),
        Vec.of(1.06, 1.12, 1.10),
        Vec.of(.76, .61, .66),
        Vec.of(.76, .68, .87),
        Vec.of(.07, .035, .03),
        .85,
        Vec.of(.43, .095, .090),
        Vec.of(.52, .130, .115),
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
                    .235, .86, .68, -.08, .88, .78, -.44, .54, .75, -.70, .16, .52, -.80, -.24, .30,
                    -.77, -.70, .24, -.60, -1.00, .36
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
                    .240, .86, .68, .38, .86, .70, .61, .58, .60, .80, .22, .36, .90, .02, -.10,
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
        guides[g][i] = Vec.of(flat[g][3 * i], flat[g][3 * i + 1], flat[g][3 * i + 2]);
      }
    }
    return guides;
  }
}
