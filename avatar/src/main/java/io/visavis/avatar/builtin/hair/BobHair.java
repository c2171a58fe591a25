package io.visavis.avatar.builtin.hair;

import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.part.HeadRecipe;
import io.visavis.avatar.builtin.part.Material;
import io.visavis.avatar.builtin.part.SplatDraft;
import io.visavis.avatar.builtin.part.Studio;
import io.visavis.avatar.builtin.topology.MeshDraft;
import io.visavis.avatar.builtin.topology.Node;
import io.visavis.avatar.builtin.topology.Tissue;
import java.util.Random;

/** A bob: hair combed from a part to both sides in locks, over a darker sheet, with flyaways. */
public final class BobHair implements HeadRecipe.Hair {
  /**
   * Hair on one side of the part.
   *
   * @param guides [guide][point], from the forehead to the back
   * @param locks locks over the guides
   */
  public record Side(Vec[][] guides, int locks) {}

  private static final int STRANDS = 10;
  private static final int PIECES = 9;
  private static final int FLYAWAYS = 28;
  private static final double CLEARANCE = .044;

  private final Side[] sides;

  public BobHair(Side... sides) {
    this.sides = sides;
  }

  @Override
  public void grow(Studio studio) {
    Random random = new Random(studio.recipe().seed() + 11);
    for (Side side : sides) {
      HairSheet sheet = new HairSheet(side.guides());
      under(studio, sheet);
      for (int lock = 0; lock < side.locks(); lock++) {
        lock(studio, sheet, random, lock, side.locks());
      }
      for (int k = 0; k < FLYAWAYS; k++) {
        flyaway(studio, sheet, random, k);
      }
    }
  }

  private static void under(Studio studio, HairSheet sheet) {
    int rows = 18;
    int columns = 16;
    Node[][] grid = new Node[rows][columns];
    for (int r = 0; r < rows; r++) {
      double t = r / (rows - 1.0);
      for (int c = 0; c < columns; c++) {
        double s = .985 * c / (columns - 1.0);
        Vec p = sheet.at(t, s);
        p = p.minus(sheet.normal(t, s).times(.03 + .03 * Smooth.step(0, .15, s)));
        grid[r][c] = Node.of(studio.recipe().skull().pushedOut(p, .004), Tissue.HEAD);
      }
    }
    Vec colour = studio.recipe().palette().hair().times(.14);
    SplatDraft.Finish finish = SplatDraft.Finish.of(Material.HAIR, p -> colour, .97, 0, 5);
    MeshDraft mesh = studio.mesh();
    boolean flipped = facesIn(grid);
    Vec parting = grid[0][0].position();
    for (int q : mesh.grid(grid, false, flipped)) {
      int[] t = mesh.triangles().get(q);
      Vec middle = mesh.position(t[0]).towards(mesh.position(t[2]), .5);
      if (middle.distance(parting) > .12) {
        studio.splats().quad(q, finish);
      }
    }
  }

  private static boolean facesIn(Node[][] grid) {
    Vec a = grid[8][7].position();
    Vec n = grid[9][7].position().minus(a).cross(grid[8][8].position().minus(a));
    return n.dot(a) < 0;
  }

  private static void lock(Studio studio, HairSheet sheet, Random random, int lock, int locks) {
    double t0 = (lock + .5) / locks;
    double round = uniform(random, .7, 1.3);
    double shade = uniform(random, .65, 1.3);
    double phase = uniform(random, 0, 2 * Math.PI);
    double lift = uniform(random, -.016, .022);
    double end = uniform(random, .93, 1.03);
    for (int k = 0; k < STRANDS; k++) {
      double u = (k + .5) / STRANDS * 2 - 1 + random.nextGaussian() * .08;
      double reach = end * uniform(random, .95, 1);
      double noise = random.nextGaussian() * .004;
      Vec[] points = new Vec[PIECES + 1];
      Vec[] normals = new Vec[PIECES + 1];
      double[] along = new double[PIECES + 1];
      for (int i = 0; i <= PIECES; i++) {
        // Pieces are short at the part, where hair bends most.
        double s =
            Smooth.clamp(Smooth.lerp(.012, 1, Math.pow((double) i / PIECES, 1.5)) * reach, 0, 1.05);
        double closer = 1 - .62 * Math.pow(s, 2.5);
        double t =
            Smooth.clamp(t0 + u * .62 / locks * closer + .012 * Math.sin(phase + s * 5) * s, 0, 1);
        Vec n = sheet.normal(t, s);
        double height =
            lift * Smooth.step(0, .15, s) - .055 * u * u * Smooth.step(0, .3, s) * round + noise;
        points[i] =
            studio.recipe().skull().pushedOut(sheet.at(t, s).plus(n.times(height)), CLEARANCE);
        normals[i] = n.plus(sheet.across(t, s).times(u * .75)).unit();
        along[i] = s;
      }
      Vec colour =
          studio
              .recipe()
              .palette()
              .hair()
              .times(shade * uniform(random, .6, 1.4) * (1 - .45 * u * u));
      strand(studio, smoothed(studio, points), normals, along, colour);
    }
  }

  private static Vec[] smoothed(Studio studio, Vec[] p) {
    Vec[] q = p.clone();
    for (int i = 1; i + 1 < p.length; i++) {
      Vec mean = p[i].times(.5).plus(p[i - 1].plus(p[i + 1]).times(.25));
      q[i] = studio.recipe().skull().pushedOut(mean, CLEARANCE);
    }
    return q;
  }

  private static void strand(
      Studio studio, Vec[] points, Vec[] normals, double[] along, Vec colour) {
    for (int i = 0; i + 1 < points.length; i++) {
      double s = .5 * (along[i] + along[i + 1]);
      double width =
          Smooth.lerp(.0105, .0042, Smooth.step(.75, 1, s))
              * Smooth.lerp(.6, 1, Smooth.step(0, .12, s));
      Vec n = normals[i].plus(normals[i + 1]).unit();
      studio
          .splats()
          .strand(
              studio.anchor(),
              new SplatDraft.Strand(points[i], points[i + 1], width, .3, n),
              colour.times(Smooth.lerp(.85, 1.2, Smooth.step(0, .9, s))),
              .9,
              Material.HAIR);
    }
  }

  private static void flyaway(Studio studio, HairSheet sheet, Random random, int k) {
    boolean front = k <= 8;
    double t0 = front ? uniform(random, 0, .06) : random.nextDouble();
    double reach = uniform(random, .8, 1.05);
    double phase = uniform(random, 0, 2 * Math.PI);
    double lift = random.nextDouble();
    double forward = random.nextDouble();
    Vec colour = studio.recipe().palette().hair().times(uniform(random, .9, 1.7));
    Vec before = Vec.ZERO;
    for (int i = 0; i <= PIECES; i++) {
      double s = Smooth.clamp(Smooth.lerp(.05, 1, (double) i / PIECES) * reach, 0, 1.05);
      double t = Smooth.clamp(t0 + .05 * Math.sin(phase + s * 4) * s, 0, 1);
      Vec n = sheet.normal(t, s);
      Vec p = sheet.at(t, s).plus(n.times(.012 + .045 * lift * Math.pow(s, 1.5)));
      if (front) {
        p = p.plus(Vec.of(0, 0, .05 * s * forward));
      }
      p = studio.recipe().skull().pushedOut(p, .03);
      if (i > 0) {
        studio
            .splats()
            .strand(
                studio.anchor(),
                new SplatDraft.Strand(before, p, .0030, .3, n),
                colour,
                .88,
                Material.HAIR);
      }
      before = p;
    }
  }

  private static double uniform(Random random, double from, double to) {
    return from + (to - from) * random.nextDouble();
  }
}
