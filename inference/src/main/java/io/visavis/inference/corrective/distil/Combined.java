package io.visavis.inference.corrective.distil;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.corrective.CoefficientNetwork;
import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.glb.AvatarRules;
import io.visavis.avatar.glb.Limits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** An avatar's own correctives and distilled ones beside them: their changes add up. */
final class Combined {
  private Combined() {}

  /**
   * Refuses correctives beside which a network's changes cannot stand.
   *
   * @param rank coefficients of the network's changes
   * @param row values of one of them
   * @throws IllegalArgumentException with one sentence
   */
  static void check(Correctives own, int rank, long row) {
    long values = own.bases().stream().mapToLong(b -> b.values().length).sum();
    if (own.size() + rank > Limits.COEFFICIENTS || values + row * rank > Limits.BASIS_VALUES) {
      throw new IllegalArgumentException(
          "The avatar has %d correctives already, beside which a rank of %d does not fit into it; at most %d is right, or --replace, which gives its own up."
              .formatted(
                  own.size(),
                  rank,
                  Math.max(
                      0,
                      Math.min(
                          Limits.COEFFICIENTS - own.size(),
                          (Limits.BASIS_VALUES - values) / row))));
    }
    for (CorrectiveBasis basis : own.bases()) {
      CorrectiveTarget target = basis.target();
      for (ChangePart part : ChangePart.values()) {
        CorrectiveTarget other = part.target();
        if (target.attribute().equals(other.attribute()) && target != other) {
          throw new IllegalArgumentException(
              "The avatar's own correctives change %s as %s, and those of a network as %s, which cannot go together; --replace gives its own up."
                  .formatted(target.attribute(), target.composition(), other.composition()));
        }
      }
    }
  }

  /**
   * Combines.
   *
   * @param avatar with its own correctives
   * @param distilled with a network
   * @throws IllegalArgumentException with one sentence if they are too many together
   */
  static Avatar of(Avatar avatar, Correctives distilled) {
    Correctives own = avatar.correctives();
    if (own.size() == 0) {
      return avatar.with(avatar.gaussians(), distilled);
    }
    List<String> names = new ArrayList<>(own.names());
    names.addAll(unlike(own.names(), distilled.names()));
    List<CorrectiveBasis> bases = new ArrayList<>(own.bases());
    for (CorrectiveBasis basis : distilled.bases()) {
      bases.add(
          new CorrectiveBasis(
              basis.target(), basis.shared(), own.size() + basis.first(), basis.values()));
    }
    CoefficientNetwork network =
        MergedNetwork.of(
            own.network(),
            own.size(),
            Objects.requireNonNull(distilled.network()),
            distilled.size());
    Avatar both = avatar.with(avatar.gaussians(), new Correctives(names, bases, network));
    Optional<String> fault = AvatarRules.firstFault(both);
    if (fault.isPresent()) {
      throw new IllegalArgumentException(
          "With the correctives that the avatar has: %s A lower --rank, or --replace, is right."
              .formatted(fault.get()));
    }
    return both;
  }

  /** Names that nobody has yet: those, or those with "again-2-" and so on before them. */
  private static List<String> unlike(List<String> taken, List<String> names) {
    Set<String> all = new HashSet<>(taken);
    List<String> out = names;
    for (int n = 2; out.stream().anyMatch(all::contains); n++) {
      String again = "again-%d-".formatted(n);
      out = names.stream().map(name -> again + name).toList();
    }
    return out;
  }
}
