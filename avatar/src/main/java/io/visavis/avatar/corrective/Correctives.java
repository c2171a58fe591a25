package io.visavis.avatar.corrective;

import java.util.List;

/**
 * What changes the Gaussians of an avatar besides its rig: bases over their attributes, driven by
 * coefficients that come with every frame. One attribute is composed in one way; a position may
 * have a local and a world part.
 *
 * @param names [K] a name a coefficient, such as {@code blush}
 * @param bases over attributes; several may share coefficients
 */
public record Correctives(List<String> names, List<CorrectiveBasis> bases) {
  /** None at all. */
  public static final Correctives NONE = new Correctives(List.of(), List.of());

  public Correctives {
    names = List.copyOf(names);
    bases = List.copyOf(bases);
  }

  /** Number of coefficients K. */
  public int size() {
    return names.size();
  }

  /** Whether some basis changes that. */
  public boolean change(CorrectiveTarget target) {
    return bases.stream().anyMatch(b -> b.target() == target);
  }
}
