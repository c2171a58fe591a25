package io.visavis.avatar.glb;

import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.Harmonics;
import io.visavis.avatar.rig.Binding;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the exact local values of Gaussians from the avatar extension. */
final class CloudReader {
  private CloudReader() {}

  static GaussianCloud read(Element gaussians, Accessors accessors) throws AvatarFormatException {
    Binding binding = binding(gaussians.get("binding"));
    int n = accessors.count(gaussians.get("parent"), Limits.GAUSSIANS);
    return new GaussianCloud(
        binding,
        accessors.integers(gaussians.get("parent"), AccessorType.SCALAR, n),
        origin(gaussians, binding, accessors, n),
        planes(each(gaussians, "mean", AccessorType.VEC3, accessors, n), 3, n),
        transposed(planes(each(gaussians, "factor", AccessorType.MAT3, accessors, n), 9, n)),
        each(gaussians, "opacity", AccessorType.SCALAR, accessors, n),
        planes(each(gaussians, "colour", AccessorType.VEC3, accessors, n), 3, n),
        harmonics(gaussians.find("harmonics"), accessors, n));
  }

  /** Values of a member that has one entry a Gaussian. */
  private static float[] each(
      Element gaussians, String name, AccessorType type, Accessors accessors, int n)
      throws AvatarFormatException {
    return each(gaussians.get(name), type, accessors, n);
  }

  private static float[] each(Element reference, AccessorType type, Accessors accessors, int n)
      throws AvatarFormatException {
    int count = accessors.count(reference, Limits.GAUSSIANS);
    if (count != n) {
      throw new AvatarFormatException(
          "%s has %d entries and parent has %d; both are the number of Gaussians."
              .formatted(reference.path(), count, n));
    }
    return accessors.floats(reference, type, n);
  }

  private static float[][] origin(Element gaussians, Binding binding, Accessors accessors, int n)
      throws AvatarFormatException {
    if (binding != Binding.BARYCENTRIC && gaussians.find("origin") == null) {
      return new float[0][];
    }
    return planes(each(gaussians, "origin", AccessorType.VEC3, accessors, n), 3, n);
  }

  private static Harmonics harmonics(@Nullable Element harmonics, Accessors accessors, int n)
      throws AvatarFormatException {
    if (harmonics == null) {
      return Harmonics.NONE;
    }
    int degree = harmonics.get("degree").integer(1, Harmonics.MAX_DEGREE);
    int count = (degree + 1) * (degree + 1) - 1;
    Element references = harmonics.get("coefficients");
    if (references.size() != count) {
      throw new AvatarFormatException(
          "%s has %d entries; degree %d has %d."
              .formatted(references.path(), references.size(), degree, count));
    }
    float[][] coefficients = new float[3 * count][];
    for (int j = 0; j < count; j++) {
      float[][] rgb = planes(each(references.at(j), AccessorType.VEC3, accessors, n), 3, n);
      for (int c = 0; c < 3; c++) {
        coefficients[c * count + j] = rgb[c];
      }
    }
    return new Harmonics(degree, harmonics.flag("turnsWithHead"), coefficients);
  }

  private static Binding binding(Element id) throws AvatarFormatException {
    String text = id.text();
    for (Binding binding : Binding.values()) {
      if (binding.id().equals(text)) {
        return binding;
      }
    }
    throw new AvatarFormatException(
        "%s is none that is known: %s."
            .formatted(
                id.path(),
                String.join(", ", Arrays.stream(Binding.values()).map(Binding::id).toList())));
  }

  private static float[][] planes(float[] rows, int width, int n) {
    float[][] planes = new float[width][n];
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < width; c++) {
        planes[c][i] = rows[width * i + c];
      }
    }
    return planes;
  }

  /** A glTF matrix is column-major, ours row-major. */
  private static float[][] transposed(float[][] m) {
    return new float[][] {m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]};
  }
}
