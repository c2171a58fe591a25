package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.MouthShape;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.topology.MeshDraft;
import io.visavis.avatar.builtin.topology.Node;
import io.visavis.avatar.builtin.topology.SkinTopology;
import io.visavis.avatar.builtin.topology.Tissue;

/** Face, scalp and neck. */
public final class SkinPart {
  private static final int NECK_COLUMNS = 46;
  private static final int NECK_ROWS = 18;

  private SkinPart() {}

  /** Adds the skin; what comes back tells others where lids and lips are. */
  public static SkinTopology build(Studio studio) {
    HeadRecipe recipe = studio.recipe();
    MeshDraft mesh = studio.mesh();
    SkinPaint paint = new SkinPaint(recipe, recipe.stubble());
    SkinTopology skin =
        SkinTopology.build(
            mesh,
            recipe.head(),
            recipe.eye(),
            recipe.mouth(),
            node -> lipped(node, recipe),
            recipe.seed());
    SplatDraft.Finish finish =
        new SplatDraft.Finish(
            Material.SKIN, paint::at, p -> lidNear(recipe, p) ? .99 : .965, paint::gloss, 4.9);
    // Below the hair the scalp is lit as hair: light does not go into it as into skin.
    SplatDraft.Finish scalp =
        SplatDraft.Finish.of(Material.HAIR, p -> recipe.palette().hair().times(.5), .97, 0, 5.2);
    for (int t : skin.triangles()) {
      int[] n = mesh.triangles().get(t);
      TriangleFrame frame =
          TriangleFrame.of(mesh.position(n[0]), mesh.position(n[1]), mesh.position(n[2]));
      double area = .5 * frame.edge1().cross(frame.edge2()).length();
      Vec c = frame.origin();
      if (recipe.stubble().applyAsDouble(c) > .75) {
        studio.splats().triangle(t, scalp);
        continue;
      }
      boolean shown = c.y() < .8 && c.z() > 0;
      if (shown && area > .00046) {
        studio.splats().fourfold(t, finish);
      } else {
        studio.splats().triangle(t, finish);
      }
    }
    SplatDraft.Finish lid =
        new SplatDraft.Finish(
            finish.material(), finish.colour(), finish.opacity(), finish.gloss(), 6.6);
    for (int q : skin.quads()) {
      Vec p = mesh.position(mesh.triangles().get(q)[0]);
      studio.splats().quad(q, stretches(recipe, p) ? lid : finish);
    }
    neck(studio, paint);
    return skin;
  }

  /** Whether a blink stretches the skin here: on the upper lid, clear of its painted margin. */
  private static boolean stretches(HeadRecipe recipe, Vec p) {
    Vec l = recipe.eye().local(p);
    double above = l.y() - recipe.eye().upper(l.x() / recipe.eye().halfWidth());
    return lidNear(recipe, p) && above > .03;
  }

  private static boolean lidNear(HeadRecipe recipe, Vec p) {
    Vec l = recipe.eye().local(p);
    return l.z() > 0 && l.length() < recipe.eye().shell() * 1.12;
  }

  /** The lips' thickness, pushed along +z in front of the mouth and along the normal elsewhere. */
  private static Node lipped(Node node, HeadRecipe recipe) {
    Vec p = node.position();
    double d = thickness(p, recipe.mouth());
    if (d == 0) {
      return node;
    }
    boolean front =
        Math.abs(p.x()) < .36 && Math.abs(p.y() - recipe.mouth().y()) < .16 && p.z() > .5;
    Vec n = front ? Vec.of(0, 0, 1) : recipe.head().normal(p);
    return node.at(p.plus(n.times(d)));
  }

  private static double thickness(Vec p, MouthShape mouth) {
    if (p.z() < .4) {
      return 0;
    }
    double a = Math.abs(p.x()) / mouth.halfWidth();
    double t = mouth.across(p);
    double d = 0;
    if (p.z() > .5 && a < 1) {
      double w = Math.pow(1 - Math.pow(a, 2.2), .8);
      d =
          mouth.above(p)
              ? profile(t, .036, .45)
                  + .008 * Smooth.bell(p.x(), .0354) * Smooth.bell(t - .35, .212)
              : profile(t, .048, .50);
      d *= w;
    }
    double dx = (Math.abs(p.x()) - mouth.halfWidth() * 1.06) / .05;
    double dy = (p.y() - mouth.y() - .034) / .055;
    return d - .014 * Math.exp(-(dx * dx + dy * dy));
  }

  /** Over {@code t}: rolled in at the contact, highest at {@code peak}, a small ledge at 1. */
  private static double profile(double t, double height, double peak) {
    double s = Smooth.clamp(t, 0, 1.6);
    double q = (peak - s) / peak;
    double b =
        s < peak
            ? Math.sqrt(Math.max(1 - q * q, 0))
            : .5 + .5 * Math.cos(Math.PI * Smooth.clamp((s - peak) / (1.45 - peak), 0, 1));
    return height * b - .020 * Math.exp(-(s / .16) * (s / .16));
  }

  private static void neck(Studio studio, SkinPaint paint) {
    HeadRecipe recipe = studio.recipe();
    Node[][] grid = new Node[NECK_ROWS][NECK_COLUMNS];
    for (int r = 0; r < NECK_ROWS; r++) {
      double y = Smooth.lerp(recipe.neckRows()[0], recipe.neckRows()[1], r / (NECK_ROWS - 1.0));
      for (int c = 0; c < NECK_COLUMNS; c++) {
        double a = 2 * Math.PI * c / NECK_COLUMNS;
        Vec p =
            recipe
                .body()
                .outermost(
                    Vec.of(0, y, -.20 + .06 * (y + .6)), Vec.of(Math.sin(a), 0, Math.cos(a)), 1.1);
        grid[r][c] = Node.of(p, Tissue.SKIN);
      }
    }
    SplatDraft.Finish finish = SplatDraft.Finish.of(Material.SKIN, paint::at, .96, 0, 6.4);
    for (int q : studio.mesh().grid(grid, true, false)) {
      int[] t = studio.mesh().triangles().get(q);
      Vec a = studio.mesh().position(t[0]);
      Vec b = studio.mesh().position(t[1]);
      Vec c = studio.mesh().position(t[2]);
      boolean belowCollar = b.y() < ShirtPart.collar(b, recipe.garment()) - .06;
      if (!belowCollar && a.distance(b) < .16 && b.distance(c) < .16) {
        studio.splats().quad(q, finish);
      }
    }
  }
}
