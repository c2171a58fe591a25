package io.visavis.avatar.glb;

import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.avatar.corrective.Correctives;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the correctives of every avatar keep. */
final class CorrectiveRules {
  private CorrectiveRules() {}

  /**
   * The first rule that correctives break.
   *
   * @param gaussians their number
   * @param triangles of the mesh
   */
  static Optional<String> firstFault(Correctives correctives, int gaussians, int triangles) {
    Optional<String> fault =
        names(correctives).or(() -> sizes(correctives)).or(() -> compositions(correctives));
    for (CorrectiveBasis basis : correctives.bases()) {
      int domain = basis.shared() ? triangles : gaussians;
      fault = fault.or(() -> basis(basis, domain, correctives.size()));
    }
    return fault;
  }

  private static Optional<String> names(Correctives correctives) {
    if (correctives.size() > Limits.COEFFICIENTS) {
      return Rule.fault(
          "The avatar has %d corrective coefficients; at most %d are right.",
          correctives.size(), Limits.COEFFICIENTS);
    }
    Set<String> seen = new HashSet<>();
    for (String name : correctives.names()) {
      Optional<String> fault = Rule.printable("corrective's name", name, Limits.TITLE);
      if (fault.isPresent()) {
        return fault;
      }
      if (!seen.add(name)) {
        return Rule.fault("There are two correctives '%s'; one a name is right.", name);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> sizes(Correctives correctives) {
    if (correctives.bases().size() > Limits.BASES) {
      return Rule.fault(
          "The avatar has %d bases of correctives; at most %d are right.",
          correctives.bases().size(), Limits.BASES);
    }
    long values = correctives.bases().stream().mapToLong(b -> b.values().length).sum();
    return values > Limits.BASIS_VALUES ? Optional.of(tooMany()) : Optional.empty();
  }

  /** What to say of bases that have more values than the limit. */
  static String tooMany() {
    return "The bases of correctives have more than %d values, all in all; use fewer rows, or bases of triangles."
        .formatted(Limits.BASIS_VALUES);
  }

  /** One attribute is composed in one way; a position may have a local and a world part. */
  private static Optional<String> compositions(Correctives correctives) {
    Map<String, CorrectiveTarget> ways = new HashMap<>();
    for (CorrectiveBasis basis : correctives.bases()) {
      CorrectiveTarget target = basis.target();
      CorrectiveTarget first = ways.putIfAbsent(target.attribute(), target);
      boolean twoParts = target.attribute().equals(CorrectiveTarget.POSITION_LOCAL.attribute());
      if (first != null && first != target && !twoParts) {
        return Rule.fault(
            "The attribute %s has bases of the compositions %s and %s; one of them is right.",
            target.attribute(), first.composition(), target.composition());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> basis(CorrectiveBasis basis, int domain, int coefficients) {
    String what = "the basis of " + basis.target().attribute();
    int row = basis.target().channels() * domain;
    int rows = basis.values().length / row;
    if (rows < 1 || basis.values().length % row != 0) {
      return Rule.fault(
          "There are %d values in %s; %d for each of its rows, and at least one row, are right.",
          basis.values().length, what, row);
    }
    if (basis.first() < 0 || (long) basis.first() + rows > coefficients) {
      return Rule.fault(
          "The rows of %s are driven by the coefficients %d to %d, but there are %d names.",
          what, basis.first(), (long) basis.first() + rows - 1, coefficients);
    }
    return Rule.finite(what, basis.values(), 1);
  }
}
