package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.EyeShape;
import io.visavis.avatar.builtin.form.MouthShape;
import io.visavis.avatar.builtin.form.Noise;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** The colour of the skin over the neutral face, from the ground tone up to the pores. */
final class SkinPaint {
  private final Palette palette;
  private final Complexion skin;
  private final EyeShape eye;
  private final MouthShape mouth;
  private final ToDoubleFunction<Vec> stubble;
  private final FaceLines lines;
  private final Spots spots;
  private final double under; // how dark the skin is between the hairs of a beard
  private final Random grain;
  private final int seed;

  /**
   * Paint for one person.
   *
   * @param stubble how much of the hair's colour lies on the skin, 0..1
   */
  SkinPaint(HeadRecipe recipe, ToDoubleFunction<Vec> stubble) {
    this.palette = recipe.palette();
    this.skin = recipe.complexion();
    this.eye = recipe.eye();
    this.mouth = recipe.mouth();
    this.stubble = stubble;
    this.lines = new FaceLines(eye, mouth);
    this.spots = new Spots(skin, palette.freckleStrength(), recipe.seed() + 7);
    this.under = recipe.whiskers().hairs() == 0 ? 0 : .72;
    this.grain = new Random(recipe.seed() + 41);
    this.seed = (int) recipe.seed() * 100;
  }

  Vec at(Vec p) {
    Vec q = new Vec(Math.abs(p.x()), p.y(), p.z());
    Vec ground = palette.skin();
    double patch = Noise.at(p, .21, seed);
    double fine = Noise.at(p, .055, seed + 1);
    Vec c = ground.times(palette.flush()).towards(ground, 1 - skin.blood() * blood(q, patch, fine));
    c = c.towards(ground.times(palette.glow()), .35 * Smooth.bell(q, FOREHEAD, FOREHEAD_SIZE));
    c = lids(c, p, ground);
    double red = mouth.red(p, 1.16, .90);
    double shaven = stubble.applyAsDouble(p);
    c = c.times(tone(p, patch, fine));
    double depth = skin.lines() == 0 ? 0 : skin.lines() * lines.depth(p) * (1 - red);
    c =
        depth > 0
            ? c.towards(c.times(Vec.of(.60, .45, .42)), Math.min(depth, 1))
            : c.times(1 - .30 * depth);
    c =
        c.towards(
            ground.times(skin.shadow()), beard(p) * (.50 + .30 * grain.nextGaussian()) * (1 - red));
    c = c.towards(palette.hair(), under * beard(p) * (1 - red) * (1 + .3 * fine));
    c = c.towards(palette.hair().times(.85), shaven * Smooth.clamp(1 + .35 * fine, 0, 1));
    c = lips(c, p, red);
    c =
        c.towards(
            palette.dark().times(.6), .90 * Smooth.bell(q, nostril(), Vec.of(.024, .0125, .07)));
    return c.towards(palette.freckle(), spots.at(p) * (1 - red));
  }

  private static final Vec FOREHEAD = Vec.of(0, .45, .8);
  private static final Vec FOREHEAD_SIZE = Vec.of(.35, .2, .4);

  /** How much blood shows through. */
  private double blood(Vec q, double patch, double fine) {
    double cheek = Smooth.bell(q, Vec.of(.40, -.31, .58), Vec.of(.17, .13, .3));
    double nose = Smooth.bell(q, Vec.of(0, -.36, .98), Vec.of(.10, .10, .14));
    double wing = Smooth.bell(q, Vec.of(.17, -.42, .80), Vec.of(.05, .06, .12));
    double chin = Smooth.bell(q, Vec.of(0, -.97, .75), Vec.of(.13, .08, .2));
    double temple = Smooth.bell(q, Vec.of(.55, .10, .40), Vec.of(.12, .16, .3));
    double sum = .62 * cheek + .50 * nose + .55 * wing + .40 * chin + .15 * temple;
    return Smooth.clamp(sum * (1 + .45 * patch + .25 * fine) + .10 + .10 * patch, 0, 1);
  }

  /** Mottling over centimetres, over millimetres, and the grain of the pores. */
  private Vec tone(Vec p, double patch, double fine) {
    double value = .5 * patch + .55 * fine + .35 * Noise.at(p, .024, seed + 2);
    double pores = grain.nextGaussian() * (.45 + .35 * tZone(p));
    double m = skin.mottle();
    double hue = Noise.at(p, .10, seed + 3);
    return Vec.of(
        1 + m * (value + pores + .3 * hue),
        1 + m * (value + pores - .35 * hue),
        1 + m * (value + 1.1 * pores - .55 * hue));
  }

  /** Where the skin is oily: forehead, nose, chin, and a little on the cheekbones. */
  private static double tZone(Vec p) {
    Vec q = new Vec(Math.abs(p.x()), p.y(), p.z());
    return Smooth.clamp(
        Smooth.bell(q, Vec.of(0, .42, .75), Vec.of(.26, .17, .3))
            + Smooth.bell(q, Vec.of(0, -.22, .95), Vec.of(.085, .24, .2))
            + .7 * Smooth.bell(q, Vec.of(0, -.93, .78), Vec.of(.10, .07, .2))
            + .6 * Smooth.bell(q, Vec.of(.40, -.20, .62), Vec.of(.11, .08, .2)),
        0,
        1);
  }

  /** Strength of the highlight: moist lips, oily skin, broken by the pores. */
  double gloss(Vec p) {
    double red = mouth.red(p, 1.12, .9);
    double oil = skin.oil() * tZone(p) * (.75 + .6 * Noise.at(p, .022, seed + 5));
    double wet = .9 * red * (.75 + .35 * Noise.at(Vec.of(p.x() * 2.5, p.y(), 0), .05, seed + 6));
    return Math.max(.30 * oil, wet);
  }

  private Vec nostril() {
    return Vec.of(.058, -.436, .90);
  }

  /** Where a beard would grow. */
  private double beard(Vec p) {
    return Beard.area(p, mouth);
  }

  private Vec lids(Vec colour, Vec p, Vec ground) {
    Vec l = eye.local(p);
    if (l.z() <= 0) {
      return colour;
    }
    double r = l.length();
    double near = Smooth.bell(r - eye.shell(), .035);
    double upper = .50 * near * Smooth.step(-.06, .0, l.y());
    double tx = (l.x() + .035) / .15;
    double hollow =
        Smooth.bell(l.y() + .115 - .03 * tx * tx, .038) * Smooth.bell(tx, .75) * skin.tired();
    Vec c = colour.towards(ground.times(palette.lid()), upper);
    c = c.towards(ground.times(palette.lowerLid()), .75 * hollow);
    double inner = Smooth.bell(Vec.of(l.x() + .17, l.y(), 0).length(), .05);
    c = c.towards(ground.times(palette.lid()), .35 * inner);
    double s = l.x() / eye.halfWidth();
    if (r < eye.shell() * 1.18) {
      if (Math.abs(s) < 1.04) {
        double line = Smooth.bell(l.y() - eye.upper(s), .0095);
        c = c.towards(palette.lashLine(), palette.lashLineStrength() * line);
      }
      if (Math.abs(s) < 1) {
        double line = Smooth.bell(eye.lower(s) - l.y(), .0075);
        c = c.towards(ground.times(Vec.of(.62, .40, .42)), .55 * line);
      }
    }
    return c;
  }

  private Vec lips(Vec colour, Vec p, double red) {
    if (p.z() <= .5) {
      return colour;
    }
    double t = mouth.across(p);
    double creases =
        Noise.at(Vec.of(p.x(), p.y() * .18, 0), .016, seed + 8)
            + .6 * Noise.at(Vec.of(p.x(), p.y() * .3, 0), .035, seed + 9);
    Vec lip = mouth.above(p) ? palette.upperLip() : palette.lowerLip();
    Vec c =
        colour.towards(lip.times((1 - .40 * Smooth.bell(t, .17)) * (1 + .13 * creases)), .90 * red);
    double a = Math.abs(p.x()) / mouth.halfWidth();
    double line = Smooth.bell(p.y() - mouth.contact(p.x()), .0071) * Smooth.step(.98, .86, a);
    return c.towards(palette.dark(), .8 * line);
  }
}
