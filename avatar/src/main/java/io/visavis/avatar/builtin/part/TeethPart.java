package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.topology.Node;
import io.visavis.avatar.builtin.topology.Tissue;

/** One row of teeth on its arch, with the gums. */
public final class TeethPart {
  private static final double[] UPPER = {.066, .054, .056, .05, .05};
  private static final double[] LOWER = {.044, .047, .052, .05, .05};
  private static final int COLUMNS = 45;
  private static final int ROWS = 7;

  private final boolean upper;
  private final double gum;
  private final double edge;
  private final double[] widths;

  private TeethPart(boolean upper, double gum, double edge) {
    this.upper = upper;
    this.gum = gum;
    this.edge = edge;
    this.widths = upper ? UPPER : LOWER;
  }

  /** Adds both rows behind the lips. */
  public static void build(Studio studio) {
    double y = studio.recipe().mouth().y();
    new TeethPart(true, y + .110, y - .012).add(studio, .745, .25);
    new TeethPart(false, y - .135, y - .050).add(studio, .690, .22);
  }

  private void add(Studio studio, double front, double half) {
    double sign = upper ? 1 : -1;
    Node[][] grid = new Node[ROWS][COLUMNS];
    for (int r = 0; r < ROWS; r++) {
      double t = r / (ROWS - 1.0); // 0 at the gum, 1 at the edge
      for (int c = 0; c < COLUMNS; c++) {
        double x = half * (2 * c / (COLUMNS - 1.0) - 1);
        double middle = middle(x, 4);
        double y = Smooth.lerp(gum, edge, t) + (1 - middle) * .004 * sign * Smooth.step(.6, 1, t);
        if (upper && tooth(x) == 1) {
          y += .004 * Smooth.step(.5, 1, t);
        }
        double x2 = x * x;
        double z =
            front - 2.4 * x2 - 6 * x2 * x2 - .006 * (1 - middle) + .012 * Math.sin(Math.PI * t);
        grid[r][c] = Node.of(Vec.of(x, y, z), upper ? Tissue.HEAD : Tissue.LOWER_TEETH);
      }
    }
    SplatDraft.Finish finish = SplatDraft.Finish.of(Material.TEETH, this::colour, .96, .5, 4.6);
    for (int q : studio.mesh().grid(grid, false, !upper)) {
      studio.splats().quad(q, finish);
    }
  }

  private Vec colour(Vec p) {
    double t = (p.y() - gum) / (edge - gum);
    double shade =
        Smooth.lerp(.87, 1, middle(p.x(), 6)) * (1 - .5 * Smooth.step(.08, .26, Math.abs(p.x())));
    return Vec.of(.86, .79, .68)
        .times(shade)
        .towards(Vec.of(.52, .17, .15), Smooth.step(.22, .08, t));
  }

  private int tooth(double x) {
    double at = 0;
    int i = 0;
    while (i < widths.length - 1 && Math.abs(x) >= at + widths[i]) {
      at += widths[i++];
    }
    return i;
  }

  /** 1 in the middle of a tooth, 0 in the gap to the next. */
  private double middle(double x, double power) {
    int i = tooth(x);
    double from = 0;
    for (int k = 0; k < i; k++) {
      from += widths[k];
    }
    double f = (Math.abs(x) - from) / widths[i];
    return 1 - Math.min(Math.pow(Math.abs(2 * f - 1), power), 1);
  }
}
