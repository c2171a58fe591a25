package io.visavis.avatar.builtin;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.builtin.corrective.FaceCorrectives;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.light.PosedSplats;
import io.visavis.avatar.builtin.light.Shading;
import io.visavis.avatar.builtin.morph.ArkitMorphs;
import io.visavis.avatar.builtin.part.BeardPart;
import io.visavis.avatar.builtin.part.BrowPart;
import io.visavis.avatar.builtin.part.EarPart;
import io.visavis.avatar.builtin.part.EyePart;
import io.visavis.avatar.builtin.part.HeadRecipe;
import io.visavis.avatar.builtin.part.LidPart;
import io.visavis.avatar.builtin.part.Material;
import io.visavis.avatar.builtin.part.MouthPart;
import io.visavis.avatar.builtin.part.ShirtPart;
import io.visavis.avatar.builtin.part.SkinPart;
import io.visavis.avatar.builtin.part.Splat;
import io.visavis.avatar.builtin.part.Studio;
import io.visavis.avatar.builtin.part.TeethPart;
import io.visavis.avatar.builtin.topology.SkinTopology;
import io.visavis.avatar.motion.ArkitChannel;
import java.util.ArrayList;
import java.util.List;

/** Makes a head from its recipe: parts, morphs, light, and last the shared avatar types. */
final class HeadBuilder {
  private static final double MOUTH_OPEN = .7; // jawOpen under which the inside of the mouth is lit

  private HeadBuilder() {}

  static Avatar build(HeadRecipe recipe) {
    Studio studio = Studio.of(recipe);
    SkinTopology skin = SkinPart.build(studio);
    ShirtPart.build(studio);
    MouthPart.build(studio, skin);
    TeethPart.build(studio);
    for (int i = 0; i < 2; i++) {
      int side = i == 0 ? 1 : -1;
      EyePart.build(studio, side);
      LidPart.build(studio, skin.margins()[i], side);
      EarPart.build(studio, side);
    }
    BrowPart.build(studio, skin);
    BeardPart.build(studio, skin);
    recipe.hair().grow(studio);

    ArkitMorphs morphs = new ArkitMorphs(studio.mesh().nodes(), recipe.eye(), recipe.mouth());
    Vec[] rest = morphs.rest();
    List<Splat> splats = studio.splats().splats();
    List<int[]> triangles = studio.mesh().triangles();
    Shading closed = new Shading(splats, PosedSplats.of(splats, triangles, rest), s -> true);
    Vec[] open = morphs.displacement(ArkitChannel.JAW_OPEN);
    for (int v = 0; v < open.length; v++) {
      open[v] = rest[v].plus(open[v].times(MOUTH_OPEN));
    }
    Shading opened =
        new Shading(splats, PosedSplats.of(splats, triangles, open), s -> share(s) > 0);

    List<Splat> kept = new ArrayList<>();
    List<Vec> colours = new ArrayList<>();
    for (int i = 0; i < splats.size(); i++) {
      Splat s = splats.get(i);
      if (!(closed.buried(i) && alwaysBuried(s))) {
        kept.add(s);
        double share = share(s);
        Vec colour = share < 1 ? closed.colour(i) : Vec.ZERO;
        colours.add(share > 0 ? colour.towards(opened.colour(i), share) : colour);
      }
    }
    Avatar head =
        Export.avatar(studio, morphs, rest, kept, colours, FaceLandmarks.of(studio, skin, rest));
    return FaceCorrectives.add(head, kept.stream().map(Splat::material).toList());
  }

  /**
   * How much of the splat's light is that of the open mouth: all of it inside, most of it on the
   * lips, which the closed mouth would leave with the shadow of their own contact.
   */
  private static double share(Splat s) {
    if (s.material().insideMouth()) {
      return 1;
    }
    return s.material() == Material.SKIN && s.neutral().z() > .5
        ? .5 * Smooth.step(.32, .8, s.gloss())
        : 0;
  }

  /** Whether nothing that moves can bring the splat to light: not near eyes and mouth. */
  private static boolean alwaysBuried(Splat s) {
    Vec p = s.neutral();
    return !s.material().insideMouth() && (p.z() < .2 || p.y() > .5);
  }
}
