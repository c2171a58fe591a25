package io.visavis.render;

import io.visavis.avatar.motion.MotionSpace;
import java.util.List;

/**
 * One portrayal of a {@link RenderBackend#draw} batch. Reusable: a portrayal keeps one and changes
 * its motion every tick. Owned by the lane of the portrayal.
 */
public final class DrawRequest {
  private final AvatarHandle avatar;
  private final MotionSpace space;
  private final float[] motion;
  private final float[] coefficients;
  private final List<Target> targets;
  private long poseNanos;
  private long splatNanos;
  private long inpaintNanos;
  private long convertNanos;

  /**
   * One view of a portrayal and the picture that it goes to.
   *
   * @param view the camera; its size is the picture's
   * @param background what is behind the head
   * @param picture where to draw
   */
  public record Target(View view, Background background, Picture picture) {
    public Target {
      if (view.width() != picture.width() || view.height() != picture.height()) {
        throw new IllegalArgumentException(
            "The view is %dx%d and its picture %dx%d; they are the same size."
                .formatted(view.width(), view.height(), picture.width(), picture.height()));
      }
      if (background instanceof Background.Plate plate
          && (view.width() != plate.width() || view.height() != plate.height())) {
        throw new IllegalArgumentException(
            "The view is %dx%d and its plate %dx%d; they are the same size."
                .formatted(view.width(), view.height(), plate.width(), plate.height()));
      }
    }

    /**
     * Whether the picture is made of the head alone, as floats over nothing, in a step after
     * blending that all back ends but the oracle share ({@link io.visavis.render.cpu.FloatFrame}).
     */
    public boolean composed() {
      return picture instanceof Picture.Packed || background instanceof Background.Plate;
    }
  }

  /**
   * A request that is drawn to one target, or to two (a stereo pair shares its pose), by motion of
   * the avatar's own space.
   *
   * @param avatar from the same back end that will draw it
   * @param targets one or two
   */
  public DrawRequest(AvatarHandle avatar, List<Target> targets) {
    this(avatar, avatar.avatar().space(), targets);
  }

  /**
   * A request that is drawn to one target, or to two.
   *
   * @param avatar from the same back end that will draw it
   * @param space of the motion
   * @param targets one or two
   * @throws IllegalArgumentException if motion of that space does not move the avatar
   */
  public DrawRequest(AvatarHandle avatar, MotionSpace space, List<Target> targets) {
    if (!avatar.avatar().isMovedBy(space)) {
      throw new IllegalArgumentException(
          "The avatar '%s' is not moved by %s motion."
              .formatted(avatar.avatar().name(), space.id()));
    }
    if (targets.isEmpty() || targets.size() > 2) {
      throw new IllegalArgumentException(
          "A portrayal has one or two views, not %d.".formatted(targets.size()));
    }
    this.avatar = avatar;
    this.space = space;
    this.targets = List.copyOf(targets);
    this.motion = new float[space.size()];
    this.coefficients = new float[avatar.avatar().correctives().size()];
  }

  public AvatarHandle avatar() {
    return avatar;
  }

  /** The space of the motion. */
  public MotionSpace space() {
    return space;
  }

  /** The frame to draw, in that space; written by the caller before each draw. */
  public float[] motion() {
    return motion;
  }

  /** [K] coefficients of the avatar's correctives; written by the caller, all 0 at first. */
  public float[] coefficients() {
    return coefficients;
  }

  public List<Target> targets() {
    return targets;
  }

  /** Called by the back end. */
  public void times(long pose, long splat, long inpaint, long convert) {
    this.poseNanos = pose;
    this.splatNanos = splat;
    this.inpaintNanos = inpaint;
    this.convertNanos = convert;
  }

  /** Nanoseconds of the last draw spent on mesh and triangle frames. */
  public long poseNanos() {
    return poseNanos;
  }

  /** Nanoseconds of the last draw spent on projecting, sorting, binning and blending. */
  public long splatNanos() {
    return splatNanos;
  }

  /** Nanoseconds of the last draw spent on mending where the head meets its plate. */
  public long inpaintNanos() {
    return inpaintNanos;
  }

  /** Nanoseconds of the last draw spent on converting to the output format. */
  public long convertNanos() {
    return convertNanos;
  }
}
