package io.visavis.avatar.glb;

import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.avatar.corrective.Correctives;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what changes Gaussians besides the rig. */
final class CorrectivesReader {
  private final Accessors accessors;
  private final int gaussians;
  private final int triangles;
  private long left = Limits.BASIS_VALUES;

  private CorrectivesReader(Accessors accessors, int gaussians, int triangles) {
    this.accessors = accessors;
    this.gaussians = gaussians;
    this.triangles = triangles;
  }

  /**
   * The correctives of a file.
   *
   * @param correctives where there are any
   * @param gaussians their number
   * @param triangles of the mesh
   */
  static Correctives read(
      @Nullable Element correctives, Accessors accessors, int gaussians, int triangles)
      throws AvatarFormatException {
    if (correctives == null) {
      return Correctives.NONE;
    }
    Element names = limited(correctives.get("names"), Limits.COEFFICIENTS);
    Element bases = limited(correctives.get("bases"), Limits.BASES);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      texts.add(names.at(i).text());
    }
    CorrectivesReader reader = new CorrectivesReader(accessors, gaussians, triangles);
    List<CorrectiveBasis> read = new ArrayList<>();
    for (int i = 0; i < bases.size(); i++) {
      read.add(reader.basis(bases.at(i)));
    }
    Element network = correctives.find("network");
    return new Correctives(
        texts, read, network == null ? null : NetworkReader.read(network, accessors));
  }

  private static Element limited(Element array, int most) throws AvatarFormatException {
    if (array.size() > most) {
      throw new AvatarFormatException(
          "%s has %d entries; at most %d are read.".formatted(array.path(), array.size(), most));
    }
    return array;
  }

  private CorrectiveBasis basis(Element basis) throws AvatarFormatException {
    CorrectiveTarget target = target(basis);
    boolean shared =
        switch (basis.get("per").text()) {
          case "gaussian" -> false;
          case "triangle" -> true;
          default ->
              throw new AvatarFormatException(
                  basis.path() + ".per is none that is known: gaussian, triangle.");
        };
    int first = basis.get("first").integer(0, Limits.COEFFICIENTS);
    int rows = basis.get("count").integer(1, Limits.COEFFICIENTS);
    int domain = shared ? triangles : gaussians;
    int entries = Math.multiplyExact(rows, domain);
    left -= (long) entries * target.channels();
    if (left < 0) {
      throw new AvatarFormatException(CorrectiveRules.tooMany());
    }
    Element reference = basis.get("values");
    int count = accessors.count(reference, Integer.MAX_VALUE);
    if (count != entries) {
      throw new AvatarFormatException(
          "%s has %d entries; %d are right, %d rows of one a %s."
              .formatted(reference.path(), count, entries, rows, shared ? "triangle" : "Gaussian"));
    }
    float[] values = accessors.floats(reference, type(target), entries);
    apart(values, rows, target.channels(), domain);
    return new CorrectiveBasis(target, shared, first, values);
  }

  private static CorrectiveTarget target(Element basis) throws AvatarFormatException {
    String attribute = basis.get("attribute").text();
    String composition = basis.get("composition").text();
    for (CorrectiveTarget target : CorrectiveTarget.values()) {
      if (target.attribute().equals(attribute) && target.composition().equals(composition)) {
        return target;
      }
    }
    throw new AvatarFormatException(
        "%s has an attribute and a composition that are not known together; there are %s."
            .formatted(
                basis.path(),
                Arrays.stream(CorrectiveTarget.values())
                    .map(t -> t.attribute() + " " + t.composition())
                    .collect(Collectors.joining(", "))));
  }

  /** The accessor's type for changes of that attribute. */
  static AccessorType type(CorrectiveTarget target) {
    return switch (target.channels()) {
      case 1 -> AccessorType.SCALAR;
      case 3 -> AccessorType.VEC3;
      default -> AccessorType.VEC4;
    };
  }

  /** Turns each row from one change after the other to one channel after the other, in place. */
  private static void apart(float[] values, int rows, int channels, int domain) {
    float[] row = new float[channels * domain];
    for (int k = 0; k < rows; k++) {
      System.arraycopy(values, k * row.length, row, 0, row.length);
      for (int i = 0; i < domain; i++) {
        for (int c = 0; c < channels; c++) {
          values[k * row.length + c * domain + i] = row[channels * i + c];
        }
      }
    }
  }
}
