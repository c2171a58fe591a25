package io.visavis.avatar.builtin.light;

import io.visavis.avatar.builtin.form.Noise;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.part.Material;
import io.visavis.avatar.builtin.part.Splat;
import java.util.List;
import java.util.function.Predicate;

/**
 * Light baked into colours that are the same from everywhere: soft lamps with shadows, ambient
 * occlusion, light that goes through skin redder, and highlights as a viewer in front sees them.
 */
public final class Shading {
  private static final Vec VIEWER = Vec.of(0, -.19, 0).plus(Vec.of(0, .02, 1).times(9.2));
  private static final double PORES = .055;

  private final List<Splat> splats;
  private final PosedSplats posed;
  private final Irradiance light;

  /** Computes what light reaches, in this pose, the splats that are asked about. */
  public Shading(List<Splat> splats, PosedSplats posed, Predicate<Splat> asked) {
    this.splats = splats;
    this.posed = posed;
    this.light = Irradiance.of(splats, posed, asked);
  }

  /** Whether nothing can be seen of the splat from anywhere. */
  public boolean buried(int i) {
    return light.open()[i] < .02;
  }

  /** Display sRGB of splat {@code i}, each 0..1. */
  public Vec colour(int i) {
    Splat s = splats.get(i);
    Material material = s.material();
    return switch (material) {
      case PAINTED -> s.albedo();
      case EYE -> ToneMap.display(eye(i, s));
      case TEETH -> ToneMap.display(teeth(i, s));
      case HAIR -> ToneMap.display(hair(i, s));
      default -> ToneMap.display(surface(i, s));
    };
  }

  private Vec surface(int i, Splat s) {
    boolean flesh = s.material().flesh();
    Vec n = posed.normal()[i];
    if (s.material() == Material.SKIN) {
      // Pores and down: small enough to be seen as texture, not as form.
      n = n.plus(Noise.vector(s.neutral(), .020, 11).times(PORES)).unit();
    }
    Vec wrap = flesh ? Vec.of(.42, .24, .17) : Vec.of(.12, .12, .12);
    Vec shadow = flesh ? Vec.of(.16, .05, .03) : Vec.of(.03, .03, .03);
    double key = light.key()[i];
    double ambient = light.ambient()[i];
    double ao = s.material().insideMouth() ? .12 + .88 * ambient : ambient; // light through cheeks
    Vec occlusion =
        flesh
            ? Vec.of(Math.pow(ao, .75), Math.pow(ao, 1.05), Math.pow(ao, 1.15))
            : Vec.of(ao, ao, ao);
    Vec half = Vec.of(Math.sqrt(occlusion.x()), Math.sqrt(occlusion.y()), Math.sqrt(occlusion.z()));
    Vec sum =
        Lamps.KEY_COLOUR
            .times(diffuse(n, Lamps.KEY, wrap))
            .times(shadow.towards(Vec.of(1, 1, 1), key))
            .plus(
                Lamps.FILL_COLOUR
                    .times(diffuse(n, Lamps.FILL, wrap))
                    .times(half)
                    .times(Smooth.lerp(.35, 1, light.fill()[i])))
            .plus(hemisphere(n).times(occlusion).times(1.15));
    double aside = flesh ? Smooth.step(.60, .35, posed.at()[i].z()) : 1; // no sheen on lids
    Vec a = s.albedo();
    Vec root = Vec.of(Math.sqrt(a.x()), Math.sqrt(a.y()), Math.sqrt(a.z()));
    Vec colour = a.times(sum).plus(root.times(rims(i, n, .55, .55)).times(.10 * aside));
    double gloss = s.gloss();
    if (flesh) {
      double oil = Math.min(gloss, .30) / .30;
      double shine =
          ((.040 + .045 * oil) * specular(i, n, Lamps.KEY, 14)
                  + (.018 + .100 * oil) * specular(i, n, Lamps.KEY, 42))
              * key;
      colour =
          colour
              .plus(Vec.of(1, .95, .9).times(1.1 * shine))
              .plus(Vec.of(.8, .9, 1).times(.03 * specular(i, n, Lamps.FILL, 16) * ao));
      gloss = Math.max(gloss - .30, 0);
    }
    double wet =
        gloss * (.40 * specular(i, n, Lamps.KEY, 60) * key + .07 * specular(i, n, Lamps.FILL, 40));
    return colour.plus(Vec.of(wet, wet, wet));
  }

  /** The eyeball turns under the light, so little of where it is may be baked in. */
  private Vec eye(int i, Splat s) {
    double facing = .78 + .18 * Smooth.clamp(posed.normal()[i].dot(Lamps.KEY), 0, 1);
    return s.albedo().times(Vec.of(1.22, 1.16, 1.1)).times(.86 * facing);
  }

  private Vec teeth(int i, Splat s) {
    double facing = .80 + .20 * Smooth.clamp(posed.normal()[i].dot(Lamps.KEY), 0, 1);
    double lit = .27 + 1.05 * Math.pow(light.ambient()[i], .8);
    double wet = .10 * specular(i, posed.normal()[i], Lamps.KEY, 40);
    return s.albedo()
        .times(Vec.of(1.12, 1.06, 1.0))
        .times(lit * facing)
        .plus(Vec.of(wet, wet, wet));
  }

  /** Kajiya and Kay's hair, with a coloured second highlight. */
  private Vec hair(int i, Splat s) {
    Vec n = posed.normal()[i];
    double lit = Smooth.clamp((n.dot(Lamps.KEY) + .25) / 1.25, 0, 1);
    double key = light.key()[i];
    double ao = light.ambient()[i];
    double fill = Smooth.clamp((n.dot(Lamps.FILL) + .3) / 1.3, 0, 1) * ao;
    Vec sum =
        Lamps.KEY_COLOUR
            .times(lit * Smooth.lerp(.15, 1, key))
            .plus(Lamps.FILL_COLOUR.times(fill))
            .plus(hemisphere(n).times(ao));
    Vec a = s.albedo();
    Vec colour = a.times(sum);
    if (posed.tangent()[i].dot(posed.tangent()[i]) > 0) {
      colour =
          colour
              .plus(sheen(a).times(.10 * strand(i, 60, -.08) * lit * key))
              .plus(a.times(1.6 * strand(i, 14, .12) * lit * key));
    }
    Vec root = Vec.of(Math.pow(a.x(), .75), Math.pow(a.y(), .75), Math.pow(a.z(), .75));
    return colour.plus(root.times(rims(i, n, .40, .35)));
  }

  /** The first highlight has the lamp's colour, with a little of the hair's. */
  private static Vec sheen(Vec albedo) {
    double most = Math.max(albedo.x(), Math.max(albedo.y(), albedo.z()));
    double strength = .35 + .65 * Smooth.step(.01, .10, most);
    return Vec.of(1, .95, .88).towards(albedo.times(1 / Math.max(most, 1e-6)), .5).times(strength);
  }

  private double strand(int i, double exponent, double shift) {
    Vec t = posed.tangent()[i].plus(posed.normal()[i].times(shift)).unit();
    Vec view = VIEWER.minus(posed.at()[i]).unit();
    double d = t.dot(Lamps.KEY.plus(view).unit());
    return Math.pow(Math.sqrt(Smooth.clamp(1 - d * d, 0, 1)), exponent);
  }

  private Vec rims(int i, Vec n, double left, double right) {
    double l = Smooth.clamp(n.dot(Lamps.RIM_LEFT), 0, 1) * light.rimLeft()[i] * left;
    double r = Smooth.clamp(n.dot(Lamps.RIM_RIGHT), 0, 1) * light.rimRight()[i] * right;
    return Lamps.RIM_LEFT_COLOUR.times(l).plus(Lamps.RIM_RIGHT_COLOUR.times(r));
  }

  private static Vec hemisphere(Vec n) {
    return Lamps.GROUND.towards(Lamps.SKY, .5 + .5 * n.y());
  }

  private static Vec diffuse(Vec n, Vec lamp, Vec wrap) {
    double d = n.dot(lamp);
    return Vec.of(wrapped(d, wrap.x()), wrapped(d, wrap.y()), wrapped(d, wrap.z()));
  }

  private static double wrapped(double d, double wrap) {
    return Math.pow(Smooth.clamp((d + wrap) / (1 + wrap), 0, 1), 1.15);
  }

  private double specular(int i, Vec n, Vec lamp, double exponent) {
    Vec view = VIEWER.minus(posed.at()[i]).unit();
    double d = Smooth.clamp(n.dot(lamp.plus(view).unit()), 0, 1);
    return Math.pow(d, exponent);
  }
}
