package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.Noise;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.topology.Node;
import io.visavis.avatar.builtin.topology.Tissue;

/**
 * An ear as a relief over its own plane: helix, antihelix, concha, tragus, antitragus and lobe,
 * with a back that leads to the head.
 */
public final class EarPart {
  private static final int COLUMNS = 36;
  private static final int ROWS = 15;
  private static final double FLARE = .24;
  private static final double LEAN = -.14;

  private EarPart() {}

  public static void build(Studio studio, int side) {
    Vec place = studio.recipe().ear();
    Node[][] grid = new Node[ROWS + 3][COLUMNS];
    for (int r = 0; r < grid.length; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        double a = 2 * Math.PI * c / COLUMNS;
        grid[r][c] = Node.of(placed(local(r, a), place).onSide(side), Tissue.HEAD);
      }
    }
    Palette palette = studio.recipe().palette();
    Vec flush = palette.skin().times(palette.flush());
    double blood = .25 + .45 * studio.recipe().complexion().blood();
    double mottle = studio.recipe().complexion().mottle();
    SplatDraft.Finish finish =
        new SplatDraft.Finish(
            Material.EAR,
            p -> {
              double patch = Noise.at(p, .06, 17);
              Vec deep = palette.skin().times(Vec.of(.72, .52, .48));
              double hollow = hill(place.z() - p.z(), p.y() - place.y(), -.01, -.04, .075, .10);
              return palette
                  .skin()
                  .towards(flush, blood * (1 + .4 * patch))
                  .towards(deep, .35 * hollow)
                  .times(1 + mottle * (patch + .6 * Noise.at(p, .02, 18)));
            },
            p -> .96,
            p -> .10,
            4.6);
    for (int q : studio.mesh().grid(grid, true, side < 0)) {
      studio.splats().quad(q, finish);
    }
  }

  /** Back (b), up (u) and height (h) over the ear's plane, as x = h, y = u, z = -b. */
  private static Vec local(int row, double a) {
    double sin = Math.sin(a);
    double cos = Math.cos(a);
    double outline = .203 * (1 + .26 * sin) * (1 - .10 * cos) * (sin < 0 ? 1 + .10 * sin * sin : 1);
    double r = Math.min(Smooth.lerp(.03, 1, row / (ROWS - 1.0)), 1);
    if (row >= ROWS) {
      double behind = row - ROWS + 1;
      double k = 1 - .12 * behind;
      return Vec.of(-.035 - .045 * behind, sin * outline * 1.18 * k, -cos * outline * .80 * k);
    }
    double b = cos * outline * r * .80;
    double u = sin * outline * r * 1.18;
    return Vec.of(height(r, a, b, u), u, -b);
  }

  private static double height(double r, double a, double b, double u) {
    double sin = Math.sin(a);
    double cos = Math.cos(a);
    double upper = Smooth.step(-.85, -.25, sin + .5 * cos + .15);
    double helix = Smooth.bell(r - .87, .075) * upper;
    double scapha = Smooth.bell(r - .68, .07) * upper * Smooth.step(-.3, .3, cos + .4 * sin);
    double antihelix = Smooth.bell(r - .50, .075) * Smooth.step(-.25, .45, cos + .2 * sin);
    double crus = ridge(b, u, -.085, .015, .01, -.005, .018);
    double h = .072 * helix - .020 * scapha + .055 * antihelix + .028 * crus;
    h -= .100 * hill(b, u, -.015, -.045, .052, .070);
    h += .052 * hill(b, u, -.112, -.050, .030, .042); // tragus
    h += .034 * hill(b, u, -.030, -.140, .034, .026); // antitragus
    h += .020 * hill(b, u, -.025, -.215, .060, .040); // lobe
    return h - .060 * Smooth.step(.90, 1.0, r);
  }

  private static double hill(double b, double u, double cb, double cu, double sb, double su) {
    return Smooth.bell(b - cb, sb) * Smooth.bell(u - cu, su);
  }

  private static double ridge(
      double b, double u, double b0, double u0, double b1, double u1, double width) {
    double db = b1 - b0;
    double du = u1 - u0;
    double t = Smooth.clamp(((b - b0) * db + (u - u0) * du) / (db * db + du * du), 0, 1);
    return Smooth.bell(Math.hypot(b - b0 - t * db, u - u0 - t * du), width);
  }

  private static Vec placed(Vec l, Vec place) {
    double c = Math.cos(FLARE);
    double s = Math.sin(FLARE);
    double x = l.x() * c - l.z() * s;
    double z = l.x() * s + l.z() * c;
    Vec leant = Vec.of(x, l.y(), z).turnedX(Vec.ZERO, LEAN);
    return place.plus(leant);
  }
}
