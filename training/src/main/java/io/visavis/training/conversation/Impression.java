package io.visavis.training.conversation;

import static io.visavis.avatar.motion.ArkitChannel.*;

/**
 * What a face learns of its partner in the first minute and keeps: how much they smile, and how
 * lively their head is. That first impressions hold is an assumption; it is what makes a long
 * memory worth having.
 */
final class Impression implements Rule {
  /** Frames of the first minute. */
  static final int FRAMES = 60 * 25;

  private static final double USUAL_SMILE = 0.2;
  private static final double USUAL_CHANGE = 0.008;

  private final boolean meets;
  private double smile = USUAL_SMILE;
  private double change = USUAL_CHANGE;

  /**
   * An impression to be made.
   *
   * @param meets whether there is anybody to make it; else the partner is taken for a usual one
   */
  Impression(boolean meets) {
    this.meets = meets;
  }

  @Override
  public void add(int n, float[][] partner, float[] face) {
    if (!meets || n < 2 || n > FRAMES) {
      return;
    }
    float[] now = partner[n - 1];
    float[] before = partner[n - 2];
    // A mean over all frames so far, begun with two seconds of the usual.
    double weight = 1.0 / (n + 50);
    smile += weight * (Faces.smile(now) - smile);
    double moved = 0;
    for (int i = HEAD_YAW.ordinal(); i <= HEAD_ROLL.ordinal(); i++) {
      moved += Math.pow(now[i] - before[i], 2);
    }
    change += weight * (Math.sqrt(moved) - change);
  }

  /** How much more than usual they smile. */
  double smile() {
    return smile - USUAL_SMILE;
  }

  /** How much livelier than usual they are, in parts of the usual: -1..1. */
  double liveliness() {
    return Math.clamp(change / USUAL_CHANGE - 1, -1, 1);
  }
}
