package io.visavis.avatar.flame;

import io.visavis.avatar.numpy.NpzFile;
import io.visavis.avatar.numpy.NumpyArray;
import io.visavis.avatar.numpy.NumpyException;
import io.visavis.avatar.pickle.PickleException;
import io.visavis.avatar.pickle.PickleFile;
import io.visavis.avatar.rig.Joint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a FLAME model from the file that its makers give: FLAME 2020, 2023 and 2023 Open as a
 * pickle ({@code generic_model.pkl}, {@code flame2023.pkl}), or the same arrays as {@code .npz}. A
 * pickle is read as data, nothing in it runs.
 */
public final class FlameFile {
  private static final int MANY_SHAPES = 1000;
  private static final int[] PARENTS = {-1, 0, 1, 1, 1};

  private final Path file;
  private final Arrays arrays;

  /** Arrays by their keys. */
  private interface Arrays {
    NumpyArray get(String key, long maxValues) throws IOException;
  }

  private FlameFile(Path file, Arrays arrays) {
    this.file = file;
    this.arrays = arrays;
  }

  /**
   * Reads a model.
   *
   * @throws FlameException with one sentence if the file is no FLAME model
   * @throws IOException if it cannot be read
   */
  public static FlameModel read(Path file) throws IOException {
    try {
      if (isZip(file)) {
        try (NpzFile npz = new NpzFile(file)) {
          return new FlameFile(file, npz::array).model();
        }
      }
      return new FlameFile(file, PickleFile.read(file)::array).model();
    } catch (NumpyException | PickleException e) {
      throw new FlameException(e);
    }
  }

  private static boolean isZip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == 'P' && in.read() == 'K';
    }
  }

  private FlameModel model() throws IOException {
    float[] template = numbers("v_template", List.of(FlameModel.VERTICES, 3));
    float[] faces = numbers("f", List.of(FlameModel.TRIANGLES, 3));
    float[] poses = numbers("posedirs", List.of(FlameModel.VERTICES, 3, FlameModel.POSES));
    float[] regressor = numbers("J_regressor", List.of(Joint.COUNT, FlameModel.VERTICES));
    float[] weights = numbers("weights", List.of(FlameModel.VERTICES, Joint.COUNT));
    tree();
    return new FlameModel(template, triangles(faces), shapes(), poses, regressor, weights);
  }

  private float[] numbers(String key, List<Integer> shape) throws IOException {
    long count = shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    // More than is right may come, so that a wrong shape is told as such.
    NumpyArray array = arrays.get(key, 4 * count);
    if (!array.shape().equals(shape)) {
      throw new FlameException(
          "'%s' of %s has the shape %s; FLAME's has %s."
              .formatted(key, file, array.shape(), shape));
    }
    return finite(key, array.values());
  }

  private float[] shapes() throws IOException {
    NumpyArray array = arrays.get("shapedirs", (long) FlameModel.VERTICES * 3 * MANY_SHAPES);
    List<Integer> shape = array.shape();
    if (shape.size() != 3
        || shape.get(0) != FlameModel.VERTICES
        || shape.get(1) != 3
        || shape.get(2) <= FlameModel.IDENTITIES) {
      throw new FlameException(
          "'shapedirs' of %s has the shape %s; FLAME's has [%d, 3, 400], identities and then expressions."
              .formatted(file, shape, FlameModel.VERTICES));
    }
    return finite("shapedirs", array.values());
  }

  private float[] finite(String key, float[] values) {
    for (float value : values) {
      if (!(Math.abs(value) <= Float.MAX_VALUE)) {
        throw new FlameException("'%s' of %s has values that are no numbers.".formatted(key, file));
      }
    }
    return values;
  }

  private int[] triangles(float[] faces) {
    int[] out = new int[faces.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (int) faces[i];
      if (out[i] != faces[i] || out[i] < 0 || out[i] >= FlameModel.VERTICES) {
        throw new FlameException(
            "'f' of %s names the vertex %s; there are %d."
                .formatted(file, faces[i], FlameModel.VERTICES));
      }
    }
    return out;
  }

  private void tree() throws IOException {
    float[] table = numbers("kintree_table", List.of(2, Joint.COUNT));
    for (int j = 1; j < Joint.COUNT; j++) {
      if (table[j] != PARENTS[j]) {
        throw new FlameException(
            "'kintree_table' of %s hangs joint %d on joint %s; FLAME's hangs it on %d."
                .formatted(file, j, table[j], PARENTS[j]));
      }
    }
  }
}
