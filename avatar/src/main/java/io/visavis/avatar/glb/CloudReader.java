package io.visavis.avatar.glb;

import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.rig.Binding;
import java.util.Arrays;

/** Reads the exact local values of Gaussians from the avatar extension. */
final class CloudReader {
  private CloudReader() {}

  static GaussianCloud read(Element gaussians, Accessors accessors) throws AvatarFormatException {
    Binding binding = binding(gaussians.get("binding"));
    int n = accessors.count(gaussians.get("parent"), Limits.GAUSSIANS);
    for (String name : new String[] {"mean", "factor", "opacity", "colour"}) {
      int count = accessors.count(gaussians.get(name), Limits.GAUSSIANS);
      if (count != n) {
        throw new AvatarFormatException(
            "%s.%s has %d entries and parent has %d; both are the number of Gaussians."
                .formatted(gaussians.path(), name, count, n));
      }
    }
    return new GaussianCloud(
        binding,
        accessors.integers(gaussians.get("parent"), AccessorType.SCALAR, n),
        planes(accessors.floats(gaussians.get("mean"), AccessorType.VEC3, n), 3, n),
        transposed(planes(accessors.floats(gaussians.get("factor"), AccessorType.MAT3, n), 9, n)),
        accessors.floats(gaussians.get("opacity"), AccessorType.SCALAR, n),
        planes(accessors.floats(gaussians.get("colour"), AccessorType.VEC3, n), 3, n));
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
