package io.visavis.avatar.builtin.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoiseTest {
  @Test
  void shouldVaryOverItsSizeAndNotWithinATenthOfIt() {
    double least = 1;
    double most = -1;
    for (int i = -500; i < 500; i++) {
      Vec p = Vec.of(.37 * i, -.21 * i, .11 * i);
      double here = Noise.at(p, .5, 3);
      assertThat(here).isBetween(-1.0, 1.0);
      assertThat(Noise.at(p.plus(Vec.of(.005, 0, 0)), .5, 3)).isBetween(here - .1, here + .1);
      least = Math.min(least, here);
      most = Math.max(most, here);
    }
    assertThat(most - least).isGreaterThan(1.2);
  }
}
