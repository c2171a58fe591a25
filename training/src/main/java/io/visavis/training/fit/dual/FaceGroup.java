package io.visavis.training.fit.dual;

import io.visavis.avatar.motion.ArkitChannel;
import java.util.List;

/** Channels of a face that vary together and are scored together. */
enum FaceGroup {
  SMILE(1, "mouthSmile", "cheekSquint", "eyeSquint", "mouthDimple"),
  BROWS(1, "browInner", "browDown", "browOuter", "eyeWide", "noseSneer", "eyeBlink"),
  MOUTH(
      1,
      "jaw",
      "mouthClose",
      "mouthFunnel",
      "mouthPucker",
      "mouthStretch",
      "mouthLower",
      "mouthUpper",
      "mouthPress",
      "mouthRoll",
      "mouthShrug",
      "mouthFrown",
      "mouthLeft",
      "mouthRight",
      "cheekPuff",
      "tongue"),
  /** Angles are a tenth of a coefficient in size. */
  HEAD(10, "head");

  private final float weight;
  private final List<ArkitChannel> channels;

  FaceGroup(float weight, String... prefixes) {
    this.weight = weight;
    this.channels =
        java.util.Arrays.stream(ArkitChannel.values())
            .filter(c -> java.util.Arrays.stream(prefixes).anyMatch(c.channelName()::startsWith))
            .toList();
  }

  int size() {
    return channels.size();
  }

  /** [55][size]: an arkit frame times this is the group. */
  float[] matrix() {
    float[] m = new float[ArkitChannel.values().length * size()];
    for (int k = 0; k < size(); k++) {
      m[channels.get(k).ordinal() * size() + k] = weight;
    }
    return m;
  }
}
