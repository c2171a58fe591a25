package io.visavis.inference;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an {@link Emotion} is made of; the ordinal is its index. Neutral is none of them. */
public enum EmotionName {
  HAPPY,
  SAD,
  FEAR,
  DISGUSTED,
  CONTEMPT,
  ANGRY,
  SURPRISED;

  /** Number of emotions. */
  public static final int COUNT = 7;

  /** The name on the wire and the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The emotion of that name, where there is one. */
  public static Optional<EmotionName> find(String id) {
    return Arrays.stream(values()).filter(n -> n.id().equals(id)).findFirst();
  }
}
