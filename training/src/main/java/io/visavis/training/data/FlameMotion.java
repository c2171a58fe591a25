package io.visavis.training.data;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.numpy.NpzFile;
import io.visavis.avatar.numpy.NumpyArray;
import io.visavis.avatar.numpy.NumpyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Motion of DualTalk's {@code .npz}: {@code exp} (T, 50) and {@code pose} (T, 6), which has the
 * neck before the jaw; a frame of the {@code flame} space has the jaw first.
 */
final class FlameMotion {
  private static final int EXPRESSION = 50;
  private static final int POSE = 6;
  private static final int ANGLES = 3;

  /** Half an hour at 25 frames a second. */
  private static final int MAX_FRAMES = 45_000;

  /** Expression coefficients of real faces stay within some 5. */
  private static final float FARTHEST_EXPRESSION = 20;

  private static final float FARTHEST_ANGLE = (float) Math.PI;

  private FlameMotion() {}

  /**
   * Reads a file.
   *
   * @return [frames][56]
   * @throws DataException with one sentence if it cannot be used
   */
  static float[][] read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DataException("There is no file %s.".formatted(file));
    }
    try (NpzFile npz = new NpzFile(file)) {
      NumpyArray expression = matrix(npz, "exp", EXPRESSION, file);
      NumpyArray pose = matrix(npz, "pose", POSE, file);
      int frames = expression.shape().getFirst();
      if (!pose.shape().getFirst().equals(frames)) {
        throw new DataException(
            "%s has %d frames of 'exp' and %d of 'pose'."
                .formatted(file, frames, pose.shape().getFirst()));
      }
      return joined(expression.values(), pose.values(), frames, file);
    } catch (NumpyException e) {
      throw new DataException(String.valueOf(e.getMessage()), e);
    }
  }

  private static NumpyArray matrix(NpzFile npz, String key, int columns, Path file)
      throws IOException {
    NumpyArray array = npz.array(key, (long) MAX_FRAMES * columns);
    if (array.rank() != 2 || array.shape().get(1) != columns) {
      throw new DataException(
          "%s has '%s' of the shape %s; (frames, %d) would be right."
              .formatted(file, key, array.shape(), columns));
    }
    if (array.shape().getFirst() == 0) {
      throw new DataException("%s has no frames.".formatted(file));
    }
    return array;
  }

  private static float[][] joined(float[] expression, float[] pose, int frames, Path file)
      throws DataException {
    float[][] out = new float[frames][MotionSpace.FLAME.size()];
    for (int n = 0; n < frames; n++) {
      for (int c = 0; c < EXPRESSION; c++) {
        out[n][c] = within(expression[n * EXPRESSION + c], FARTHEST_EXPRESSION, "'exp'", n, file);
      }
      for (int c = 0; c < ANGLES; c++) {
        float neck = within(pose[n * POSE + c], FARTHEST_ANGLE, "'pose'", n, file);
        float jaw = within(pose[n * POSE + ANGLES + c], FARTHEST_ANGLE, "'pose'", n, file);
        out[n][EXPRESSION + c] = jaw;
        out[n][EXPRESSION + ANGLES + c] = neck;
      }
    }
    return out;
  }

  private static float within(float value, float most, String key, int frame, Path file)
      throws DataException {
    if (!(Math.abs(value) <= most)) {
      throw new DataException(
          "%s has the value %s in %s of frame %d; -%s to %s would be right."
              .formatted(file, value, key, frame, most, most));
    }
    return value;
  }
}
