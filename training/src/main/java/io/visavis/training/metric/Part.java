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

  private static final int FLAME_EXPRESSION = 50;
  private static final int FLAME_JAW = 3;

  private final int clusters;

  Part(int clusters) {
    this.clusters = clusters;
  }

  /** Clusters of the Shannon index. */
  public int clusters() {
    return clusters;
  }

  /** Its columns of a motion frame. */
  public int[] columns(MotionSpace space) {
    return IntStream.range(0, space.size()).filter(i -> of(space, i) == this).toArray();
  }

  private static Part of(MotionSpace space, int i) {
    if (space.equals(MotionSpace.ARKIT)) {
      return i >= ArkitChannel.COEFFICIENTS
          ? POSE
          : JAW_CHANNELS.contains(ArkitChannel.values()[i]) ? JAW : EXPRESSION;
    }
    return i < FLAME_EXPRESSION ? EXPRESSION : i < FLAME_EXPRESSION + FLAME_JAW ? JAW : POSE;
  }

  /** Those columns of frames, as doubles. */
  public double[][] of(MotionSpace space, float[][] frames) {
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
