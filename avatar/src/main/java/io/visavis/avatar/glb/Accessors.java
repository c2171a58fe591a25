package io.visavis.avatar.glb;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the accessors of a glTF (section 3.6.2 of the specification), every range checked before
 * anything is allocated.
 */
public final class Accessors {
  private static final int BYTE = 5120;
  private static final int UNSIGNED_BYTE = 5121;
  private static final int SHORT = 5122;
  private static final int UNSIGNED_SHORT = 5123;
  private static final int UNSIGNED_INT = 5125;
  private static final int FLOAT = 5126;

  private final Element root;
  private final ByteBuffer binary;

  /**
   * Elements of which few are not zero.
   *
   * @param indices [K] ascending
   * @param values [K, width]
   */
  public record Sparse(int[] indices, float[] values) {}

  /** A run of elements in the binary chunk. */
  private record Run(int offset, int stride, int component, int width) {}

  public Accessors(Element root, ByteBuffer binary) throws AvatarFormatException {
    this.root = root;
    Element buffer = root.get("buffers").at(0);
    if (buffer.find("uri") != null) {
      throw new AvatarFormatException(
          "buffers[0] lies in another file; the data belongs into the .glb itself.");
    }
    int length = buffer.get("byteLength").integer(0, Integer.MAX_VALUE);
    if (length > binary.limit()) {
      throw new AvatarFormatException(
          "buffers[0] has %d bytes and the binary chunk %d; it was cut off."
              .formatted(length, binary.limit()));
    }
    this.binary = binary.slice(0, length).order(binary.order());
  }

  /** Elements of the accessor that {@code reference} points at. */
  public int count(Element reference, int most) throws AvatarFormatException {
    return reference.in(root, "accessors").get("count").integer(0, most);
  }

  /**
   * Floats, integers converted where they are normalised.
   *
   * @param reference the index of an accessor
   * @param most the largest count that is read
   * @return [count, width]
   */
  public float[] floats(Element reference, AccessorType type, int most)
      throws AvatarFormatException {
    Element accessor = typed(reference, type);
    int count = accessor.get("count").integer(0, most);
    float[] out = new float[count * type.width];
    Run run = run(accessor, type, count);
    if (run != null) {
      read(run, count, normalized(accessor), out);
    }
    Element sparse = accessor.find("sparse");
    if (sparse != null) {
      Sparse values = sparse(accessor, sparse, type, count);
      for (int i = 0; i < values.indices.length; i++) {
        System.arraycopy(
            values.values, i * type.width, out, values.indices[i] * type.width, type.width);
      }
    }
    return out;
  }

  /**
   * Floats of which most are zero, whether the accessor is sparse or not.
   *
   * @param most the largest number of elements that are not zero
   * @param count the count that is right
   */
  public Sparse sparse(Element reference, AccessorType type, int count, int most)
      throws AvatarFormatException {
    Element accessor = typed(reference, type);
    int stated = accessor.get("count").integer(0, Integer.MAX_VALUE);
    if (stated != count) {
      throw new AvatarFormatException(
          "%s.count is %d; it is as long as the mesh has vertices, %d."
              .formatted(accessor.path(), stated, count));
    }
    Element sparse = accessor.find("sparse");
    Sparse out =
        sparse != null && accessor.find("bufferView") == null
            ? sparse(accessor, sparse, type, count)
            : compress(floats(reference, type, count), type.width);
    if (out.indices.length > most) {
      throw new AvatarFormatException(
          "The morph targets move %d vertices and more, all in all; %d are read at most."
              .formatted(out.indices.length, Limits.MORPH_ENTRIES));
    }
    return out;
  }

  /**
   * Whole numbers.
   *
   * @return [count, width]
   */
  public int[] integers(Element reference, AccessorType type, int most)
      throws AvatarFormatException {
    Element accessor = typed(reference, type);
    int count = accessor.get("count").integer(0, most);
    int[] out = new int[count * type.width];
    if (accessor.find("sparse") != null) {
      throw new AvatarFormatException(accessor.path() + " is sparse; here it must not be.");
    }
    Run run = run(accessor, type, count);
    if (run != null) {
      readIntegers(run, count, accessor.path(), out);
    }
    return out;
  }

  private Element typed(Element reference, AccessorType type) throws AvatarFormatException {
    Element accessor = reference.in(root, "accessors");
    String stated = accessor.get("type").text();
    if (!stated.equals(type.name())) {
      throw new AvatarFormatException(
          "%s is of another type than %s, which is what %s needs."
              .formatted(accessor.path(), type, reference.path()));
    }
    return accessor;
  }

  private static boolean normalized(Element accessor) {
    Element flag = accessor.find("normalized");
    return flag != null && flag.node().asBoolean();
  }

  /** Where the elements lie, or null where they are all zero. */
  private @Nullable Run run(Element accessor, AccessorType type, int count)
      throws AvatarFormatException {
    Element view = accessor.find("bufferView");
    int component = accessor.get("componentType").integer(BYTE, FLOAT);
    return view == null ? null : run(accessor, view, component, type, count);
  }

  /**
   * The bytes of the buffer view that {@code reference} points at.
   *
   * @param most the largest number that is read
   */
  public byte[] bytes(Element reference, int most) throws AvatarFormatException {
    int length = reference.in(root, "bufferViews").get("byteLength").integer(0, most);
    Run run = run(reference, reference, UNSIGNED_BYTE, AccessorType.SCALAR, length);
    byte[] out = new byte[length];
    binary.get(run.offset, out);
    return out;
  }

  private Run run(Element owner, Element reference, int component, AccessorType type, int count)
      throws AvatarFormatException {
    Element view = reference.in(root, "bufferViews");
    if (view.get("buffer").integer(0, Integer.MAX_VALUE) != 0) {
      throw new AvatarFormatException(
          view.path() + ".buffer is not 0; a .glb has its data in one buffer.");
    }
    int viewOffset = view.integer("byteOffset", 0, Integer.MAX_VALUE, 0);
    int viewLength = view.get("byteLength").integer(0, Integer.MAX_VALUE);
    if ((long) viewOffset + viewLength > binary.limit()) {
      throw new AvatarFormatException(
          "%s ends at byte %d of a buffer of %d."
              .formatted(view.path(), (long) viewOffset + viewLength, binary.limit()));
    }
    int size = size(component, owner) * type.width;
    int stride = view.integer("byteStride", size, 252, size);
    int offset = owner.integer("byteOffset", 0, Integer.MAX_VALUE, 0);
    long end = count == 0 ? offset : offset + (count - 1L) * stride + size;
    if (end > viewLength) {
      throw new AvatarFormatException(
          "%s needs %d bytes and its %s has %d."
              .formatted(owner.path(), end, view.path(), viewLength));
    }
    return new Run(viewOffset + offset, stride, component, type.width);
  }

  private Sparse sparse(Element accessor, Element sparse, AccessorType type, int count)
      throws AvatarFormatException {
    int entries = sparse.get("count").integer(0, count);
    Element where = sparse.get("indices");
    int component = where.get("componentType").integer(BYTE, FLOAT);
    int[] indices = new int[entries];
    Run run = run(where, where.get("bufferView"), component, AccessorType.SCALAR, entries);
    readIntegers(run, entries, where.path(), indices);
    for (int i = 0; i < entries; i++) {
      if (indices[i] >= count || (i > 0 && indices[i] <= indices[i - 1])) {
        throw new AvatarFormatException(
            "%s is not ascending and below %d at entry %d.".formatted(where.path(), count, i));
      }
    }
    Element what = sparse.get("values");
    float[] values = new float[entries * type.width];
    int valueComponent = accessor.get("componentType").integer(BYTE, FLOAT);
    read(
        run(what, what.get("bufferView"), valueComponent, type, entries),
        entries,
        normalized(accessor),
        values);
    return new Sparse(indices, values);
  }

  private static Sparse compress(float[] dense, int width) {
    int count = dense.length / width;
    int[] indices = new int[count];
    int kept = 0;
    for (int i = 0; i < count; i++) {
      for (int c = 0; c < width; c++) {
        // NaN is kept, so that it is found.
        if (dense[i * width + c] != 0) {
          indices[kept++] = i;
          break;
        }
      }
    }
    float[] values = new float[kept * width];
    for (int i = 0; i < kept; i++) {
      System.arraycopy(dense, indices[i] * width, values, i * width, width);
    }
    return new Sparse(java.util.Arrays.copyOf(indices, kept), values);
  }

  private static int size(int component, Element owner) throws AvatarFormatException {
    return switch (component) {
      case BYTE, UNSIGNED_BYTE -> 1;
      case SHORT, UNSIGNED_SHORT -> 2;
      case UNSIGNED_INT, FLOAT -> 4;
      default ->
          throw new AvatarFormatException(
              "%s.componentType is %d, which glTF does not have."
                  .formatted(owner.path(), component));
    };
  }

  private void read(Run run, int count, boolean normalized, float[] out) {
    for (int i = 0; i < count; i++) {
      int at = run.offset + i * run.stride;
      for (int c = 0; c < run.width; c++) {
        out[i * run.width + c] = component(run.component, at, c, normalized);
      }
    }
  }

  private float component(int type, int at, int c, boolean normalized) {
    return switch (type) {
      case FLOAT -> binary.getFloat(at + 4 * c);
      case BYTE -> signed(binary.get(at + c), 127, normalized);
      case SHORT -> signed(binary.getShort(at + 2 * c), 32767, normalized);
      case UNSIGNED_BYTE -> (binary.get(at + c) & 0xff) / (normalized ? 255f : 1f);
      case UNSIGNED_SHORT -> (binary.getShort(at + 2 * c) & 0xffff) / (normalized ? 65535f : 1f);
      default -> Integer.toUnsignedLong(binary.getInt(at + 4 * c));
    };
  }

  private static float signed(int value, float most, boolean normalized) {
    return normalized ? Math.max(value / most, -1) : value;
  }

  private void readIntegers(Run run, int count, String path, int[] out)
      throws AvatarFormatException {
    for (int i = 0; i < count; i++) {
      int at = run.offset + i * run.stride;
      for (int c = 0; c < run.width; c++) {
        int value =
            switch (run.component) {
              case UNSIGNED_BYTE -> binary.get(at + c) & 0xff;
              case UNSIGNED_SHORT -> binary.getShort(at + 2 * c) & 0xffff;
              case UNSIGNED_INT -> binary.getInt(at + 4 * c);
              default ->
                  throw new AvatarFormatException(
                      path + " holds indices and must be of an unsigned type.");
            };
        if (value < 0) {
          throw new AvatarFormatException(
              "%s has the index %s at entry %d, which is out of range."
                  .formatted(path, Integer.toUnsignedString(value), i));
        }
        out[i * run.width + c] = value;
      }
    }
  }
}
