package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.NearestPoint;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.topology.SkinTopology;
import java.util.Random;

/** Brows, hair by hair, each on the skin triangle nearest to it. */
public final class BrowPart {
  private BrowPart() {}

  public static void build(Studio studio, SkinTopology skin) {
    HeadRecipe recipe = studio.recipe();
    int[] triangles = skin.triangles();
    Vec[] middles = new Vec[triangles.length];
    for (int i = 0; i < middles.length; i++) {
      int[] t = studio.mesh().triangles().get(triangles[i]);
      middles[i] =
          studio
              .mesh()
              .position(t[0])
              .plus(studio.mesh().position(t[1]))
              .plus(studio.mesh().position(t[2]))
              .times(1 / 3.0);
    }
    NearestPoint nearest = new NearestPoint(middles, .06);
    for (int side = 1; side >= -1; side -= 2) {
      Random random = new Random(recipe.seed() + 500 + side);
      for (int i = 0; i < recipe.brow().hairs(); i++) {
        hair(studio, random, side, triangles, nearest);
      }
    }
  }

  private static void hair(
      Studio studio, Random random, int side, int[] triangles, NearestPoint nearest) {
    HeadRecipe.Brow brow = studio.recipe().brow();
    double u = random.nextDouble();
    double v = Smooth.clamp(random.nextGaussian() * .42, -1, 1);
    double x = Smooth.lerp(.115, .565, u);
    double y =
        brow.height()
            + brow.arch() * Math.sin(Math.PI * Math.pow(Math.min(u * .80, 1), .9))
            - .07 * Math.max(u - .62, 0) / .38;
    y +=
        v
            * Smooth.lerp(brow.inner(), brow.outer(), Math.pow(u, 1.3))
            * Smooth.lerp(.6, 1, Math.min(u * 4, 1));
    double angle =
        Smooth.lerp(.95, -.22, Math.min(u * 2.2, 1)) * (v < .2 ? 1 : .6)
            + random.nextGaussian() * .07
            - .25 * Smooth.step(.6, 1, u);
    double length = .05 + .022 * random.nextDouble();
    Vec colour = studio.recipe().palette().brow().times(.6 + .65 * random.nextDouble());
    Vec[] points = new Vec[3];
    for (int k = 0; k < 3; k++) {
      double d = length * k / 2;
      Vec p = studio.recipe().head().front(x + Math.cos(angle) * d, y + Math.sin(angle) * d);
      points[k] = p.plus(Vec.of(0, 0, .014 + .004 * k)).onSide(side);
    }
    int triangle = triangles[nearest.to(points[1])];
    double width = .7 + .3 * Math.min(u * 5, 1);
    for (int k = 0; k < 2; k++) {
      SplatDraft.Strand strand =
          new SplatDraft.Strand(
              points[k],
              points[k + 1],
              (k == 0 ? .0047 : .0030) * width,
              1,
              Vec.of(0, .2, 1).unit());
      studio
          .splats()
          .strand(
              triangle,
              strand,
              colour,
              brow.opacity() * Smooth.lerp(.55, 1, Math.min(u * 6, 1)),
              Material.BROW);
    }
  }
}
