package io.visavis.server.cli;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.RigPose;
import java.util.List;
import java.util.Locale;

/**
 * One motion frame in words: {@code jawOpen=1,headYaw=0.4}, or {@code expression3=1,jawX=0.2}.
 *
 * @param space of the frame
 * @param values [{@link MotionSpace#size}]
 */
record MotionSet(MotionSpace space, float[] values) {

  /**
   * The frame.
   *
   * @param text channels and values, of the avatar's space or of another that moves it; empty for
   *     the face at rest
   */
  static MotionSet parse(String text, Avatar avatar) {
    List<NamedValues.Pair> pairs = NamedValues.split(text, "channel", example(avatar.space()));
    MotionSpace space = space(pairs, avatar);
    float[] motion = new float[space.size()];
    for (NamedValues.Pair pair : pairs) {
      int channel = channel(pair.name(), space);
      motion[channel] = value(pair, channel, space);
    }
    return new MotionSet(space, motion);
  }

  private static MotionSpace space(List<NamedValues.Pair> pairs, Avatar avatar) {
    for (MotionSpace space : MotionSpace.values()) {
      if (!pairs.isEmpty()
          && space.names().contains(pairs.getFirst().name())
          && avatar.isMovedBy(space)) {
        return space;
      }
    }
    return avatar.space();
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
