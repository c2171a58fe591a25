package io.visavis.training.conversation;

import io.visavis.inference.behaviour.Draws;

/**
 * A person's traits.
 *
 * @param values by the ordinal of {@link Trait}
 */
public record Style(double[] values) {

  static Style inside(Draws draws) {
    double[] values = new double[Trait.values().length];
    for (Trait trait : Trait.values()) {
      values[trait.ordinal()] = trait.inside(draws);
    }
    return new Style(values);
  }

  /** An average person's. */
  static Style average() {
    double[] values = new double[Trait.values().length];
    for (Trait trait : Trait.values()) {
      values[trait.ordinal()] = trait.middle();
    }
    return new Style(values);
  }

  static Style outside(Draws draws) {
    double[] values = new double[Trait.values().length];
    for (Trait trait : Trait.values()) {
      values[trait.ordinal()] = trait.outside(draws);
    }
    return new Style(values);
  }

  /** The value of a trait. */
  public double of(Trait trait) {
    return values[trait.ordinal()];
  }
}
