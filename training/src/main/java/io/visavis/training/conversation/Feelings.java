package io.visavis.training.conversation;

import io.visavis.inference.Emotion;
import io.visavis.inference.EmotionName;
import io.visavis.inference.behaviour.Draws;

/**
 * What somebody feels from frame to frame: neutral, one emotion or a mixture of two, of any
 * intensity up to 3; it changes every half a minute or so and is eased over 0.4 s.
 */
final class Feelings {
  private static final double NEUTRAL = 0.35;
  private static final double MIXED = 0.25;
  private static final int EASE_FRAMES = 10;

  private Feelings() {}

  /** [frames][7] intensities. */
  static float[][] of(int frames, long seed) {
    Draws draws = new Draws(seed, "feelings");
    float[][] out = new float[frames][];
    float[] from = draw(draws);
    float[] to = from;
    int changed = -EASE_FRAMES;
    int next = (int) (25 * draws.uniform(15, 45));
    for (int n = 0; n < frames; n++) {
      if (n == next) {
        from = to;
        to = draw(draws);
        changed = n;
        next = n + (int) (25 * draws.uniform(15, 45));
      }
      float u = Math.clamp((n - changed) / (float) EASE_FRAMES, 0, 1);
      out[n] = new float[EmotionName.COUNT];
      for (int e = 0; e < EmotionName.COUNT; e++) {
        out[n][e] = from[e] + u * (to[e] - from[e]);
      }
    }
    return out;
  }

  private static float[] draw(Draws draws) {
    float[] intensities = new float[EmotionName.COUNT];
    if (draws.uniform() >= NEUTRAL) {
      intensities[any(draws)] = (float) draws.uniform(0.3, Emotion.MAX);
      if (draws.uniform() < MIXED) {
        intensities[any(draws)] += (float) draws.uniform(0.3, 1.5);
      }
    }
    return new Emotion(intensities).intensities();
  }

  private static int any(Draws draws) {
    return (int) (draws.uniform() * EmotionName.COUNT);
  }
}
