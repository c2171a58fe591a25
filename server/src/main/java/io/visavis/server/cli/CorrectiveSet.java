package io.visavis.server.cli;

import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.corrective.Corrector;
import java.util.List;

/** Coefficients of correctives in words: {@code blush=1,frown=0.5}. */
final class CorrectiveSet {
  private static final int SHOWN = 20;

  private CorrectiveSet() {}

  /**
   * The coefficients.
   *
   * @param text names and values; empty for none
   * @return one a name of the avatar's, 0 where nothing is said
   */
  static float[] parse(String text, Correctives correctives) {
    float[] out = new float[correctives.size()];
    for (NamedValues.Pair pair : NamedValues.split(text, "corrective", "blush=1,frown=0.5")) {
      int index = correctives.names().indexOf(pair.name());
      if (index < 0) {
        throw new UsageException(
            "There is no corrective '%s'; this avatar has %s."
                .formatted(pair.name(), names(correctives.names())));
      }
      float value = pair.number();
      if (!(Math.abs(value) <= Corrector.MAX)) {
        String most = NamedValues.shown(Corrector.MAX);
        throw new UsageException(
            "The value of %s is %s; -%s to %s is right."
                .formatted(pair.name(), pair.text(), most, most));
      }
      out[index] = value;
    }
    return out;
  }

  /** The first names and how many more there are. */
  static String names(List<String> names) {
    if (names.isEmpty()) {
      return "none";
    }
    String text = String.join(", ", names.subList(0, Math.min(names.size(), SHOWN)));
    return names.size() > SHOWN ? "%s and %d more".formatted(text, names.size() - SHOWN) : text;
  }
}
