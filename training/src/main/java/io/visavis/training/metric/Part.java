package io.visavis.training.metric;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;

/** Parts of a face that are measured by themselves, as DualTalk does. */
public enum Part {
  EXPRESSION(40),
  JAW(10),
  POSE(10);

  private static final Set<ArkitChannel> JAW_CHANNELS =
      EnumSet.of(
          ArkitChannel.JAW_FORWARD,
          ArkitChannel.JAW_LEFT,
          ArkitChannel.JAW_OPEN,
          ArkitChannel.JAW_RIGHT);

  /** Of a jaw, and of a neck. */
  private static final int ANGLES = 3;

  private final int clusters;

  Part(int clusters) {
    this.clusters = clusters;
  }

  /** Clusters of the Shannon index. */
  public int clusters() {
    return clusters;
  }

  private int[] columns(MotionSpace space) {
    return IntStream.range(0, space.size()).filter(i -> at(i, space) == this).toArray();
  }

  private static Part at(int i, MotionSpace space) {
    return switch (space) {
      case ARKIT ->
          i >= ArkitChannel.COEFFICIENTS
              ? POSE
              : JAW_CHANNELS.contains(ArkitChannel.values()[i]) ? JAW : EXPRESSION;
      case FLAME ->
          i < space.coefficients() ? EXPRESSION : i < space.coefficients() + ANGLES ? JAW : POSE;
    };
  }

  /** Its columns of frames of the space, as doubles. */
  public double[][] of(float[][] frames, MotionSpace space) {
    int[] columns = columns(space);
    double[][] out = new double[frames.length][columns.length];
    for (int n = 0; n < frames.length; n++) {
      for (int k = 0; k < columns.length; k++) {
        out[n][k] = frames[n][columns[k]];
      }
    }
    return out;
  }
}
