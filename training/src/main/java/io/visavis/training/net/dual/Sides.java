package io.visavis.training.net.dual;

import io.visavis.avatar.motion.ArkitChannel;

/**
 * Both sides of a face move together unless they have a reason not to: a channel of the left is
 * what both sides have in common plus their difference, one of the right is it minus that.
 */
final class Sides {
  /** Differences are learnt as much more slowly. */
  private static final float DIFFERENCE = 0.3f;

  private Sides() {}

  /** [52][52]: from common parts and differences to channels. */
  static float[][] matrix() {
    int size = ArkitChannel.COEFFICIENTS;
    float[][] m = new float[size][size];
    for (int i = 0; i < size; i++) {
      m[i][i] = 1;
    }
    for (int left = 0; left < size; left++) {
      String name = ArkitChannel.values()[left].channelName();
      int right = other(name);
      if (right < 0) {
        continue;
      }
      m[left][right] = 1;
      m[right][left] = DIFFERENCE;
      m[right][right] = -DIFFERENCE;
    }
    return m;
  }

  /**
   * The channel that goes with one of the left, or -1. An eye looks in while the other looks out.
   */
  private static int other(String left) {
    if (!left.endsWith("Left")) {
      return -1;
    }
    String name = left.substring(0, left.length() - 4);
    String right =
        switch (name) {
          case "eyeLookIn" -> "eyeLookOutRight";
          case "eyeLookOut" -> "eyeLookInRight";
          // One channel to each side: they are never on both.
          case "jaw", "mouth" -> "";
          default -> name + "Right";
        };
    return ArkitChannel.find(right).map(Enum::ordinal).orElse(-1);
  }
}
