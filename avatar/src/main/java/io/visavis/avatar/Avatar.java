package io.visavis.avatar;

import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.HeadMesh;

/**
 * A face that can be portrayed: a rigged mesh and the Gaussians that ride on it. Immutable, shared
 * between portrayals and threads.
 *
 * @param name the name in the registry, [a-z0-9-]
 * @param title what a person reads
 * @param space the motion that moves it
 * @param mesh the rigged mesh
 * @param gaussians what is drawn
 * @param correctives what changes the Gaussians besides the rig
 * @param camera the view that frames the head
 * @param licence SPDX identifier or a sentence
 */
public record Avatar(
    String name,
    String title,
    MotionSpace space,
    HeadMesh mesh,
    GaussianCloud gaussians,
    Correctives correctives,
    DefaultCamera camera,
    String licence) {

  /** A head that ARKit's coefficients move, without correctives. */
  public Avatar(
      String name,
      String title,
      HeadMesh mesh,
      GaussianCloud gaussians,
      DefaultCamera camera,
      String licence) {
    this(name, title, MotionSpace.ARKIT, mesh, gaussians, Correctives.NONE, camera, licence);
  }

  /** The same avatar under another name. */
  public Avatar named(String other) {
    return new Avatar(other, title, space, mesh, gaussians, correctives, camera, licence);
  }

  /** The same head with other Gaussians and correctives. */
  public Avatar with(GaussianCloud otherGaussians, Correctives otherCorrectives) {
    return new Avatar(name, title, space, mesh, otherGaussians, otherCorrectives, camera, licence);
  }

  /**
   * The view that frames the head: a camera before the face that looks along -z.
   *
   * @param target [3] the point in the middle of the picture, metres
   * @param distance metres from the target
   * @param fovY vertical field of view, radians
   */
  public record DefaultCamera(float[] target, float distance, float fovY) {}
}
