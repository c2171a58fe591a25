package io.visavis.avatar.builtin.morph;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.part.HeadRecipe;
import io.visavis.avatar.builtin.part.SkinPart;
import io.visavis.avatar.builtin.part.Studio;
import io.visavis.avatar.builtin.person.Ines;
import io.visavis.avatar.builtin.person.Kenji;
import io.visavis.avatar.builtin.person.Mira;
import io.visavis.avatar.builtin.person.Theo;
import io.visavis.avatar.builtin.topology.SkinTopology;
import io.visavis.avatar.motion.ArkitChannel;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArkitMorphsTest {
  private static final double MILLIMETRE = .01; // in units of 10 cm

  static Stream<HeadRecipe> people() {
    return Stream.of(Mira.recipe(), Theo.recipe(), Ines.recipe(), Kenji.recipe());
  }

  /** The widest gap between the upper and lower lip where they touch at rest. */
  private static double gap(SkinTopology skin, Vec[] vertices) {
    int n = skin.contact().length;
    double widest = 0;
    for (int i = 1; i < n / 2; i++) {
      Vec upper = vertices[skin.contact()[i]];
      Vec lower = vertices[skin.contact()[n - i]];
      widest = Math.max(widest, upper.distance(lower));
    }
    return widest;
  }

  @ParameterizedTest
  @MethodSource("people")
  void shouldKeepTheLipsTogetherWhenMouthCloseEqualsJawOpen(HeadRecipe recipe) {
    Studio studio = Studio.of(recipe);
    SkinTopology skin = SkinPart.build(studio);
    ArkitMorphs morphs = new ArkitMorphs(studio.mesh().nodes(), recipe.eye(), recipe.mouth());
    Vec[] rest = morphs.rest();
    Vec[] open = morphs.displacement(ArkitChannel.JAW_OPEN);
    Vec[] close = morphs.displacement(ArkitChannel.MOUTH_CLOSE);
    for (double w : new double[] {.2, .5, 1}) {
      Vec[] opened = new Vec[rest.length];
      Vec[] closed = new Vec[rest.length];
      for (int v = 0; v < rest.length; v++) {
        opened[v] = rest[v].plus(open[v].times(w));
        closed[v] = opened[v].plus(close[v].times(w));
      }
      assertThat(gap(skin, opened)).as("open at %s", w).isGreaterThan(15 * w * MILLIMETRE);
      assertThat(gap(skin, closed)).as("closed at %s", w).isLessThan(MILLIMETRE);
    }
  }
}
