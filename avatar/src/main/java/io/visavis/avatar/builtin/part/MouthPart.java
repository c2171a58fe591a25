package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.MouthShape;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.topology.Node;
import io.visavis.avatar.builtin.topology.SkinTopology;
import io.visavis.avatar.builtin.topology.Tissue;

/** Behind the lips: their inner sides, the dark of the mouth, and the tongue. */
public final class MouthPart {
  private MouthPart() {}

  public static void build(Studio studio, SkinTopology skin) {
    insideOfLips(studio, skin);
    cavity(studio);
    tongue(studio);
  }

  private static void insideOfLips(Studio studio, SkinTopology skin) {
    MouthShape mouth = studio.recipe().mouth();
    int n = skin.contact().length;
    double[] back = {0, .03, .07, .13};
    double[] open = {0, -.004, .012, .05};
    Node[][] grid = new Node[back.length][n];
    for (int r = 0; r < back.length; r++) {
      for (int i = 0; i < n; i++) {
        Node lip = studio.mesh().nodes().get(skin.contact()[i]);
        Vec p = lip.position();
        double up = Math.sin(lip.angle());
        Vec q = Vec.of(p.x() * (1 - .10 * back[r]), p.y() + open[r] * up, p.z() - back[r]);
        double side = lip.lip() == 0 ? 0 : Math.signum(up);
        grid[r][i] = new Node(q, Tissue.SKIN, side, 0, lip.angle(), p);
      }
    }
    Vec wet = studio.recipe().palette().upperLip();
    SplatDraft.Finish finish =
        SplatDraft.Finish.of(
            Material.LIP_INSIDE,
            p -> wet.towards(wet.times(.3), Smooth.step(.89, .81, p.z())),
            .93,
            0,
            4.6);
    for (int q : studio.mesh().grid(grid, true, false)) {
      Vec a = studio.mesh().position(studio.mesh().triangles().get(q)[0]);
      if (Math.abs(a.x()) < mouth.halfWidth() * .93) {
        studio.splats().quad(q, finish);
      }
    }
  }

  private static void cavity(Studio studio) {
    MouthShape mouth = studio.recipe().mouth();
    int columns = 28;
    int rows = 9;
    Node[][] grid = new Node[rows][columns];
    for (int r = 0; r < rows; r++) {
      double w = 1.6 * Smooth.lerp(.04, 1, r / (rows - 1.0));
      for (int c = 0; c < columns; c++) {
        double a = 2 * Math.PI * c / columns;
        Vec p =
            Vec.of(
                .205 * Math.cos(a) * Math.sin(w),
                mouth.y() - .06 + .20 * Math.sin(a) * Math.sin(w),
                .36 + .28 * (1 - Math.cos(w)));
        double side = Math.sin(a) >= 0 ? 1 : -1;
        side *= Smooth.step(0, .35, Math.abs(Math.sin(a)));
        grid[r][c] = Node.lip(p, side);
      }
    }
    Vec near = Vec.of(.20, .042, .037);
    Vec deep = Vec.of(.055, .011, .010);
    SplatDraft.Finish finish =
        SplatDraft.Finish.of(
            Material.MOUTH, p -> near.towards(deep, Smooth.step(.62, .40, p.z())), .99, 0, 6.5);
    for (int q : studio.mesh().grid(grid, true, false)) {
      studio.splats().quad(q, finish);
    }
  }

  private static void tongue(Studio studio) {
    MouthShape mouth = studio.recipe().mouth();
    int n = 13;
    Node[][] grid = new Node[n][n];
    for (int r = 0; r < n; r++) {
      double b = r / (n - 1.0);
      double width = .155 * Math.sqrt(Math.max(1 - b * b * b * b, .05));
      for (int c = 0; c < n; c++) {
        double a = 2 * c / (n - 1.0) - 1;
        Vec p =
            Vec.of(
                width * a,
                mouth.y()
                    - .060
                    - .05 * a * a
                    - .055 * b * b * b
                    + .03 * (1 - b)
                    - .012 * Math.exp(-(a / .15) * (a / .15)),
                .36 + .335 * b);
        grid[r][c] = new Node(p, Tissue.TONGUE, b, -1, 0, p);
      }
    }
    SplatDraft.Finish finish =
        SplatDraft.Finish.of(Material.TONGUE, p -> Vec.of(.42, .160, .145), .96, .3, 4.8);
    for (int q : studio.mesh().grid(grid, false, false)) {
      studio.splats().quad(q, finish);
    }
  }
}
