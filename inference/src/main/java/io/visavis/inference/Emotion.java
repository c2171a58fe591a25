package io.visavis.inference;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A mixture of emotions.
 *
 * @param intensities [7] 0..3 in the order of {@link EmotionName}; their sum is scaled down to 3
 *     where it is more
 */
public record Emotion(float[] intensities) {
  /** No emotion. */
  public static final Emotion NEUTRAL = new Emotion(new float[EmotionName.COUNT]);

  /** The strongest intensity, and the largest sum. */
  public static final float MAX = 3;

  public Emotion {
    float sum = 0;
    for (float intensity : intensities) {
      sum += intensity;
    }
    intensities = intensities.clone();
    if (sum > MAX) {
      for (int i = 0; i < intensities.length; i++) {
        intensities[i] *= MAX / sum;
      }
    }
  }

  /** How neutral a face is that feels that [7]: what is left up to 1, as models hear it. */
  public static float neutral(float[] intensities) {
    float sum = 0;
    for (float intensity : intensities) {
      sum += intensity;
    }
    return Math.max(0, 1 - sum);
  }

  /**
   * An emotion from names and intensities.
   *
   * @throws IllegalArgumentException with one sentence if a name is unknown or an intensity is not
   *     0..3
   */
  public static Emotion of(Map<String, ? extends Number> byName) {
    float[] intensities = new float[EmotionName.COUNT];
    byName.forEach(
        (name, value) -> {
          float intensity = value.floatValue();
          if (!(intensity >= 0 && intensity <= MAX)) {
            throw new IllegalArgumentException(
                "The emotion '%s' has the intensity %s; 0 to 3 would be right."
                    .formatted(name, value));
          }
          if (!name.equals("neutral")) {
            EmotionName known =
                EmotionName.find(name)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "There is no emotion '%s'; neutral, happy, sad, fear, disgusted, contempt, angry and surprised are known."
                                    .formatted(name)));
            intensities[known.ordinal()] = intensity;
          }
        });
    return new Emotion(intensities);
  }

  /**
   * Reads {@code happy=1.5,sad=.5}; a name alone counts 1; empty or {@code neutral} is neutral.
   *
   * @throws IllegalArgumentException with one sentence
   */
  public static Emotion parse(String text) {
    Map<String, Float> byName = new LinkedHashMap<>();
    if (!text.isBlank()) {
      for (String part : text.split(",", -1)) {
        String[] pair = part.strip().split("=", 2);
        try {
          byName.put(pair[0].strip(), pair.length == 1 ? 1f : Float.parseFloat(pair[1].strip()));
        } catch (NumberFormatException e) {
          throw new IllegalArgumentException(
              "'%s' is not an emotion; a name and an intensity of 0 to 3 would be right, such as happy=1.5,sad=.5."
                  .formatted(part.strip()),
              e);
        }
      }
    }
    return of(byName);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Emotion e && Arrays.equals(intensities, e.intensities);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(intensities);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (EmotionName name : EmotionName.values()) {
      if (intensities[name.ordinal()] > 0) {
        text.append(text.isEmpty() ? "" : ",").append(name.id());
        text.append('=').append(intensities[name.ordinal()]);
      }
    }
    return text.isEmpty() ? "neutral" : text.toString();
  }
}
