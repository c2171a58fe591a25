package io.visavis.inference.corrective.distil;

import io.visavis.avatar.corrective.CorrectiveTarget;

/** The parts of a change of a Gaussian, in their order. */
enum ChangePart {
  /** Added to the unit quaternion (w, x, y, z). */
  ROTATION(CorrectiveTarget.ROTATION, 0, 2 * ChangePart.CONTRAST),

  /** Added to the scale; in units of the Gaussian's own in the world, the mean of its axes. */
  SCALE(CorrectiveTarget.SCALE_LINEAR, 4, ChangePart.CONTRAST),

  /** Added to the colour, display sRGB. */
  COLOUR(CorrectiveTarget.COLOUR, 7, 1),

  /** Added to the opacity, 0..1. */
  OPACITY(CorrectiveTarget.OPACITY_LINEAR, 10, ChangePart.CONTRAST);

  /** Values a Gaussian. */
  static final int CHANNELS = 11;

  /** What is behind a Gaussian differs from it by about so much of the range of a colour. */
  private static final double CONTRAST = 0.25;

  private final CorrectiveTarget target;
  private final int first;
  private final double seen;

  ChangePart(CorrectiveTarget target, int first, double seen) {
    this.target = target;
    this.first = first;
    this.seen = seen;
  }

  CorrectiveTarget target() {
    return target;
  }

  /** Its first channel. */
  int first() {
    return first;
  }

  /** Number of its channels. */
  int channels() {
    return target.channels();
  }

  /**
   * How much of a colour's range a change of 1 is worth to the eye: half the angle in radians is
   * the length of a quaternion's change, and all but colours are seen by their contrast.
   */
  double seen() {
    return seen;
  }
}
