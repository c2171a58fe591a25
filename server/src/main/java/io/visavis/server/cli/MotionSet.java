package io.visavis.server.cli;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import java.util.Locale;

/** One motion frame in words: {@code jawOpen=1,headYaw=0.4}. */
final class MotionSet {
  private MotionSet() {}

  /**
   * The frame.
   *
   * @param text channels and values; empty for the face at rest
   * @return [55]
   */
  static float[] parse(String text) {
    float[] motion = new float[MotionSpace.ARKIT.size()];
    if (text.isBlank()) {
      return motion;
    }
    for (String part : text.split(",", -1)) {
      String[] pair = part.split("=", -1);
      if (pair.length != 2) {
        throw new UsageException(
            "'%s' is no channel with a value; write jawOpen=1,headYaw=0.4."
                .formatted(part.strip()));
      }
      ArkitChannel channel = channel(pair[0].strip());
      motion[channel.ordinal()] = value(channel, pair[1].strip());
    }
    return motion;
  }

  private static ArkitChannel channel(String name) {
    return ArkitChannel.find(name)
        .orElseThrow(
            () ->
                new UsageException(
                    "There is no channel '%s'%s"
                        .formatted(
                            name,
                            Closest.to(name, MotionSpace.ARKIT.names())
                                .map("; perhaps %s?"::formatted)
                                .orElse("; 'avatar show' lists the channels."))));
  }

  private static float value(ArkitChannel channel, String text) {
    float value;
    try {
      value = Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw new UsageException(
          "The value of %s is '%s', which is no number.".formatted(channel.channelName(), text));
    }
    boolean angle = channel.ordinal() >= ArkitChannel.COEFFICIENTS;
    double least = angle ? -1.2 : 0;
    double most = angle ? 1.2 : 1;
    if (!(value >= least && value <= most)) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "The value of %s is %s; %s to %s%s is right.",
              channel.channelName(),
              text,
              angle ? "-1.2" : "0",
              angle ? "1.2" : "1",
              angle ? " radians" : ""));
    }
    return value;
  }
}
