package io.visavis.avatar.check;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.rig.TriangleFrames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Do correctives change something, and not more than a face does? */
final class CorrectiveCheck {
  private final Avatar avatar;
  private final float[] maps;
  private final boolean[] drives;
  private final List<Finding> out = new ArrayList<>();

  private CorrectiveCheck(Avatar avatar) {
    this.avatar = avatar;
    this.maps = new float[TriangleFrames.STRIDE * avatar.mesh().triangleCount()];
    this.drives = new boolean[avatar.correctives().size()];
    new TriangleFrames(avatar.gaussians().binding(), avatar.mesh().triangles())
        .compute(avatar.mesh().vertices(), maps);
  }

  static List<Finding> check(Avatar avatar) {
    Correctives correctives = avatar.correctives();
    if (correctives.size() == 0) {
      return List.of();
    }
    CorrectiveCheck check = new CorrectiveCheck(avatar);
    correctives.bases().forEach(check::basis);
    List<String> idle = new ArrayList<>();
    for (int k = 0; k < check.drives.length; k++) {
      if (!check.drives[k]) {
        idle.add(correctives.names().get(k));
      }
    }
    if (!idle.isEmpty()) {
      check.out.add(
          Finding.doubtful(
              "These correctives change nothing: %s.".formatted(MorphCheck.list(idle))));
    }
    TurnCheck.check(avatar).ifPresent(check.out::add);
    long values = correctives.bases().stream().mapToLong(b -> b.values().length).sum();
    check.out.add(
        Finding.fact(
            String.format(
                Locale.ROOT,
                "Correctives: coefficients %d, bases %d, of %d values, so %.1f MB in memory.",
                correctives.size(),
                correctives.bases().size(),
                values,
                values * 4e-6)));
    return check.out;
  }

  private void basis(CorrectiveBasis basis) {
    CorrectiveTarget target = basis.target();
    int domain = basis.shared() ? avatar.mesh().triangleCount() : avatar.gaussians().size();
    double most = 0;
    for (int k = 0; k < basis.count(domain); k++) {
      double change = 0;
      for (int i = 0; i < domain; i++) {
        change = Math.max(change, change(basis, k, i, domain));
      }
      drives[basis.first() + k] |= change > 0;
      most = Math.max(most, change);
    }
    String name = "%s (%s)".formatted(target.attribute(), target.composition());
    if (most == 0) {
      out.add(Finding.doubtful("The basis of %s changes nothing; leave it out.".formatted(name)));
    } else if (most > limit(target)) {
      out.add(
          Finding.doubtful(
              String.format(
                  Locale.ROOT,
                  "The basis of %s changes it by %.3g at a coefficient of 1, which no face does (%s at most); check its units.",
                  name,
                  most,
                  words(target))));
    }
  }

  /** Length of the change of row k at i; of a local position, in metres at rest. */
  private double change(CorrectiveBasis basis, int k, int i, int domain) {
    int channels = basis.target().channels();
    double[] d = new double[channels];
    for (int c = 0; c < channels; c++) {
      d[c] = basis.values()[(k * channels + c) * domain + i];
    }
    double sum = 0;
    int map = TriangleFrames.STRIDE * (basis.shared() ? i : avatar.gaussians().parent()[i]);
    for (int c = 0; c < channels; c++) {
      double v = d[c];
      if (basis.target() == CorrectiveTarget.POSITION_LOCAL) {
        v = maps[map + 3 * c] * d[0] + maps[map + 3 * c + 1] * d[1] + maps[map + 3 * c + 2] * d[2];
      }
      sum += v * v;
    }
    return Math.sqrt(sum);
  }

  private double limit(CorrectiveTarget target) {
    return switch (target) {
      case POSITION_LOCAL, POSITION_WORLD -> 0.15;
      case ROTATION, OPACITY_LINEAR -> 1;
      case COLOUR -> 2;
      case SCALE_LOG -> 4;
      case SCALE_LINEAR -> 10 * largestFactor();
      case OPACITY_LOGIT -> 15;
    };
  }

  private String words(CorrectiveTarget target) {
    return switch (target) {
      case POSITION_LOCAL, POSITION_WORLD -> "0.15 m";
      case SCALE_LINEAR -> "ten times the largest Gaussian";
      default -> String.format(Locale.ROOT, "%.0f", limit(target));
    };
  }

  private double largestFactor() {
    double most = 0;
    for (float[] plane : avatar.gaussians().factor()) {
      for (float m : plane) {
        most = Math.max(most, Math.abs(m));
      }
    }
    return most;
  }
}
