package io.visavis.avatar.glb;

import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.Harmonics;
import io.visavis.avatar.rig.Binding;
import java.util.Optional;

/** What the Gaussians of every head keep. */
final class CloudRules {
  private static final double ORIGIN_SUM_TOLERANCE = 1e-3;

  private CloudRules() {}

  /**
   * The first rule that Gaussians break.
   *
   * @param triangles of the mesh
   */
  static Optional<String> firstFault(GaussianCloud cloud, int triangles) {
    int n = cloud.size();
    if (n < 1 || n > Limits.GAUSSIANS) {
      return Rule.fault("The avatar has %d Gaussians; 1 to %d are right.", n, Limits.GAUSSIANS);
    }
    if (!Rule.planes(cloud.mean(), 3, n)
        || !Rule.planes(cloud.factor(), 9, n)
        || !Rule.planes(cloud.colour(), 3, n)
        || cloud.opacity().length != n) {
      return Rule.fault("The arrays of the Gaussians are not all of their number, %d.", n);
    }
    Optional<String> fault =
        Rule.indices("the triangles of Gaussians", cloud.parent(), 1, triangles)
            .or(() -> finite("the means of Gaussians", cloud.mean()))
            .or(() -> finite("the factors of Gaussians", cloud.factor()))
            .or(() -> Rule.unit("opacity", cloud.opacity()))
            .or(() -> harmonics(cloud));
    for (float[] plane : cloud.colour()) {
      fault = fault.or(() -> colour(cloud, plane));
    }
    return fault.or(() -> origins(cloud));
  }

  private static Optional<String> colour(GaussianCloud cloud, float[] plane) {
    return cloud.harmonics().degree() == 0
        ? Rule.unit("colour", plane)
        : Rule.finite("the colours of Gaussians", plane, 1);
  }

  private static Optional<String> harmonics(GaussianCloud cloud) {
    Harmonics harmonics = cloud.harmonics();
    if (!Rule.within(harmonics.degree(), 0, Harmonics.MAX_DEGREE)) {
      return Rule.fault(
          "The harmonics are of degree %d; 0 to %d is right.",
          harmonics.degree(), Harmonics.MAX_DEGREE);
    }
    return Rule.planes(harmonics.coefficients(), 3 * harmonics.count(), cloud.size())
        ? finite("the harmonics of Gaussians", harmonics.coefficients())
        : Rule.fault(
            "The harmonics do not have %d values for each of %d Gaussians, as degree %d has.",
            3 * harmonics.count(), cloud.size(), harmonics.degree());
  }

  private static Optional<String> origins(GaussianCloud cloud) {
    float[][] origin = cloud.origin();
    if (cloud.binding() != Binding.BARYCENTRIC) {
      return origin.length == 0
          ? Optional.empty()
          : Rule.fault(
              "The Gaussians have origins of their own, which the binding %s does not have; leave them out.",
              cloud.binding().id());
    }
    int n = cloud.size();
    if (!Rule.planes(origin, 3, n)) {
      return Rule.fault(
          "The binding barycentric needs an origin of three weights for each of %d Gaussians.", n);
    }
    Optional<String> fault = finite("the origins of Gaussians", origin);
    for (int i = 0; i < n && fault.isEmpty(); i++) {
      double sum = (double) origin[0][i] + origin[1][i] + origin[2][i];
      if (!Rule.within(sum, 1 - ORIGIN_SUM_TOLERANCE, 1 + ORIGIN_SUM_TOLERANCE)) {
        fault =
            Rule.fault(
                "The weights of the origin of Gaussian %d add up to %.4f instead of 1.", i, sum);
      }
    }
    return fault;
  }

  private static Optional<String> finite(String what, float[][] planes) {
    Optional<String> fault = Optional.empty();
    for (float[] plane : planes) {
      fault = fault.or(() -> Rule.finite(what, plane, 1));
    }
    return fault;
  }
}
