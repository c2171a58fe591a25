package io.visavis.avatar.glb;

import io.visavis.avatar.corrective.CoefficientNetwork;
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
  /** Seconds: two frames at least, so that a phase can be told. */
  private static final float SHORTEST_PERIOD = 0.1f;

  private static final float LONGEST_PERIOD = 3600;

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
    CoefficientNetwork network = correctives.network();
    return network == null ? fault : fault.or(() -> network(network));
  }

  /** What can be said of a network without looking into it. */
  private static Optional<String> network(CoefficientNetwork network) {
    if (network.onnx().length == 0 || network.onnx().length > Limits.NETWORK) {
      return Rule.fault(
          "The network of the correctives has %d bytes; 1 to %d are right.",
          network.onnx().length, Limits.NETWORK);
    }
    if (network.inputs().isEmpty() || network.inputs().size() > Limits.NETWORK_INPUTS) {
      return Rule.fault(
          "The network of the correctives has %d inputs; 1 to %d are right.",
          network.inputs().size(), Limits.NETWORK_INPUTS);
    }
    Set<String> tensors = new HashSet<>();
    for (CoefficientNetwork.Input input : network.inputs()) {
      if (!tensors.add(input.tensor())) {
        return Rule.fault(
            "Two inputs of the network of the correctives are the tensor '%s'.", input.tensor());
      }
      Optional<String> fault = input(input);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Rule.printable("network's output", network.output(), Limits.TITLE);
  }

  private static Optional<String> input(CoefficientNetwork.Input input) {
    for (float period : input.periods()) {
      if (!(period >= SHORTEST_PERIOD && period <= LONGEST_PERIOD)) {
        return Rule.fault(
            "The time that the network of the correctives hears has a period of %s s; %s to %s s are right.",
            period, SHORTEST_PERIOD, LONGEST_PERIOD);
      }
    }
    boolean time = input.role() == CoefficientNetwork.Role.TIME;
    if (time && (input.periods().isEmpty() || input.periods().size() > Limits.PERIODS)) {
      return Rule.fault(
          "The time that the network of the correctives hears has %d periods; 1 to %d are right.",
          input.periods().size(), Limits.PERIODS);
    }
    boolean voice = input.role() == CoefficientNetwork.Role.VOICE;
    if (voice && (input.rows() < 1 || input.rows() > Limits.VOICE_ROWS)) {
      return Rule.fault(
          "The network of the correctives hears %d rows of the voice; 1 to %d are right.",
          input.rows(), Limits.VOICE_ROWS);
    }
    return Rule.printable("network's input", input.tensor(), Limits.TITLE);
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
