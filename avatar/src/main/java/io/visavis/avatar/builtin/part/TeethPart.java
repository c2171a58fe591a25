package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.topology.Node;
import io.visavis.avatar.builtin.topology.Tissue;
import java.util.ArrayList;
import java.util.List;

/** One row of teeth on its arch, with the gums. */
public final class TeethPart {
  private static final double[] UPPER = {.066, .054, .056, .05, .05};
  private static final double[] LOWER = {.044, .047, .052, .05, .05};
  private static final double GAP = .011;
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
    new TeethPart(true, y + .085, y - .036).add(studio, .752, .25);
    new TeethPart(false, y - .110, y - .008).add(studio, .705, .22);
  }

  private void add(Studio studio, double front, double half) {
    double sign = upper ? 1 : -1;
    double[] xs = columns(half);
    Node[][] grid = new Node[ROWS][xs.length];
    for (int r = 0; r < ROWS; r++) {
      double t = r / (ROWS - 1.0); // 0 at the gum, 1 at the edge
      for (int c = 0; c < xs.length; c++) {
        double x = xs[c];
        double middle = middle(x, 4);
        double y = Smooth.lerp(gum, edge, t) + (1 - middle) * .007 * sign * Smooth.step(.55, 1, t);
        if (upper && tooth(x) == 1) {
          y += .006 * Smooth.step(.5, 1, t);
        }
        if (tooth(x) == 2) {
          y -= .004 * sign * Smooth.step(.5, 1, t);
        }
        double x2 = x * x;
        double z =
            front - 2.4 * x2 - 6 * x2 * x2 - .012 * (1 - middle) + .012 * Math.sin(Math.PI * t);
        grid[r][c] = Node.of(Vec.of(x, y, z), upper ? Tissue.HEAD : Tissue.LOWER_TEETH);
      }
    }
    SplatDraft.Finish finish = SplatDraft.Finish.of(Material.TEETH, this::colour, .96, .5, 3.9);
    for (int q : studio.mesh().grid(grid, false, !upper)) {
      studio.splats().quad(q, finish);
    }
  }

  /** Columns of the grid: narrow ones at the gaps, wide ones over each tooth. */
  private double[] columns(double half) {
    List<Double> right = new ArrayList<>();
    right.add(GAP / 2);
    double from = 0;
    for (double width : widths) {
      if (from + width > half) {
        break;
      }
      right.add(from + width * .36);
      right.add(from + width * .64);
      right.add(from + width - GAP / 2);
      from += width;
      right.add(from + GAP / 2);
    }
    double[] xs = new double[2 * right.size()];
    for (int i = 0; i < right.size(); i++) {
      xs[right.size() + i] = right.get(i);
      xs[right.size() - 1 - i] = -right.get(i);
    }
    return xs;
  }

  private Vec colour(Vec p) {
    double t = (p.y() - gum) / (edge - gum);
    double far = Smooth.step(.07, .24, Math.abs(p.x()));
    double gap = Smooth.step(.36, .0, middle(p.x(), 2)) * Smooth.step(.10, .35, t);
    double nearEdge = .06 * Smooth.step(.8, 1, t);
    Vec enamel =
        Vec.of(.83, .805, .775)
            .times((1 - .55 * far) * (1 + nearEdge) * (tooth(p.x()) == 2 ? .90 : 1));
    Vec toothed = enamel.towards(Vec.of(.22, .125, .09), .80 * gap);
    // The gum comes down between the teeth.
    double scallop = .20 + .11 * (1 - middle(p.x(), 2));
    return toothed.towards(Vec.of(.50, .165, .15), Smooth.step(scallop + .06, scallop - .06, t));
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
