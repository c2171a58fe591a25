package io.visavis.avatar.importer.ict;

import io.visavis.avatar.importer.ImportException;
import java.io.IOException;
import java.util.Locale;

/** Whose head it is: the weights of ICT-FaceKit's identity files. */
public final class IctIdentity {
  /** Identities of the light model. */
  static final int MOST = 100;

  private static final float LARGEST = 10;

  private final float[] weights;

  private IctIdentity(float[] weights) {
    this.weights = weights;
  }

  /** The generic face. */
  public static IctIdentity generic() {
    return new IctIdentity(new float[0]);
  }

  /**
   * What a person wrote.
   *
   * @param text {@code "0.8,-0.3"}: the weights of identity000, identity001 and so on
   * @throws ImportException with one sentence if it is none
   */
  public static IctIdentity parse(String text) {
    String[] parts = text.strip().split(",", -1);
    if (parts.length > MOST) {
      throw new ImportException(
          "The identity has %d weights; ICT-FaceKit has %d identities."
              .formatted(parts.length, MOST));
    }
    float[] out = new float[parts.length];
    for (int i = 0; i < out.length; i++) {
      try {
        out[i] = Float.parseFloat(parts[i].strip());
      } catch (NumberFormatException e) {
        String plain = parts[i].replaceAll("[^ -~]", "?");
        throw new ImportException(
            "'%s' is no weight of an identity; write numbers such as 0.8,-0.3."
                .formatted(plain.length() > 40 ? plain.substring(0, 40) + "..." : plain));
      }
      if (!(Math.abs(out[i]) <= LARGEST)) {
        throw new ImportException(
            "The weight %s of an identity is not between -%.0f and %.0f."
                .formatted(parts[i].strip(), LARGEST, LARGEST));
      }
    }
    return new IctIdentity(out);
  }

  /** [V, 3] the neutral vertices of that person. */
  float[] of(IctFolder folder, float[] neutral) throws IOException {
    float[] out = neutral.clone();
    for (int k = 0; k < weights.length; k++) {
      if (weights[k] == 0) {
        continue;
      }
      String name = String.format(Locale.ROOT, "identity%03d", k);
      if (!folder.has(name)) {
        throw new ImportException(
            "%s has no %s.obj; leave its weight 0.".formatted(folder.path(), name));
      }
      float[] delta = folder.delta(name, neutral);
      for (int i = 0; i < out.length; i++) {
        out[i] += weights[k] * delta[i];
      }
    }
    return out;
  }
}
