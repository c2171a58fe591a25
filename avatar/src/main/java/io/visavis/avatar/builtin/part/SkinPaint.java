package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.EyeShape;
import io.visavis.avatar.builtin.form.MouthShape;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** The colour of the skin over the neutral face. */
final class SkinPaint {
  private record Freckle(double x, double y, double size, double strength) {}

  private final Palette palette;
  private final EyeShape eye;
  private final MouthShape mouth;
  private final ToDoubleFunction<Vec> stubble;
  private final List<Freckle> freckles = new ArrayList<>();
  private final Random grain;

  /**
   * Paint for one person.
   *
   * @param stubble how much of the hair's colour lies on the skin, 0..1
   */
  SkinPaint(HeadRecipe recipe, ToDoubleFunction<Vec> stubble) {
    this.palette = recipe.palette();
    this.eye = recipe.eye();
    this.mouth = recipe.mouth();
    this.stubble = stubble;
    this.grain = new Random(recipe.seed() + 41);
    Random random = new Random(recipe.seed() + 7);
    for (int i = 0; i < 150; i++) {
      Freckle f =
          new Freckle(
              random.nextGaussian() * .30,
              -.27 + random.nextGaussian() * .10,
              .006 + .006 * random.nextDouble(),
              (.10 + .20 * random.nextDouble()) * palette.freckleStrength());
      if (Math.abs(f.x) < .62) {
        freckles.add(f);
      }
    }
  }

  Vec at(Vec p) {
    Vec q = new Vec(Math.abs(p.x()), p.y(), p.z());
    Vec skin = palette.skin();
    Vec flush = skin.times(palette.flush());
    Vec c = skin;
    c = c.towards(flush, .40 * Smooth.bell(q, Vec.of(.42, -.33, .55), Vec.of(.17, .14, .3)));
    c = c.towards(flush, .45 * Smooth.bell(q, Vec.of(0, -.34, .98), Vec.of(.10, .09, .12)));
    c = c.towards(flush, .22 * Smooth.bell(q, Vec.of(0, -.97, .75), Vec.of(.12, .08, .2)));
    c =
        c.towards(
            skin.times(palette.glow()),
            .35 * Smooth.bell(q, Vec.of(0, .45, .8), Vec.of(.35, .2, .4)));
    c = lids(c, p, skin);
    c = c.towards(palette.hair().times(.85), stubble.applyAsDouble(p));
    double red = mouth.red(p, 1.16, .90);
    c = lips(c, p, red);
    c =
        c.towards(
            palette.dark().times(.6), .93 * Smooth.bell(q, nostril(), Vec.of(.023, .0125, .07)));
    double spot = 0;
    for (Freckle f : freckles) {
      double dx = (p.x() - f.x) / f.size;
      double dy = (p.y() - f.y) / f.size;
      double r = dx * dx + dy * dy;
      if (r < 18) {
        spot = Math.max(spot, f.strength * Math.exp(-.5 * r));
      }
    }
    c = c.towards(palette.freckle(), p.z() > .35 ? spot * (1 - red) : 0);
    return c.times(1 + .007 * grain.nextGaussian());
  }

  private Vec nostril() {
    return Vec.of(.056, -.433, .90);
  }

  private Vec lids(Vec colour, Vec p, Vec skin) {
    Vec l = eye.local(p);
    if (l.z() <= 0) {
      return colour;
    }
    double r = l.length();
    double near = Smooth.bell(r - eye.shell(), .04);
    Vec c =
        l.y() > -.05
            ? colour.towards(skin.times(palette.lid()), .45 * near)
            : colour.towards(skin.times(palette.lowerLid()), .25 * near);
    double s = l.x() / eye.halfWidth();
    if (r < eye.shell() * 1.15) {
      if (Math.abs(s) < 1.02) {
        double line = Smooth.bell(l.y() - eye.upper(s), .011);
        c = c.towards(palette.lashLine(), palette.lashLineStrength() * line);
      }
      if (Math.abs(s) < 1) {
        double line = Smooth.bell(eye.lower(s) - l.y(), .008);
        c = c.towards(skin.times(Vec.of(.55, .37, .42)), .5 * line);
      }
    }
    return c;
  }

  private Vec lips(Vec colour, Vec p, double red) {
    if (p.z() <= .5) {
      return colour;
    }
    double t = mouth.across(p);
    Vec lip = mouth.above(p) ? palette.upperLip() : palette.lowerLip();
    Vec c = colour.towards(lip.times(1 - .35 * Smooth.bell(t, .156)), .92 * red);
    double a = Math.abs(p.x()) / mouth.halfWidth();
    double line = Smooth.bell(p.y() - mouth.contact(p.x()), .0071) * Smooth.step(.98, .86, a);
    return c.towards(palette.dark(), .8 * line);
  }
}
