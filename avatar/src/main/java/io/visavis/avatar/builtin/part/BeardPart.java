package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.MouthShape;
import io.visavis.avatar.builtin.form.Noise;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.topology.SkinTopology;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A beard, hair by hair, each on the piece of skin where it grows, so that it goes with the jaw.
 */
public final class BeardPart {
  private BeardPart() {}

  public static void build(Studio studio, SkinTopology skin) {
    HeadRecipe recipe = studio.recipe();
    HeadRecipe.Whiskers beard = recipe.whiskers();
    if (beard.hairs() == 0) {
      return;
    }
    Random random = new Random(recipe.seed() + 600);
    int[] carriers =
        IntStream.concat(IntStream.of(skin.triangles()), IntStream.of(skin.quads())).toArray();
    double[] up = new double[carriers.length];
    double sum = 0;
    for (int i = 0; i < carriers.length; i++) {
      TriangleFrame f = frame(studio, carriers[i]);
      double area =
          .5 * f.edge1().cross(f.edge2()).length() * (i < skin.triangles().length ? 1 : 2);
      sum +=
          stretches(f.origin(), recipe.mouth())
              ? 0
              : area
                  * (above(f.origin(), recipe.mouth()) ? 2 : 1)
                  * Beard.area(f.origin(), recipe.mouth());
      up[i] = sum;
    }
    for (int h = 0; h < beard.hairs(); h++) {
      double pick = random.nextDouble() * sum;
      int i = 0;
      for (int step = Integer.highestOneBit(up.length); step > 0; step /= 2) {
        if (i + step <= up.length && up[i + step - 1] < pick) {
          i += step;
        }
      }
      hair(studio, random, carriers[Math.min(i, up.length - 1)]);
    }
  }

  private static void hair(Studio studio, Random random, int triangle) {
    HeadRecipe recipe = studio.recipe();
    HeadRecipe.Whiskers beard = recipe.whiskers();
    TriangleFrame f = frame(studio, triangle);
    Vec at = f.point(Vec.of(random.nextDouble() - .33, random.nextDouble() - .33, 0));
    Vec n = f.normal();
    double above = at.y() - recipe.mouth().y();
    boolean moustache = above(at, recipe.mouth());
    Vec down =
        moustache
            ? Vec.of(Math.signum(at.x()) * .85, -.75, 0)
            : Vec.of(-.25 * at.x(), -1, .25 * Smooth.step(.1, .7, at.z()));
    down = down.plus(Noise.vector(at, .07, 95).times(.45));
    Vec along =
        down.minus(n.times(down.dot(n)))
            .unit()
            .plus(n.times(.20 + .25 * random.nextDouble()))
            .unit();
    double chin = Smooth.bell(at.x(), .22) * Smooth.step(-.12, -.30, above);
    double length =
        beard.length() * (.7 + .5 * random.nextDouble()) * (1 + .8 * chin) * (moustache ? .75 : 1);
    boolean grey = random.nextDouble() < beard.grey() * (.5 + 1.2 * chin);
    Vec colour = grey ? Vec.of(.34, .32, .30) : recipe.palette().hair();
    Vec root = at.plus(n.times(.004));
    Vec tip = root.plus(along.times(length));
    studio
        .splats()
        .strand(
            triangle,
            new SplatDraft.Strand(root, tip, .0036, .7, n.plus(Vec.of(0, .3, .5)).unit()),
            colour.times(.65 + .9 * random.nextDouble()),
            .85,
            Material.BROW);
  }

  private static boolean above(Vec p, MouthShape mouth) {
    return p.y() > mouth.y() - .03 && Math.abs(p.x()) < mouth.halfWidth() * 1.2;
  }

  /** At the corners of the mouth a hair would be drawn out with the skin. */
  private static boolean stretches(Vec p, MouthShape mouth) {
    double across = Math.abs(p.x()) / mouth.halfWidth();
    return across > .72 && across < 1.35 && Math.abs(p.y() - mouth.y() - .02) < .075;
  }

  private static TriangleFrame frame(Studio studio, int triangle) {
    int[] t = studio.mesh().triangles().get(triangle);
    return TriangleFrame.of(
        studio.mesh().position(t[0]), studio.mesh().position(t[1]), studio.mesh().position(t[2]));
  }
}
