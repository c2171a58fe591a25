package io.visavis.avatar.importer;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;

/** The view of a head whose makers say none: the eyes a little above the middle of the picture. */
public final class Framing {
  /** Metres; seen from farther away a nose is as large as in talks. */
  private static final float DISTANCE = 1;

  private static final float FIELD = 0.36f;

  /** The middle of the picture below the eyes, metres. */
  private static final float BELOW = 0.03f;

  private Framing() {}

  public static Avatar.DefaultCamera of(HeadMesh mesh) {
    float[] pivots = mesh.pivots();
    int left = 3 * Joint.EYE_LEFT.ordinal();
    int right = 3 * Joint.EYE_RIGHT.ordinal();
    return new Avatar.DefaultCamera(
        new float[] {
          (pivots[left] + pivots[right]) / 2,
          (pivots[left + 1] + pivots[right + 1]) / 2 - BELOW,
          (pivots[left + 2] + pivots[right + 2]) / 2
        },
        DISTANCE,
        FIELD);
  }
}
