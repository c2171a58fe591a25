package io.visavis.render;

import io.visavis.avatar.Avatar;

/**
 * One pinhole view. Camera space: +x right, +y down, +z forward; pixel centres at +0.5.
 *
 * @param worldToCamera [3, 4] row-major rigid transform from avatar space (metres)
 * @param fx focal length in pixels
 * @param fy focal length in pixels
 * @param cx principal point in pixels
 * @param cy principal point in pixels
 * @param width picture width in pixels, even, 64..2048
 * @param height picture height in pixels, even, 64..2048
 */
public record View(
    float[] worldToCamera, float fx, float fy, float cx, float cy, int width, int height) {

  /** Smallest and largest picture side, pixels. */
  public static final int MIN_SIZE = 64;

  public static final int MAX_SIZE = 2048;

  public View {
    if (width < MIN_SIZE || width > MAX_SIZE || height < MIN_SIZE || height > MAX_SIZE) {
      throw new IllegalArgumentException(
          "A picture of %dx%d cannot be drawn; sides are %d to %d pixels."
              .formatted(width, height, MIN_SIZE, MAX_SIZE));
    }
    if (width % 2 != 0 || height % 2 != 0) {
      throw new IllegalArgumentException(
          "A picture of %dx%d cannot be drawn; sides are even.".formatted(width, height));
    }
  }

  /**
   * The avatar's own framing, orbited about its target.
   *
   * @param yaw radians; + moves the camera towards the subject's left (+x)
   * @param pitch radians; + moves the camera up
   * @param zoom divides the distance; 1 is the default framing
   */
  public static View orbit(
      Avatar.DefaultCamera camera, int width, int height, double yaw, double pitch, double zoom) {
    double d = camera.distance() / zoom;
    double[] back = {
      Math.sin(yaw) * Math.cos(pitch), Math.sin(pitch), Math.cos(yaw) * Math.cos(pitch)
    };
    double[] right = {Math.cos(yaw), 0, -Math.sin(yaw)};
    double[] up = {
      back[1] * right[2] - back[2] * right[1],
      back[2] * right[0] - back[0] * right[2],
      back[0] * right[1] - back[1] * right[0]
    };
    double[][] rows = {right, {-up[0], -up[1], -up[2]}, {-back[0], -back[1], -back[2]}};
    float[] m = new float[12];
    for (int r = 0; r < 3; r++) {
      double t = 0;
      for (int c = 0; c < 3; c++) {
        m[4 * r + c] = (float) rows[r][c];
        t -= rows[r][c] * (camera.target()[c] + d * back[c]);
      }
      m[4 * r + 3] = (float) t;
    }
    float f = (float) (0.5 * height / Math.tan(0.5 * camera.fovY()));
    return new View(m, f, f, 0.5f * width, 0.5f * height, width, height);
  }

  /** The avatar's own framing, from the front. */
  public static View front(Avatar.DefaultCamera camera, int width, int height) {
    return orbit(camera, width, height, 0, 0, 1);
  }
}
