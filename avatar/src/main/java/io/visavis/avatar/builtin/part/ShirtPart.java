package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.topology.Node;
import io.visavis.avatar.builtin.topology.Tissue;

/** A crew-neck shirt: the body a little inflated, with a ribbed collar. */
public final class ShirtPart {
  private static final int COLUMNS = 72;
  private static final int ROWS = 15;
  private static final int ROUND = 6;
  private static final Vec CHEST = Vec.of(0, -2.35, -.22);

  private ShirtPart() {}

  /** Height of the collar's line at a point. */
  static double collar(Vec p) {
    return -1.47 - .20 * (p.z() + .2);
  }

  public static void build(Studio studio) {
    HeadRecipe recipe = studio.recipe();
    Node[][] shirt = new Node[ROWS][COLUMNS];
    Node[][] rib = new Node[ROUND + 1][COLUMNS];
    for (int c = 0; c < COLUMNS; c++) {
      double azimuth = 2 * Math.PI * c / COLUMNS;
      double first = .30;
      while (first < 1.2 && at(recipe, azimuth, first).y() > collar(at(recipe, azimuth, first))) {
        first += .01;
      }
      for (int r = 0; r < ROWS; r++) {
        double polar = first + (1.52 - first) * Math.pow(r / (ROWS - 1.0), 1.1);
        shirt[r][c] = Node.of(at(recipe, azimuth, polar), Tissue.CLOTH);
      }
      Vec edge = shirt[0][c].position();
      Vec down = shirt[1][c].position().minus(edge).unit();
      Vec out = Vec.of(down.x(), 0, down.z()).unit().times(.5).plus(Vec.of(0, 1, 0)).unit();
      for (int r = 0; r <= ROUND; r++) {
        double turn = Math.PI * (1.25 - 1.45 * r / ROUND);
        Vec around = down.times(-Math.cos(turn) * -.042).plus(out.times(Math.sin(turn) * .040));
        rib[r][c] = Node.of(edge.plus(around), Tissue.CLOTH);
      }
    }
    Palette palette = recipe.palette();
    SplatDraft.Finish cloth =
        SplatDraft.Finish.of(
            Material.CLOTH,
            p -> palette.cloth().times(1 - .35 * Smooth.bell(collar(p) - p.y() - .035, .02)),
            .96,
            0,
            3.4);
    for (int q : studio.mesh().grid(shirt, true, false)) {
      studio.splats().quad(q, cloth);
    }
    int[] quads = studio.mesh().grid(rib, true, false);
    for (int i = 0; i < quads.length; i++) {
      double shade = (i % COLUMNS) % 2 == 0 ? 1.12 : .86;
      studio
          .splats()
          .quad(
              quads[i],
              SplatDraft.Finish.of(
                  Material.CLOTH, p -> palette.collar().times(shade), .96, 0, 3.4));
    }
  }

  private static Vec at(HeadRecipe recipe, double azimuth, double polar) {
    Vec d =
        Vec.of(
            Math.sin(polar) * Math.sin(azimuth),
            Math.cos(polar),
            Math.sin(polar) * Math.cos(azimuth));
    double t = 1.6;
    for (int i = 0; i < 70; i++) {
      Vec p = CHEST.plus(d.times(t));
      t = Math.max(t - Smooth.clamp(recipe.body().distance(p) - .03, -.05, 1) * .8, .05);
    }
    return CHEST.plus(d.times(t));
  }
}
