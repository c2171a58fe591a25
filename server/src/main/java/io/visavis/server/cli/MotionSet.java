package io.visavis.server.cli;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.RigPose;
import java.util.Locale;

/** One motion frame in words: {@code jawOpen=1,headYaw=0.4}, or {@code expression3=1,jawX=0.2}. */
final class MotionSet {
  private MotionSet() {}

  /**
   * The frame.
   *
   * @param text channels and values; empty for the face at rest
   * @param space of the avatar
   * @return a frame of that space
   */
  static float[] parse(String text, MotionSpace space) {
    float[] motion = new float[space.size()];
    for (NamedValues.Pair pair : NamedValues.split(text, "channel", example(space))) {
      int channel = channel(pair.name(), space);
      motion[channel] = value(pair, channel, space);
    }
    return motion;
  }

  private static String example(MotionSpace space) {
    return space == MotionSpace.FLAME ? "expression3=1,jawX=0.2" : "jawOpen=1,headYaw=0.4";
  }

  private static int channel(String name, MotionSpace space) {
    int channel = space.names().indexOf(name);
    if (channel < 0) {
      throw new UsageException(
          "There is no channel '%s'%s"
              .formatted(
                  name,
                  Closest.to(name, space.names())
                      .map("; perhaps %s?"::formatted)
                      .orElse("; 'avatar show' lists the channels.")));
    }
    return channel;
  }

  private static float value(NamedValues.Pair pair, int channel, MotionSpace space) {
    float value = pair.number();
    boolean angle = channel >= space.coefficients();
    double most = angle ? RigPose.MAX_ANGLE : most(space);
    double least = angle || space == MotionSpace.FLAME ? -most : 0;
    // Written so that NaN is refused.
    if (!(value >= (float) least && value <= (float) most)) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "The value of %s is %s; %s to %s%s is right.",
              pair.name(),
              pair.text(),
              NamedValues.shown(least),
              NamedValues.shown(most),
              angle ? " radians" : ""));
    }
    return value;
  }

  private static double most(MotionSpace space) {
    return space == MotionSpace.FLAME ? RigPose.MAX_EXPRESSION : 1;
  }
}
