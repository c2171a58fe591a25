package io.visavis.training.fit.dual;

import io.visavis.avatar.motion.MotionSpace;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Channels of a face that vary together and are scored together.
 *
 * @param weight brings groups to about the same size
 * @param channels of a frame
 * @param of values of a frame
 */
record FaceGroup(String name, float weight, List<Integer> channels, int of) {
  /** Angles are a tenth of a coefficient in size. */
  private static final float ANGLE = 10;

  /** Coefficients of flame go further than 1. */
  private static final float FLAME = 0.3f;

  /** All groups; the last one is the head. */
  static List<FaceGroup> all(MotionSpace space) {
    return switch (space) {
      case ARKIT ->
          List.of(
              arkit("smile", 1, "mouthSmile", "cheekSquint", "eyeSquint", "mouthDimple"),
              arkit(
                  "brows",
                  1,
                  "browInner",
                  "browDown",
                  "browOuter",
                  "eyeWide",
                  "noseSneer",
                  "eyeBlink"),
              mouth(),
              arkit("head", ANGLE, "head"));
      case FLAME ->
          List.of(expression(), flame("jaw", ANGLE, 50, 53), flame("head", ANGLE, 53, 56));
    };
  }

  /** Where words can be read from. */
  static FaceGroup lips(MotionSpace space) {
    return space == MotionSpace.ARKIT ? mouth() : expression();
  }

  private static FaceGroup mouth() {
    return arkit(
        "mouth",
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
        "tongue");
  }

  private static FaceGroup expression() {
    return flame("expression", FLAME, 0, 50);
  }

  private static FaceGroup arkit(String name, float weight, String... prefixes) {
    List<String> names = MotionSpace.ARKIT.names();
    List<Integer> channels =
        IntStream.range(0, names.size())
            .filter(c -> Arrays.stream(prefixes).anyMatch(names.get(c)::startsWith))
            .boxed()
            .toList();
    return new FaceGroup(name, weight, channels, names.size());
  }

  private static FaceGroup flame(String name, float weight, int from, int to) {
    return new FaceGroup(
        name, weight, IntStream.range(from, to).boxed().toList(), MotionSpace.FLAME.size());
  }

  int size() {
    return channels.size();
  }

  /** [of][size]: a frame times this is the group. */
  float[] matrix() {
    float[] m = new float[of * size()];
    for (int k = 0; k < size(); k++) {
      m[channels.get(k) * size() + k] = weight;
    }
    return m;
  }
}
