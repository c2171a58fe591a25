package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.Noise;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.topology.Node;
import io.visavis.avatar.builtin.topology.Tissue;

/** What is worn: the body a little inflated and in folds, with a collar. */
public final class ShirtPart {
  private static final int COLUMNS = 72;
  private static final int ROWS = 14;
  private static final int ROUND = 6;
  private static final Vec CHEST = Vec.of(0, -2.35, -.22);

  /** Height over the edge and distance outwards of a folded collar, from inside to outside. */
  private static final double[][] FOLDED = {
    {-.04, -.012}, {.05, .000}, {.115, .014}, {.128, .040}, {.085, .066}, {.035, .092}, {-.02, .118}
  };

  private static final double OPEN = .34; // half of the gap of a folded collar, radians

  private final HeadRecipe recipe;

  private ShirtPart(HeadRecipe recipe) {
    this.recipe = recipe;
  }

  /** Height of the collar's line at a point. */
  static double collar(Vec p, HeadRecipe.Garment garment) {
    double line = -1.47 - .20 * (p.z() + .2);
    boolean throat = garment == HeadRecipe.Garment.SHIRT && p.z() > 0;
    return throat ? line - .26 * Math.max(1 - Math.abs(p.x()) / .20, 0) : line;
  }

  public static void build(Studio studio) {
    new ShirtPart(studio.recipe()).add(studio);
  }

  private void add(Studio studio) {
    Node[][] shirt = new Node[ROWS][COLUMNS];
    for (int c = 0; c < COLUMNS; c++) {
      double azimuth = 2 * Math.PI * c / COLUMNS;
      double first = .30;
      while (first < 1.2 && at(azimuth, first).y() > collar(at(azimuth, first), recipe.garment())) {
        first += .01;
      }
      for (int r = 0; r < ROWS; r++) {
        double polar = first + (1.52 - first) * Math.pow(r / (ROWS - 1.0), 1.1);
        shirt[r][c] = Node.of(at(azimuth, polar), Tissue.CLOTH);
      }
    }
    boolean knitted = recipe.garment() == HeadRecipe.Garment.JUMPER;
    int[] quads = studio.mesh().grid(shirt, true, false);
    for (int i = 0; i < quads.length; i++) {
      double stitch = knitted ? 1 + (i % 2 == i / COLUMNS % 2 ? .10 : -.10) : 1;
      studio
          .splats()
          .quad(
              quads[i],
              SplatDraft.Finish.of(
                  Material.CLOTH, p -> cloth(p).times(stitch), .96, 0, knitted ? 3.0 : 3.6));
    }
    if (knitted) {
      rib(studio, shirt);
    } else {
      folded(studio, shirt);
    }
  }

  private Vec cloth(Vec p) {
    double worn = 1 + .07 * Noise.at(p, .05, 21) + .05 * Noise.at(p, .22, 22);
    double below = collar(p, recipe.garment()) - p.y() - .035;
    return recipe.palette().cloth().times(worn * (1 - .35 * Smooth.bell(below, .02)));
  }

  /** A round collar of knitted ribs. */
  private void rib(Studio studio, Node[][] shirt) {
    Node[][] rib = new Node[ROUND + 1][2 * COLUMNS];
    for (int c = 0; c < 2 * COLUMNS; c++) {
      Vec edge = between(shirt, 0, c);
      Vec down = between(shirt, 1, c).minus(edge).unit();
      Vec out = Vec.of(down.x(), 0, down.z()).unit().times(.5).plus(Vec.of(0, 1, 0)).unit();
      double thick = c % 2 == 0 ? 1.08 : .92;
      for (int r = 0; r <= ROUND; r++) {
        double turn = Math.PI * (1.25 - 1.45 * r / ROUND);
        Vec around =
            down.times(Math.cos(turn) * .046 * thick)
                .plus(out.times(Math.sin(turn) * .050 * thick));
        rib[r][c] = Node.of(edge.plus(around), Tissue.CLOTH);
      }
    }
    int[] quads = studio.mesh().grid(rib, true, false);
    for (int i = 0; i < quads.length; i++) {
      double shade = i % (2 * COLUMNS) % 2 == 0 ? 1.20 : .74;
      studio
          .splats()
          .quad(
              quads[i],
              SplatDraft.Finish.of(
                  Material.CLOTH, p -> recipe.palette().collar().times(shade), .96, 0, 3.4));
    }
  }

  /** The edge of the shirt at half columns. */
  private static Vec between(Node[][] shirt, int row, int half) {
    Vec a = shirt[row][half / 2].position();
    Vec b = shirt[row][(half + 1) / 2 % COLUMNS].position();
    return a.towards(b, .5);
  }

  /** A collar that stands at the back of the neck and falls to two points in front. */
  private void folded(Studio studio, Node[][] shirt) {
    int columns = COLUMNS;
    Node[][] grid = new Node[FOLDED.length][columns];
    for (int c = 0; c < columns; c++) {
      double azimuth = OPEN + (2 * Math.PI - 2 * OPEN) * c / (columns - 1.0);
      double x = azimuth / (2 * Math.PI) * COLUMNS;
      int i = (int) x % COLUMNS;
      Vec edge =
          shirt[0][i].position().towards(shirt[0][(i + 1) % COLUMNS].position(), x - Math.floor(x));
      Vec out = Vec.of(Math.sin(azimuth), 0, Math.cos(azimuth));
      double front = Smooth.bell(Math.min(azimuth, 2 * Math.PI - azimuth) - OPEN, .34);
      for (int r = 0; r < FOLDED.length; r++) {
        double up = FOLDED[r][0] * (1 - .25 * front);
        double fall = Smooth.step(3, FOLDED.length - 1, r);
        Vec p = edge.plus(Vec.of(0, up - .13 * front * fall, 0));
        grid[r][c] = Node.of(p.plus(out.times(FOLDED[r][1] + .05 * front * fall)), Tissue.CLOTH);
      }
    }
    int[] quads = studio.mesh().grid(grid, false, false);
    for (int i = 0; i < quads.length; i++) {
      boolean seam = i / (columns - 1) == FOLDED.length - 3;
      studio
          .splats()
          .quad(
              quads[i],
              SplatDraft.Finish.of(
                  Material.CLOTH,
                  p -> recipe.palette().collar().times(seam ? .90 : 1 + .05 * Noise.at(p, .04, 23)),
                  .97,
                  0,
                  3.2));
    }
  }

  private Vec at(double azimuth, double polar) {
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
    Vec p = CHEST.plus(d.times(t));
    // Folds run down from the collar; they come in below it.
    double fold =
        Math.sin(azimuth * 7 + 2.5 * Noise.at(p, .5, 24)) * (.6 + .4 * Noise.at(p, .3, 25));
    return p.plus(d.times(.014 * fold * Smooth.step(.62, .95, polar)));
  }
}
