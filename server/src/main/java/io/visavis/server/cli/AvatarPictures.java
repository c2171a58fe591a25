package io.visavis.server.cli;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.render.View;
import io.visavis.render.compare.FaceProjection;
import io.visavis.render.compare.Pixels;
import io.visavis.render.compare.PngFile;
import io.visavis.render.compare.Region;
import io.visavis.server.compare.Comparison;
import io.visavis.server.offline.MotionFile;
import io.visavis.server.offline.PartnerFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pictures of an avatar under the frames of a motion file. Owned by one thread. */
final class AvatarPictures implements AutoCloseable {
  private final Avatar avatar;
  private final MotionSpace space;
  private final List<PartnerFrame> frames;
  private final @Nullable FaceProjection projection;
  private final Studio studio;

  /**
   * A picture.
   *
   * @param landmarks [68, 2] pixels from the picture's corner, null where they are not known
   */
  record Shot(Pixels picture, double @Nullable [] landmarks) {
    Optional<Region> face() {
      return landmarks == null
          ? Optional.empty()
          : Region.around(landmarks, picture.width(), picture.height());
    }

    /** Both mouths, if both are known. */
    Comparison.@Nullable Mouths mouths(double @Nullable [] reference) {
      if (landmarks == null || reference == null) {
        return null;
      }
      // Detectors count from the centre of the first pixel.
      double[] own = new double[landmarks.length];
      for (int i = 0; i < own.length; i++) {
        own[i] = landmarks[i] - 0.5;
      }
      return new Comparison.Mouths(own, reference);
    }
  }

  /**
   * Of an avatar.
   *
   * @param wanted frames that the motion must have
   */
  AvatarPictures(Avatar avatar, Path motion, PictureOptions options, int wanted)
      throws IOException {
    this.avatar = avatar;
    this.space = MotionFile.space(motion);
    if (!avatar.isMovedBy(space)) {
      throw new UsageException(
          "The motion of %s is %s, and '%s' is moved by %s."
              .formatted(motion, space.id(), avatar.title(), avatar.space().id()));
    }
    this.frames = MotionFile.read(motion, space);
    if (frames.size() < wanted) {
      throw new UsageException(
          "%s has %d frames, and there are %d references."
              .formatted(motion, frames.size(), wanted));
    }
    this.projection = avatar.mesh().landmarks().length == 0 ? null : new FaceProjection(avatar);
    this.studio = new Studio(avatar, options);
  }

  /** Frame n in a size. */
  Shot take(int n, int width, int height) {
    View view = View.front(avatar.camera(), width, height);
    float[] values = frames.get(n).values();
    float[] still = new float[avatar.correctives().size()];
    Pixels picture =
        PngFile.of(
            studio.take(new MotionSet(space, values), Mood.NEUTRAL, still, view), new float[3]);
    return new Shot(picture, projection == null ? null : projection.landmarks(space, values, view));
  }

  /** Says what was left out. */
  void note(int used, boolean hasLandmarks, boolean hasFace, List<String> notes) {
    if (frames.size() > used) {
      notes.add(
          "The motion has %d frames more than there are references; they were left out."
              .formatted(frames.size() - used));
    }
    if (projection == null) {
      notes.add("LMD is left out: the landmarks of '%s' are not known.".formatted(avatar.title()));
      if (!hasFace) {
        notes.add(
            "Figures of the face are left out: the avatar's landmarks are not known; --face or --mask says where it is.");
      }
    } else if (!hasLandmarks) {
      notes.add("LMD is left out: --landmarks gives what a detector found in the references.");
    }
  }

  @Override
  public void close() {
    studio.close();
  }
}
