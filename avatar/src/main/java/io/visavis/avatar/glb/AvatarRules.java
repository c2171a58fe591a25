package io.visavis.avatar.glb;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.MorphTarget;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What every avatar keeps, whether it is read from a file or about to be written: sizes that fit
 * together, finite values, indices in range. Whoever draws may rely on it.
 */
public final class AvatarRules {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");
  private static final double WEIGHT_SUM_TOLERANCE = 1e-3;

  private AvatarRules() {}

  /** Is this a name that the registry takes? */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * The first rule that an avatar breaks.
   *
   * @return one sentence, empty if it keeps them all
   */
  public static Optional<String> firstFault(Avatar avatar) {
    return text(avatar)
        .or(() -> camera(avatar.camera()))
        .or(() -> mesh(avatar.mesh()))
        .or(() -> gaussians(avatar.gaussians(), avatar.mesh().triangleCount()));
  }

  private static Optional<String> text(Avatar avatar) {
    if (!isName(avatar.name())) {
      return fault(
          "The avatar's name is not of 1 to 32 small letters, digits and hyphens, such as anna-2.");
    }
    return printable("title", avatar.title(), Limits.TITLE)
        .or(() -> printable("licence", avatar.licence(), Limits.LICENCE));
  }

  private static Optional<String> printable(String what, String text, int most) {
    if (text.isBlank() || text.length() > most) {
      return fault("The avatar's %s has 1 to %d characters, not %d.", what, most, text.length());
    }
    return text.chars().anyMatch(Character::isISOControl)
        ? fault("The avatar's %s has control characters; plain text is right.", what)
        : Optional.empty();
  }

  private static Optional<String> camera(Avatar.DefaultCamera camera) {
    if (camera.target().length != 3) {
      return fault("The camera's target has %d values; 3 are right.", camera.target().length);
    }
    return finite("the camera's target", camera.target(), 3)
        .or(
            () ->
                within(camera.distance(), 0.01, 100)
                    ? Optional.empty()
                    : fault(
                        "The camera's distance is %s m; 0.01 to 100 are right.", camera.distance()))
        .or(
            () ->
                within(camera.fovY(), 0.01, 3)
                    ? Optional.empty()
                    : fault(
                        "The camera's field of view is %s radians; 0.01 to 3 are right.",
                        camera.fovY()));
  }

  private static Optional<String> mesh(HeadMesh mesh) {
    int vertices = mesh.vertexCount();
    if (vertices < 3 || vertices > Limits.VERTICES || mesh.vertices().length % 3 != 0) {
      return fault("The mesh has %d vertices; 3 to %d are right.", vertices, Limits.VERTICES);
    }
    int triangles = mesh.triangleCount();
    if (triangles < 1 || triangles > Limits.TRIANGLES || mesh.triangles().length % 3 != 0) {
      return fault("The mesh has %d triangles; 1 to %d are right.", triangles, Limits.TRIANGLES);
    }
    if (mesh.pivots().length != 3 * Joint.COUNT
        || mesh.weights().length != Joint.COUNT * vertices) {
      return fault(
          "The rig has %d pivot values and %d weights; %d and %d are right for %d vertices.",
          mesh.pivots().length,
          mesh.weights().length,
          3 * Joint.COUNT,
          Joint.COUNT * vertices,
          vertices);
    }
    return finite("the vertices", mesh.vertices(), 3)
        .or(() -> indices("the corners of triangles", mesh.triangles(), 3, vertices))
        .or(() -> finite("the joint pivots", mesh.pivots(), 3))
        .or(() -> weights(mesh.weights()))
        .or(() -> morphs(mesh));
  }

  private static Optional<String> weights(float[] weights) {
    for (int v = 0; v < weights.length / Joint.COUNT; v++) {
      double sum = 0;
      for (int j = 0; j < Joint.COUNT; j++) {
        float w = weights[Joint.COUNT * v + j];
        if (!within(w, 0, 1 + WEIGHT_SUM_TOLERANCE)) {
          return fault("Vertex %d has a skinning weight of %s; 0 to 1 is right.", v, w);
        }
        sum += w;
      }
      if (!within(sum, 1 - WEIGHT_SUM_TOLERANCE, 1 + WEIGHT_SUM_TOLERANCE)) {
        return fault("The skinning weights of vertex %d add up to %.4f instead of 1.", v, sum);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> morphs(HeadMesh mesh) {
    if (mesh.morphs().size() > Limits.MORPHS) {
      return fault(
          "The mesh has %d morph targets; at most %d are read.",
          mesh.morphs().size(), Limits.MORPHS);
    }
    Set<String> names = new HashSet<>();
    for (MorphTarget morph : mesh.morphs()) {
      String what = "morph target '%s'".formatted(morph.name());
      Optional<String> fault =
          printable("morph target's name", morph.name(), Limits.TITLE)
              .or(() -> ascending(what, morph.vertices()))
              .or(() -> indices(what, morph.vertices(), 1, mesh.vertexCount()))
              .or(() -> finite(what, morph.deltas(), 3));
      if (fault.isPresent()) {
        return fault;
      }
      if (!names.add(morph.name())) {
        return fault("There are two morph targets '%s'; one a name is right.", morph.name());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> ascending(String what, int[] indices) {
    for (int i = 1; i < indices.length; i++) {
      if (indices[i] <= indices[i - 1]) {
        return fault("The vertices of %s are not ascending at entry %d.", what, i);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> gaussians(GaussianCloud cloud, int triangles) {
    int n = cloud.size();
    if (n < 1 || n > Limits.GAUSSIANS) {
      return fault("The avatar has %d Gaussians; 1 to %d are right.", n, Limits.GAUSSIANS);
    }
    if (!planes(cloud.mean(), 3, n)
        || !planes(cloud.factor(), 9, n)
        || !planes(cloud.colour(), 3, n)
        || cloud.opacity().length != n) {
      return fault("The arrays of the Gaussians are not all of their number, %d.", n);
    }
    Optional<String> fault = indices("the triangles of Gaussians", cloud.parent(), 1, triangles);
    for (float[] plane : cloud.mean()) {
      fault = fault.or(() -> finite("the means of Gaussians", plane, 1));
    }
    for (float[] plane : cloud.factor()) {
      fault = fault.or(() -> finite("the factors of Gaussians", plane, 1));
    }
    fault = fault.or(() -> unit("opacity", cloud.opacity()));
    boolean everywhere = cloud.harmonics().degree() == 0;
    for (float[] plane : cloud.colour()) {
      fault =
          fault.or(
              () ->
                  everywhere
                      ? unit("colour", plane)
                      : finite("the colours of Gaussians", plane, 1));
    }
    return fault;
  }

  private static boolean planes(float[][] planes, int count, int length) {
    if (planes.length != count) {
      return false;
    }
    for (float[] plane : planes) {
      if (plane.length != length) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> indices(String what, int[] indices, int width, int below) {
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] < 0 || indices[i] >= below) {
        return fault(
            "Entry %d of %s is %d; 0 to %d is right.", i / width, what, indices[i], below - 1);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> finite(String what, float[] values, int width) {
    for (int i = 0; i < values.length; i++) {
      if (!within(values[i], -Limits.VALUE, Limits.VALUE)) {
        return fault(
            "Entry %d of %s is %s; finite and within +-%.0f is right.",
            i / width, what, values[i], Limits.VALUE);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> unit(String what, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!within(values[i], 0, 1)) {
        return fault("The %2$s of Gaussian %1$d is %3$s; 0 to 1 is right.", i, what, values[i]);
      }
    }
    return Optional.empty();
  }

  /** False for NaN. */
  private static boolean within(double value, double least, double most) {
    return value >= least && value <= most;
  }

  private static Optional<String> fault(String format, Object... args) {
    return Optional.of(String.format(java.util.Locale.ROOT, format, args));
  }
}
