package io.visavis.avatar.check;

import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.Harmonics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Does the part of the colour that depends on the view look like one? */
final class HarmonicsCheck {
  /** Trained heads stay below 1. */
  private static final float WILD = 4;

  private HarmonicsCheck() {}

  static List<Finding> check(GaussianCloud cloud) {
    Harmonics harmonics = cloud.harmonics();
    List<Finding> out = new ArrayList<>();
    if (harmonics.degree() == 0) {
      return out;
    }
    float most = 0;
    for (float[] plane : harmonics.coefficients()) {
      for (float k : plane) {
        most = Math.max(most, Math.abs(k));
      }
    }
    out.add(
        Finding.fact(
            "Colours depend on the view by harmonics of degree %d, %s."
                .formatted(
                    harmonics.degree(),
                    harmonics.turnsWithHead()
                        ? "which turn with the head"
                        : "which stay in the world when the head turns")));
    if (most == 0) {
      out.add(
          Finding.doubtful(
              "The harmonics change no colour; leave them out, which is faster to draw."));
    } else if (most > WILD) {
      out.add(
          Finding.doubtful(
              String.format(
                  Locale.ROOT,
                  "The harmonics go up to %.3g, which no picture shows (below %.0f is right); check that they are coefficients of display colours 0 to 1.",
                  most,
                  WILD)));
    }
    return out;
  }
}
