package io.visavis.server.lane;

import io.visavis.avatar.Avatar;
import io.visavis.render.View;
import io.visavis.server.Refusal;

/**
 * Sugar for a view of the head.
 *
 * @param yaw radians; + moves the camera to the subject's left
 * @param pitch radians; + moves the camera up
 * @param distance metres from the face; 0 is the avatar's own
 */
public record Camera(float yaw, float pitch, float distance) {
  /** The avatar's own framing. */
  public static final Camera FRONT = new Camera(0, 0, 0);

  private static final float MAX_PITCH = 1.5f;
  private static final float MIN_DISTANCE = 0.1f;
  private static final float MAX_DISTANCE = 10;

  public Camera {
    boolean ok =
        Math.abs(yaw) <= Math.PI
            && Math.abs(pitch) <= MAX_PITCH
            && (distance == 0 || (distance >= MIN_DISTANCE && distance <= MAX_DISTANCE));
    if (!ok) { // false for NaN too
      throw Refusal.invalid(
          "A camera of yaw %s, pitch %s, distance %s cannot look; yaw is -pi to pi, pitch -1.5 to 1.5, distance 0.1 to 10 m, or 0 for the avatar's own."
              .formatted(yaw, pitch, distance));
    }
  }

  View view(Avatar.DefaultCamera own, int size) {
    double zoom = distance == 0 ? 1 : own.distance() / distance;
    return View.orbit(own, size, size, yaw, pitch, zoom);
  }
}
