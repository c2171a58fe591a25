package io.visavis.avatar;

import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.plate.Plate;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Retarget;
import org.jspecify.annotations.Nullable;

/**
 * A face that can be portrayed: a rigged mesh and the Gaussians that ride on it. Immutable, shared
 * between portrayals and threads.
 *
 * @param name the name in the registry, [a-z0-9-]
 * @param title what a person reads
 * @param space the motion that moves it
 * @param retarget how motion of another space moves it, null for not at all
 * @param mesh the rigged mesh
 * @param gaussians what is drawn
 * @param correctives what changes the Gaussians besides the rig
 * @param camera the view that frames the head
 * @param licence SPDX identifier or a sentence
 * @param plate what is behind the head where nothing else is asked for, null for nothing
 */
public record Avatar(
    String name,
    String title,
    MotionSpace space,
    @Nullable Retarget retarget,
    HeadMesh mesh,
    GaussianCloud gaussians,
    Correctives correctives,
    DefaultCamera camera,
    String licence,
    @Nullable Plate plate) {

  /** A head without a plate. */
  public Avatar(
      String name,
      String title,
      MotionSpace space,
      @Nullable Retarget retarget,
      HeadMesh mesh,
      GaussianCloud gaussians,
      Correctives correctives,
      DefaultCamera camera,
      String licence) {
    this(name, title, space, retarget, mesh, gaussians, correctives, camera, licence, null);
  }

  /** A head that ARKit's coefficients move, without correctives. */
  public Avatar(
      String name,
      String title,
      HeadMesh mesh,
      GaussianCloud gaussians,
      DefaultCamera camera,
      String licence) {
    this(name, title, MotionSpace.ARKIT, null, mesh, gaussians, Correctives.NONE, camera, licence);
  }

  /** A head that motion of its own space moves, and no other. */
  public Avatar(
      String name,
      String title,
      MotionSpace space,
      HeadMesh mesh,
      GaussianCloud gaussians,
      Correctives correctives,
      DefaultCamera camera,
      String licence) {
    this(name, title, space, null, mesh, gaussians, correctives, camera, licence);
  }

  /** Whether motion of that space moves it. */
  public boolean isMovedBy(MotionSpace motion) {
    return motion == space || (retarget != null && retarget.from() == motion);
  }

  /** The same avatar under another name. */
  public Avatar named(String other) {
    return new Avatar(
        other, title, space, retarget, mesh, gaussians, correctives, camera, licence, plate);
  }

  /** The same head with other Gaussians and correctives. */
  public Avatar with(GaussianCloud otherGaussians, Correctives otherCorrectives) {
    return new Avatar(
        name,
        title,
        space,
        retarget,
        mesh,
        otherGaussians,
        otherCorrectives,
        camera,
        licence,
        plate);
  }

  /** The same head that motion of another space moves too. */
  public Avatar with(Retarget other) {
    return new Avatar(
        name, title, space, other, mesh, gaussians, correctives, camera, licence, plate);
  }

  /** The same head before another plate, or before none. */
  public Avatar before(@Nullable Plate other) {
    return new Avatar(
        name, title, space, retarget, mesh, gaussians, correctives, camera, licence, other);
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
