package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.EyeShape;
import io.visavis.avatar.builtin.form.Noise;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.topology.Node;
import io.visavis.avatar.builtin.topology.Tissue;

/** An eyeball, and the reflections on it, which stay with the head when the eye turns. */
public final class EyePart {
  private static final int AZIMUTHS = 32;
  private static final double IRIS = .435; // radians from the gaze to the limbus

  private final EyeShape eye;
  private final Palette palette;

  private EyePart(HeadRecipe recipe) {
    this.eye = recipe.eye();
    this.palette = recipe.palette();
  }

  public static void build(Studio studio, int side) {
    new EyePart(studio.recipe()).add(studio, side);
  }

  private void add(Studio studio, int side) {
    double[] polar = new double[18];
    for (int i = 0; i < polar.length; i++) {
      polar[i] =
          i < 3
              ? .02 + .08 * i
              : i < 14
                  ? Smooth.lerp(.22, .52, (i - 3) / 10.0)
                  : Smooth.lerp(.60, 1.30, (i - 14) / 3.0);
    }
    double inward = -eye.yaw() * .62; // the gaze meets the viewer
    Node[][] grid = new Node[polar.length][AZIMUTHS];
    Vec[][] gaze = new Vec[polar.length][AZIMUTHS];
    for (int r = 0; r < polar.length; r++) {
      for (int c = 0; c < AZIMUTHS; c++) {
        double a = 2 * Math.PI * c / AZIMUTHS;
        Vec d =
            Vec.of(
                Math.sin(polar[r]) * Math.cos(a),
                Math.sin(polar[r]) * Math.sin(a),
                Math.cos(polar[r]));
        gaze[r][c] = d.onSide(side);
        grid[r][c] = Node.of(eye.world(d.turnedY(inward).times(eye.ball()), side), Tissue.EYEBALL);
      }
    }
    int[] quads = studio.mesh().grid(grid, true, side < 0);
    for (int i = 0; i < quads.length; i++) {
      int r = i / AZIMUTHS;
      int c = i % AZIMUTHS;
      Vec d =
          gaze[r][c]
              .plus(gaze[r + 1][c])
              .plus(gaze[r][(c + 1) % AZIMUTHS])
              .plus(gaze[r + 1][(c + 1) % AZIMUTHS])
              .unit();
      Vec colour = colour(d);
      studio.splats().quad(quads[i], SplatDraft.Finish.of(Material.EYE, p -> colour, .985, 0, 4.2));
    }
    // Two on one another: a bright lamp has a flat middle and a short edge.
    catchlight(studio, side, -.030, .034, .0125, Vec.of(1, .995, .985), .98);
    catchlight(studio, side, -.030, .034, .0125, Vec.of(1, .995, .985), .98);
    catchlight(studio, side, .030, -.040, .009, Vec.of(.86, .89, .93), .45);
  }

  private void catchlight(
      Studio studio, int side, double dx, double dy, double size, Vec colour, double opacity) {
    // The lamp is on one side of the room, so it is not mirrored from eye to eye.
    Vec n = eye.onSphere(dx, dy, eye.ball() + .015);
    Vec at = eye.world(Vec.ZERO, side).plus(n);
    int[] n3 = new int[3];
    Vec[] corners = {at, at.plus(Vec.of(.03, 0, 0)), at.plus(Vec.of(0, .03, 0))};
    for (int k = 0; k < 3; k++) {
      n3[k] = studio.mesh().add(Node.rooted(corners[k], Tissue.CATCHLIGHT, at));
    }
    studio
        .splats()
        .painted(
            studio.mesh().triangle(n3[0], n3[1], n3[2]),
            at,
            n.unit(),
            size * .95,
            size * 1.05,
            colour,
            opacity);
  }

  /** Linear albedo in a direction seen from the eye's centre, +z the gaze. */
  private Vec colour(Vec d) {
    double angle = Math.acos(Smooth.clamp(d.z(), -1, 1));
    double azimuth = Math.atan2(d.y(), d.x());
    double r = angle / IRIS;
    Vec white =
        Vec.of(.80, .77, .745)
            .towards(Vec.of(.72, .46, .42), .5 * Smooth.step(.62, 1.15, Math.abs(d.x()) / .80));
    double veins = Math.abs(Noise.at(Vec.of(d.x() * .4, d.y(), 0), .05, 51));
    white =
        white.towards(
            Vec.of(.70, .40, .36),
            .22 * Smooth.step(.16, .0, veins) * Smooth.step(.45, .8, Math.abs(d.x())));
    white = white.times(Smooth.lerp(1, .66, Smooth.step(.10, .42, d.y()))); // under the upper lid
    double fibre =
        .5 + .5 * Math.sin(azimuth * 23 + 3 * Math.sin(azimuth * 7)) * Math.sin(azimuth * 11 + 1);
    double below = (d.y() + .25) / .17;
    double across = d.x() / .30;
    double light =
        Smooth.clamp(
            .15
                + .35 * fibre * Smooth.step(.35, .6, r)
                + .75 * Math.exp(-(below * below + across * across)),
            0,
            1);
    Vec iris = palette.irisDark().towards(palette.irisLight(), light);
    iris =
        iris.towards(
            palette.irisWarm(),
            .7 * Math.exp(-Math.pow((r - .52) / .10, 2)) * (1 - Smooth.step(-.1, .25, d.y())));
    iris = iris.times(1.9 * Smooth.lerp(.42, 1, Smooth.step(.27, -.10, d.y())));
    iris = iris.towards(Vec.of(.014, .010, .007), .9 * Smooth.step(.78, 1.0, r));
    iris = iris.towards(Vec.of(.005, .004, .004), Smooth.step(.43, .35, r));
    return white.towards(iris, Smooth.step(1.04, .94, r));
  }
}
