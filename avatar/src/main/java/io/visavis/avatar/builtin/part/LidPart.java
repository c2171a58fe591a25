package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.EyeShape;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.topology.Node;
import io.visavis.avatar.builtin.topology.Tissue;
import java.util.Random;

/** What hangs on the lids: their wet rims, lashes, and the shadow of the upper lid on the eye. */
public final class LidPart {
  private final Studio studio;
  private final EyeShape eye;
  private final Palette palette;
  private final int side;
  private final Random random;

  private LidPart(Studio studio, int side) {
    this.studio = studio;
    this.eye = studio.recipe().eye();
    this.palette = studio.recipe().palette();
    this.side = side;
    this.random = new Random(studio.recipe().seed() + 300 + side);
  }

  /**
   * Adds rim, shadow and lashes.
   *
   * @param margin the nodes of the lid margin, from the outer corner upwards
   */
  public static void build(Studio studio, int[] margin, int side) {
    LidPart lid = new LidPart(studio, side);
    lid.rim(margin);
    lid.shadow();
    lid.upperLashes();
    lid.lowerLashes();
  }

  private void rim(int[] margin) {
    Node[][] grid = new Node[2][margin.length];
    Vec centre = eye.world(Vec.ZERO, side);
    for (int i = 0; i < margin.length; i++) {
      Vec p = studio.mesh().position(margin[i]);
      Vec inner = centre.plus(p.minus(centre).unit().times(eye.ball() * 1.004));
      grid[0][i] = Node.rooted(p, Tissue.LID_RIM, p);
      grid[1][i] = Node.rooted(inner, Tissue.LID_RIM, p);
    }
    Vec wet = palette.skin().times(Vec.of(.95, .70, .72));
    SplatDraft.Finish finish =
        new SplatDraft.Finish(
            Material.SKIN,
            p -> isUpper(p) ? palette.lashLine().towards(wet, .35) : wet,
            p -> .97,
            p -> isUpper(p) ? .3 : 1.2, // tears stand on the lower lid
            4.4);
    for (int q : studio.mesh().grid(grid, true, side > 0)) {
      studio.splats().quad(q, finish);
    }
  }

  private boolean isUpper(Vec p) {
    Vec l = eye.local(p);
    return l.y() > eye.axis(l.x() / eye.halfWidth());
  }

  private void shadow() {
    int columns = 26;
    int rows = 6;
    Node[][] grid = new Node[rows][columns];
    for (int c = 0; c < columns; c++) {
      double s = -.97 + 1.94 * c / (columns - 1.0);
      double x = eye.halfWidth() * s;
      double top = eye.upper(s);
      double drop = Math.min(.105, .50 * (top - eye.lower(s)));
      Vec root = eye.world(eye.onSphere(x, top, eye.shell()), side);
      for (int r = 0; r < rows; r++) {
        double y = top + .006 - drop * r / (rows - 1.0);
        Vec p = eye.world(eye.onSphere(x, y, eye.ball() + .008), side);
        grid[r][c] = Node.rooted(p, Tissue.LID_SHADOW, root);
      }
    }
    int[] quads = studio.mesh().grid(grid, false, side < 0);
    for (int i = 0; i < quads.length; i++) {
      int row = i / (columns - 1);
      double t = (row + .5) / (rows - 1.0);
      double opacity = .50 * Smooth.step(1.05, .0, t);
      studio
          .splats()
          .quad(
              quads[i],
              SplatDraft.Finish.of(Material.PAINTED, p -> Vec.of(.10, .065, .05), opacity, 0, 3.2));
    }
  }

  private void upperLashes() {
    int count = 38;
    int pieces = 4;
    for (int i = 0; i < count; i++) {
      double s = Smooth.lerp(-.84, 1.0, i / (count - 1.0));
      Vec root = eye.onSphere(eye.halfWidth() * s, eye.upper(s), eye.shell());
      double length =
          studio.recipe().lashLength()
              * Smooth.lerp(.37, 1, Smooth.step(-.7, .9, s))
              * (.8 + .3 * random.nextDouble());
      Vec out = Vec.of(.50 * s + .25, .06, .80).unit();
      int triangle = proxy(root, out);
      Vec from = root;
      for (int k = 0; k < pieces; k++) {
        double u = (double) k / pieces;
        Vec to = from.plus(out.plus(Vec.of(0, 1.0 * u, -.25 * u)).unit().times(length / pieces));
        double width = Smooth.lerp(.0064, .0021, Math.pow(u, .7));
        hair(triangle, from, to, width, .8);
        from = to;
      }
    }
  }

  private void lowerLashes() {
    for (int i = 0; i < 7; i++) {
      double s = Smooth.lerp(.42, .97, i / 6.0);
      Vec root = eye.onSphere(eye.halfWidth() * s, eye.lower(s), eye.shell());
      double length = studio.recipe().lashLength() * (.30 + .20 * random.nextDouble());
      Vec out = Vec.of(.5 * s + .1, -.45, .6).unit();
      Vec tip = root.plus(out.times(length));
      hair(proxy(root, out), root, tip, .0017, .32);
    }
  }

  /** A small triangle that turns with the lid about the root of a lash. */
  private int proxy(Vec root, Vec out) {
    Vec across = out.cross(Vec.of(0, 1, 0)).unit();
    int[] n = new int[3];
    Vec[] corners = {root, root.plus(across.times(.03)), root.plus(out.times(.08))};
    for (int k = 0; k < 3; k++) {
      n[k] =
          studio
              .mesh()
              .add(Node.rooted(eye.world(corners[k], side), Tissue.LASH, eye.world(root, side)));
    }
    return studio.mesh().triangle(n[0], n[1], n[2]);
  }

  private void hair(int triangle, Vec from, Vec to, double width, double opacity) {
    SplatDraft.Strand strand =
        new SplatDraft.Strand(
            eye.world(from, side), eye.world(to, side), width, 1, Vec.of(0, .2, 1).unit());
    studio.splats().strand(triangle, strand, palette.lash(), opacity, Material.LASH);
  }
}
