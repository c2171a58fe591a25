package io.visavis.inference;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How self and partner stand to each other.
 *
 * @param kin blood or not
 * @param status equal or not, and who is higher
 */
public record Relation(Kin kin, Status status) {
  /** Strangers of equal standing. */
  public static final Relation DEFAULT = new Relation(Kin.NON_BLOOD, Status.EQUAL);

  /** Values of {@link #write}. */
  public static final int SIZE = 3;

  /**
   * Reads {@code blood|non-blood,equal|unequal|self-higher|self-lower}; either half may be left
   * out, underscores do as well as hyphens.
   *
   * @throws IllegalArgumentException with one sentence that says what would be right
   */
  public static Relation parse(String text) {
    @Nullable Kin kin = null;
    @Nullable Status status = null;
    for (String part : text.split(",", -1)) {
      String word = part.strip().toUpperCase(Locale.ROOT).replace('-', '_');
      boolean known = false;
      for (Kin k : Kin.values()) {
        if (k.name().equals(word) && kin == null) {
          kin = k;
          known = true;
        }
      }
      for (Status s : Status.values()) {
        if (s.name().equals(word) && status == null) {
          status = s;
          known = true;
        }
      }
      if (!known) {
        throw new IllegalArgumentException(
            "'%s' is not a relation; blood or non-blood, then equal, unequal, self-higher or self-lower would be right, such as non-blood,equal."
                .formatted(text));
      }
    }
    return new Relation(kin == null ? DEFAULT.kin : kin, status == null ? DEFAULT.status : status);
  }

  /** How the other stands to this one. */
  public Relation reversed() {
    return new Relation(
        kin,
        switch (status) {
          case SELF_HIGHER -> Status.SELF_LOWER;
          case SELF_LOWER -> Status.SELF_HIGHER;
          case EQUAL, UNEQUAL -> status;
        });
  }

  /** Writes [3] blood (0 or 1), equal (0 or 1), self higher (1), lower (-1) or neither (0). */
  public void write(float[] out) {
    out[0] = kin == Kin.BLOOD ? 1 : 0;
    out[1] = status == Status.EQUAL ? 1 : 0;
    out[2] = status == Status.SELF_HIGHER ? 1 : status == Status.SELF_LOWER ? -1 : 0;
  }
}
