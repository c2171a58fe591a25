package io.visavis.avatar.check;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.rig.HeadMesh;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Is it as large as a head, and does its camera see it? */
final class SizeCheck {
  /** Metres: a child's head without a neck, and a bust with wide hair. */
  private static final float LEAST_HEIGHT = 0.12f;

  private static final float MOST_HEIGHT = 1.2f;

  private SizeCheck() {}

  static List<Finding> check(Avatar avatar) {
    List<Finding> out = new ArrayList<>();
    Box box = Box.of(avatar.mesh());
    out.add(
        Finding.fact(
            String.format(
                Locale.ROOT,
                "'%s' is %.2f m wide, %.2f m high and %.2f m deep, with %d vertices and %d triangles.",
                avatar.title(),
                box.size(0),
                box.size(1),
                box.size(2),
                avatar.mesh().vertexCount(),
                avatar.mesh().triangleCount())));
    if (!isOfAHead(avatar.mesh())) {
      float height = box.size(1);
      out.add(
          Finding.doubtful(
              String.format(
                  Locale.ROOT,
                  "The mesh is %.3g m high, which is no head with or without shoulders (%.2f to %.1f m); %s, then check again, for nothing else can be said before.",
                  height,
                  LEAST_HEIGHT,
                  MOST_HEIGHT,
                  unit(height))));
    }
    if (isOfAHead(avatar.mesh())) {
      out.addAll(camera(avatar, box));
    }
    return out;
  }

  /** Whether it is as high as a head in metres. */
  static boolean isOfAHead(HeadMesh mesh) {
    float height = Box.of(mesh).size(1);
    return height >= LEAST_HEIGHT && height <= MOST_HEIGHT;
  }

  private static String unit(float height) {
    if (height > 10 * MOST_HEIGHT && height <= 100 * MOST_HEIGHT) {
      return "it looks like centimetres, so divide mesh, joints, morph targets and Gaussians by 100";
    }
    if (height > 100 * MOST_HEIGHT && height <= 1000 * MOST_HEIGHT) {
      return "it looks like millimetres, so divide mesh, joints, morph targets and Gaussians by 1000";
    }
    return "scale it to metres";
  }

  private static List<Finding> camera(Avatar avatar, Box box) {
    Avatar.DefaultCamera camera = avatar.camera();
    List<Finding> out = new ArrayList<>();
    if (!box.holds(camera.target(), 0)) {
      out.add(
          Finding.doubtful(
              "The camera looks at a point outside the head; put its target between the eyes and the chin."));
    }
    float before = camera.target()[2] + camera.distance() - box.most()[2];
    if (before < 0.05f) {
      out.add(
          Finding.doubtful(
              String.format(
                  Locale.ROOT,
                  "The camera is %.2f m before the face; make its distance larger.",
                  before)));
    }
    double seen = 2 * camera.distance() * Math.tan(camera.fovY() / 2);
    if (seen < 0.3 * box.size(1) || seen > 4 * box.size(1)) {
      out.add(
          Finding.doubtful(
              String.format(
                  Locale.ROOT,
                  "The picture is %.2f m high at the head, which is %.2f m high; change the camera's distance or fovY.",
                  seen,
                  box.size(1))));
    }
    return out;
  }
}
