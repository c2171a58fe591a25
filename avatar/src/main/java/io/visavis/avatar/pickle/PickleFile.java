package io.visavis.avatar.pickle;

import io.visavis.avatar.numpy.NumpyArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dict that Python pickled, in any protocol up to 5, and the arrays in it: those of NumPy, sparse
 * matrices of SciPy, and arrays that chumpy wrapped. Nothing in a file runs, and no class of it is
 * looked up; objects of other classes are left alone. Arrays are read when they are asked for.
 */
public final class PickleFile {
  private static final long MAX_BYTES = 1L << 30;
  private static final int MAX_KEYS = 10_000;
  private static final int MAX_KEY = 200;
  // An array in a Ch in a Ch: a file may have a Ch in itself.
  private static final int MAX_WRAPS = 8;

  private final String name;
  private final Map<String, Value> values = new LinkedHashMap<>();

  private PickleFile(String name, Group dict) {
    this.name = name;
    for (int i = 0; i < dict.items().size(); i += 2) {
      // Other keys, and those that nobody would ask for, are passed over.
      if (dict.items().get(i) instanceof Text text) {
        String key = text.start(MAX_KEY + 1);
        if (key.length() <= MAX_KEY) {
          values.put(key, dict.items().get(i + 1));
        }
      }
      if (values.size() > MAX_KEYS) {
        throw new PickleException("%s has more than %d keys.".formatted(name, MAX_KEYS));
      }
    }
  }

  /**
   * Reads a file of at most 1 GiB. The bytes of arrays stay in the file, which must not change
   * while this is in use.
   *
   * @throws PickleException with one sentence if it cannot be used
   * @throws IOException if it cannot be read
   */
  public static PickleFile read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > MAX_BYTES) {
        throw new PickleException(
            "%s has %d bytes; at most %d would be right.".formatted(file, size, MAX_BYTES));
      }
      return parse(channel.map(FileChannel.MapMode.READ_ONLY, 0, size), file.toString());
    }
  }

  /** Reads the bytes of a file; the name is what messages call it. */
  static PickleFile parse(byte[] bytes, String name) {
    return parse(ByteBuffer.wrap(bytes), name);
  }

  private static PickleFile parse(ByteBuffer bytes, String name) {
    Value root = Unpickler.read(new Source(bytes, name));
    // Such as an OrderedDict.
    Value dict = root instanceof Instance instance ? instance.items() : root;
    if (!(dict instanceof Group group && group.kind() == Group.Kind.DICT)) {
      throw new PickleException(
          "%s holds %s; a dict of arrays would be right.".formatted(name, root.described()));
    }
    return new PickleFile(name, group);
  }

  /** Keys that are text, in the file's order. */
  public List<String> keys() {
    return List.copyOf(values.keySet());
  }

  /** Whether there is such a key, whatever it holds. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /**
   * Reads an array; a sparse matrix with all of its zeros, as (rows, columns).
   *
   * @param maxValues values that it may have at most
   * @throws PickleException with one sentence if it is missing or cannot be used
   * @throws IOException if the file cannot be read
   */
  public NumpyArray array(String key, long maxValues) throws IOException {
    Value value = values.get(key);
    if (value == null) {
      throw new PickleException(
          "%s has no '%s'; it has %s."
              .formatted(
                  name, Value.shown(key), values.isEmpty() ? "none" : String.join(", ", shown())));
    }
    return array(value, "'%s' of %s".formatted(Value.shown(key), name), maxValues);
  }

  private static NumpyArray array(Value value, String what, long maxValues) {
    Value inner = value;
    for (int i = 0; i < MAX_WRAPS; i++) {
      if (!(inner instanceof Instance instance)) {
        throw refused(inner, what);
      }
      if (NdArray.is(instance)) {
        return NdArray.of(instance, what, maxValues).dense();
      }
      if (SparseMatrix.is(instance)) {
        return SparseMatrix.dense(instance, what, maxValues);
      }
      inner = chumpy(instance, what);
    }
    throw new PickleException(
        "%s is wrapped more than %d times; an array in a Ch would be right."
            .formatted(what, MAX_WRAPS));
  }

  private static Value chumpy(Instance instance, String what) {
    String name = instance.className();
    if (!name.equals("chumpy.ch.Ch") && !name.startsWith("chumpy.reordering.")) {
      throw refused(instance, what);
    }
    @Nullable Value x = Group.get(instance.state(), "x");
    if (x == null) {
      throw new PickleException(
          "%s is %s without an 'x'; an array there would be right."
              .formatted(what, instance.described()));
    }
    return x;
  }

  private static PickleException refused(Value value, String what) {
    return new PickleException(
        "%s is %s; an array of NumPy, a sparse matrix of SciPy or a Ch of chumpy would be right."
            .formatted(what, value.described()));
  }

  private List<String> shown() {
    return values.keySet().stream().limit(12).map(Value::shown).toList();
  }
}
