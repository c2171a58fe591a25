package io.visavis.avatar.corrective;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changes the Gaussians of an avatar besides its rig: bases over their attributes, driven by
 * coefficients that come with every frame, from the avatar's network where it has one. One
 * attribute is composed in one way; a position may have a local and a world part.
 *
 * @param names [K] a name a coefficient, such as {@code blush}
 * @param bases over attributes; several may share coefficients
 * @param network gives the coefficients; null where nothing but a caller does
 */
public record Correctives(
    List<String> names, List<CorrectiveBasis> bases, @Nullable CoefficientNetwork network) {
  /** None at all. */
  public static final Correctives NONE = new Correctives(List.of(), List.of());

  /** Correctives without a network. */
  public Correctives(List<String> names, List<CorrectiveBasis> bases) {
    this(names, bases, null);
  }

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
