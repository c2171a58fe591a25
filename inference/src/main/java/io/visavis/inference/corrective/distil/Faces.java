package io.visavis.inference.corrective.distil;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import java.util.List;
import java.util.SplittableRandom;

/** Faces by chance: mouths of speech, blinks, brows and glances, alone and together. */
final class Faces {
  /** Mouths at their full size; a name without a side stands for both. */
  private static final List<String> MOUTHS =
      List.of(
          "jawOpen=.6 mouthLowerDown=.35 mouthUpperUp=.2",
          "jawOpen=.25 mouthStretch=.35 mouthSmile=.2 mouthLowerDown=.3",
          "jawOpen=.25 mouthFunnel=.7 mouthPucker=.3",
          "mouthPucker=.8 jawOpen=.1",
          "mouthClose=.05 mouthPress=.4 jawOpen=.05",
          "mouthRollLower=.5 mouthUpperUp=.25 jawOpen=.1",
          "jawOpen=.15 mouthShrugUpper=.2 mouthShrugLower=.25");

  private static final List<String> REST =
      List.of("browInnerUp=.5 browOuterUp=.4", "browDown=.5", "mouthSmile=.5 cheekSquint=.2");

  private Faces() {}

  /** A face [55], coefficients 0..1, the neck straight. */
  static float[] random(SplittableRandom random) {
    float[] face = new float[MotionSpace.ARKIT.size()];
    add(face, MOUTHS.get(random.nextInt(MOUTHS.size())), random.nextDouble());
    if (random.nextInt(3) == 0) {
      add(face, MOUTHS.get(random.nextInt(MOUTHS.size())), random.nextDouble());
    }
    if (random.nextInt(3) == 0) {
      add(face, REST.get(random.nextInt(REST.size())), random.nextDouble());
    }
    if (random.nextInt(4) == 0) {
      add(face, "eyeBlink=1", random.nextDouble());
    }
    if (random.nextBoolean()) {
      String left = random.nextBoolean() ? "eyeLookOutLeft=.5 eyeLookInRight=.5" : "eyeLookUp=.4";
      String right = random.nextBoolean() ? "eyeLookInLeft=.5 eyeLookOutRight=.5" : "eyeLookDown=1";
      add(face, random.nextBoolean() ? left : right, random.nextDouble());
    }
    return face;
  }

  private static void add(float[] face, String shape, double size) {
    for (String part : shape.split(" ", -1)) {
      int equals = part.indexOf('=');
      String name = part.substring(0, equals);
      float value = (float) (size * Double.parseDouble(part.substring(equals + 1)));
      for (String side : List.of("", "Left", "Right")) {
        ArkitChannel.find(name + side)
            .ifPresent(c -> face[c.ordinal()] = Math.min(1, face[c.ordinal()] + value));
      }
    }
  }
}
