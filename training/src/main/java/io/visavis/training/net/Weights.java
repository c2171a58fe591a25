package io.visavis.training.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.visavis.avatar.motion.MotionSpace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The weights of a network by name, made when first asked for: matrices uniform within +-1 /
 * sqrt(inputs), biases 0, scales 1. The same seed gives the same weights. One thread.
 */
public final class Weights {
  private final NDManager manager;
  private final SplittableRandom random;
  private final Map<String, float[]> known;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();

  /**
   * @param manager owns the arrays
   */
  public Weights(NDManager manager, long seed) {
    this(manager, seed, Map.of());
  }

  /**
   * Weights that begin as others.
   *
   * @param known by name; one of another size is begun anew
   */
  public Weights(NDManager manager, long seed, Map<String, float[]> known) {
    this.manager = manager;
    this.random = new SplittableRandom(seed);
    this.known = known;
  }

  NDArray matrix(String name, int in, int out) {
    return arrays.computeIfAbsent(
        name,
        n -> {
          float[] v = new float[in * out];
          double bound = 1 / Math.sqrt(in);
          for (int i = 0; i < v.length; i++) {
            v[i] = (float) random.nextDouble(-bound, bound);
          }
          return trained(begun(n, v), new Shape(in, out), n);
        });
  }

  NDArray vector(String name, int size, float value) {
    return arrays.computeIfAbsent(
        name,
        n -> {
          float[] v = new float[size];
          java.util.Arrays.fill(v, value);
          return trained(begun(n, v), new Shape(size), n);
        });
  }

  private float[] begun(String name, float[] fresh) {
    float[] v = known.get(name);
    return v != null && v.length == fresh.length ? v : fresh;
  }

  private NDArray trained(float[] values, Shape shape, String name) {
    NDArray a = manager.create(values, shape);
    a.setName(name);
    a.setRequiresGradient(true);
    return a;
  }

  /** All weights made so far, in the order in which they were made. */
  public Map<String, NDArray> all() {
    return java.util.Collections.unmodifiableMap(arrays);
  }

  /** Values of one weight. */
  float[] values(String name) {
    NDArray a = arrays.get(name);
    float[] v = known.get(name);
    if (a == null && v != null) {
      return v;
    }
    if (a == null) {
      throw new IllegalStateException("The checkpoint lacks the weights '" + name + "'.");
    }
    return a.toFloatArray();
  }

  /** Of a dual-speaker network: the space of its faces. Only a flame face has a jaw of its own. */
  public MotionSpace space() {
    boolean jaw = arrays.containsKey("jaw.w") || known.containsKey("jaw.w");
    return jaw ? MotionSpace.FLAME : MotionSpace.ARKIT;
  }

  long count() {
    return arrays.values().stream().mapToLong(NDArray::size).sum();
  }

  /** Writes all weights as NPZ. */
  public void save(OutputStream out) throws IOException {
    NDList list = new NDList(arrays.values());
    list.encode(out, NDList.Encoding.NPZ);
  }

  /** Reads what {@link #save} wrote. */
  public static Weights load(NDManager manager, InputStream in) throws IOException {
    Weights w = new Weights(manager, 0);
    try (NDManager sub = manager.newSubManager()) {
      for (NDArray a : NDList.decode(sub, in)) {
        w.arrays.put(a.getName(), w.trained(a.toFloatArray(), a.getShape(), a.getName()));
      }
    }
    return w;
  }
}
