package io.visavis.inference.corrective.distil;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is left of a network's change, on samples that the fit has not seen.
 *
 * @param coefficients that are kept
 * @param samples on which this was measured
 * @param parts rotation, scale, colour and opacity
 * @param leftByRank part of the energy of what is seen to change that the coefficients cannot
 *     express, 0..1
 * @param left the same with coefficients from the avatar's network; 1 is as bad as no change
 */
public record DistilReport(
    int coefficients, int samples, List<Part> parts, double leftByRank, double left) {
  /** Beyond this a user should know what to do. */
  private static final double MUCH = 0.25;

  /**
   * An attribute, by its root mean square over Gaussians, channels and samples: of a quaternion, of
   * the Gaussian's own scale, of display sRGB 0..1, of opacity 0..1.
   *
   * @param change of the network's change itself
   * @param leftByRank of what the coefficients cannot express
   * @param left of what is left with coefficients from the avatar's network
   */
  public record Part(String name, double change, double leftByRank, double left) {}

  public DistilReport {
    parts = List.copyOf(parts);
  }

  /** A table in words. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("On %d samples that the fit has not seen, root mean squares:".formatted(samples));
    lines.add(
        String.format(
            Locale.ROOT,
            "%-10s %10s  left by %d coefficients  left with their network",
            "",
            "change",
            coefficients));
    int first = 21 + Integer.toString(coefficients).length();
    for (Part part : parts) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-10s %10.5f  %" + first + ".5f  %23.5f",
              part.name(),
              part.change(),
              part.leftByRank(),
              part.left()));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%-10s %10s  %" + first + "s  %23s",
            "energy",
            "100 %",
            percent(leftByRank),
            percent(left)));
    if (left > MUCH) {
      lines.add(
          leftByRank > left / 2
              ? "A higher --rank leaves less."
              : "More --samples leave less, and faces and voices as they will be: --motion, --voice.");
    }
    return lines;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.01 ? "%.3f %%" : "%.1f %%", 100 * share);
  }
}
