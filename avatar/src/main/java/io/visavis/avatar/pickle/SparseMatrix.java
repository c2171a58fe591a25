package io.visavis.avatar.pickle;

import io.visavis.avatar.numpy.NumpyArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sparse matrix of SciPy, made dense: csc, csr and coo, whose modules moved over the years. */
final class SparseMatrix {
  private static final String MODULE = "scipy.sparse.";

  private final Instance instance;
  private final String what;
  private final long maxValues;

  private SparseMatrix(Instance instance, String what, long maxValues) {
    this.instance = instance;
    this.what = what;
    this.maxValues = maxValues;
  }

  /** Whether an object says that it is one; it may be of a kind that is not known. */
  static boolean is(Instance instance) {
    return instance.className().startsWith(MODULE);
  }

  /**
   * Reads one.
   *
   * @param what what messages call it
   * @param maxValues values that it may have at most, zeros and all
   * @return of the shape (rows, columns)
   * @throws PickleException with one sentence if it cannot be used
   */
  static NumpyArray dense(Instance instance, String what, long maxValues) {
    return new SparseMatrix(instance, what, maxValues).dense();
  }

  private NumpyArray dense() {
    String name = instance.className();
    String kind = name.substring(name.lastIndexOf('.') + 1);
    return switch (kind) {
      case "csc_matrix", "csc_array" -> compressed(true);
      case "csr_matrix", "csr_array" -> compressed(false);
      case "coo_matrix", "coo_array" -> coordinates();
      default ->
          throw new PickleException(
              "%s is %s; a csc, csr or coo matrix would be right."
                  .formatted(what, instance.described()));
    };
  }

  /** With where every column, or row, starts among the values. */
  private NumpyArray compressed(boolean columns) {
    List<Integer> shape = shape();
    NdArray data = part("data");
    NdArray indices = indices("indices", part("indices"));
    NdArray starts = indices("indptr", part("indptr"));
    float[] values = new float[Shapes.count(shape)];
    int lines = shape.get(columns ? 1 : 0);
    int width = shape.get(1);
    int side = shape.get(columns ? 0 : 1);
    int known = Math.min(data.count(), indices.count());
    if (starts.count() != lines + 1L) {
      throw refused("starts of %d lines; %d would be right.", starts.count() - 1, lines);
    }
    long at = starts.whole(0);
    for (int line = 0; line < lines; line++) {
      long end = starts.whole(line + 1);
      if (at < 0 || end < at || end > known) {
        throw refused("a line up to the value %d; 0 to %d would be right.", end, known);
      }
      for (; at < end; at++) {
        int across = index(indices, (int) at, side);
        values[columns ? across * width + line : line * width + across] += data.real((int) at);
      }
    }
    return new NumpyArray(shape, values);
  }

  /** With the row and the column of every value. */
  private NumpyArray coordinates() {
    List<Integer> shape = shape();
    NdArray data = part("data");
    Value both = Group.get(instance.state(), "coords");
    NdArray rows = indices("row", both == null ? part("row") : part("row", Group.item(both, 0)));
    NdArray columns = indices("col", both == null ? part("col") : part("col", Group.item(both, 1)));
    for (NdArray indices : List.of(rows, columns)) {
      if (indices.count() != data.count()) {
        throw refused("indices of %d values; %d would be right.", indices.count(), data.count());
      }
    }
    float[] values = new float[Shapes.count(shape)];
    for (int i = 0; i < data.count(); i++) {
      int row = index(rows, i, shape.get(0));
      values[row * shape.get(1) + index(columns, i, shape.get(1))] += data.real(i);
    }
    return new NumpyArray(shape, values);
  }

  private List<Integer> shape() {
    Value newer = Group.get(instance.state(), "_shape");
    Value older = Group.get(instance.state(), "shape");
    List<Integer> shape = Shapes.of(newer == null ? older : newer, what, maxValues);
    if (shape.size() != 2) {
      throw refused("%d sides; %d would be right.", shape.size(), 2);
    }
    return shape;
  }

  private NdArray part(String key) {
    return part(key, Group.get(instance.state(), key));
  }

  private NdArray part(String key, @Nullable Value value) {
    // None has more than the dense matrix, but for one start of a line.
    NdArray part =
        NdArray.of(value, "'%s' of %s".formatted(key, what), Math.min(maxValues, Shapes.MOST) + 1);
    if (part.shape().size() != 1) {
      throw refused("parts with %d sides; %d would be right.", part.shape().size(), 1);
    }
    return part;
  }

  private NdArray indices(String key, NdArray part) {
    if (!part.type().isWhole()) {
      throw new PickleException(
          "'%s' of %s has no integers; indices would be right.".formatted(key, what));
    }
    return part;
  }

  private int index(NdArray indices, int at, int side) {
    long index = indices.whole(at);
    if (index < 0 || index >= side) {
      throw refused("the index %d; less than %d would be right.", index, side);
    }
    return (int) index;
  }

  private PickleException refused(String sentence, long is, long right) {
    return new PickleException(what + " has " + sentence.formatted(is, right));
  }
}
