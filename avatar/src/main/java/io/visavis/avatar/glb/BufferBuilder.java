package io.visavis.avatar.glb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Collects the binary chunk of a glTF, its buffer views and its accessors. */
final class BufferBuilder {
  static final int ARRAY_BUFFER = 34962;
  static final int ELEMENT_ARRAY_BUFFER = 34963;
  static final int NO_TARGET = 0;

  private static final int UNSIGNED_BYTE = 5121;
  private static final int UNSIGNED_SHORT = 5123;
  private static final int UNSIGNED_INT = 5125;
  private static final int FLOAT = 5126;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ArrayNode views = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode accessors = JsonNodeFactory.instance.arrayNode();

  ArrayNode views() {
    return views;
  }

  ArrayNode accessors() {
    return accessors;
  }

  /** The binary chunk so far. */
  ByteBuffer binary() {
    return ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A buffer view of plain bytes; returns its index. */
  int bytes(byte[] data) {
    return view(data, NO_TARGET);
  }

  /** An accessor of floats; returns its index. */
  int floats(float[] values, AccessorType type, int target) {
    return accessor(view(bytes(values), target), FLOAT, type, values.length / type.width);
  }

  /** An accessor of points, with the bounds that glTF asks for; returns its index. */
  int positions(float[] values) {
    int index = floats(values, AccessorType.VEC3, ARRAY_BUFFER);
    bounds(accessor(index), values, false);
    return index;
  }

  /** An accessor of indices; returns its index. */
  int indices(int[] values, int target) {
    return accessor(view(bytes(values), target), UNSIGNED_INT, AccessorType.SCALAR, values.length);
  }

  /** An accessor of four bytes each; returns its index. */
  int bytes4(byte[] values) {
    return accessor(
        view(values, ARRAY_BUFFER), UNSIGNED_BYTE, AccessorType.VEC4, values.length / 4);
  }

  /** An accessor of four values 0..1 each, stored in 16 bits; returns its index. */
  int unit4(float[] values) {
    ByteBuffer out = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      out.putShort((short) Math.round(65535f * Math.min(Math.max(value, 0), 1)));
    }
    int view = view(out.array(), ARRAY_BUFFER);
    int index = accessor(view, UNSIGNED_SHORT, AccessorType.VEC4, values.length / 4);
    accessor(index).put("normalized", true);
    return index;
  }

  /**
   * A sparse accessor of displacements; returns its index.
   *
   * @param count the number of vertices of the mesh
   */
  int displacements(int count, int[] vertices, float[] deltas) {
    ObjectNode accessor = accessors.addObject();
    accessor.put("componentType", FLOAT).put("count", count).put("type", AccessorType.VEC3.name());
    bounds(accessor, deltas, vertices.length < count);
    if (vertices.length > 0) {
      ObjectNode sparse = accessor.putObject("sparse").put("count", vertices.length);
      sparse
          .putObject("indices")
          .put("bufferView", view(bytes(vertices), NO_TARGET))
          .put("componentType", UNSIGNED_INT);
      sparse.putObject("values").put("bufferView", view(bytes(deltas), NO_TARGET));
    }
    return accessors.size() - 1;
  }

  private ObjectNode accessor(int index) {
    return (ObjectNode) accessors.get(index);
  }

  private int accessor(int view, int component, AccessorType type, int count) {
    accessors
        .addObject()
        .put("bufferView", view)
        .put("componentType", component)
        .put("count", count)
        .put("type", type.name());
    return accessors.size() - 1;
  }

  private int view(byte[] data, int target) {
    ObjectNode view = views.addObject().put("buffer", 0).put("byteOffset", bytes.size());
    view.put("byteLength", data.length);
    if (target != NO_TARGET) {
      view.put("target", target);
    }
    bytes.writeBytes(data);
    while (bytes.size() % 4 != 0) {
      bytes.write(0);
    }
    return views.size() - 1;
  }

  /** Least and largest of each coordinate; {@code zero} stands for elements that are not given. */
  private static void bounds(ObjectNode accessor, float[] values, boolean zero) {
    ArrayNode min = accessor.putArray("min");
    ArrayNode max = accessor.putArray("max");
    for (int c = 0; c < 3; c++) {
      float least = zero ? 0 : Float.POSITIVE_INFINITY;
      float most = zero ? 0 : Float.NEGATIVE_INFINITY;
      for (int i = c; i < values.length; i += 3) {
        least = Math.min(least, values[i]);
        most = Math.max(most, values[i]);
      }
      min.add(least);
      max.add(most);
    }
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    out.asFloatBuffer().put(values);
    return out.array();
  }

  private static byte[] bytes(int[] values) {
    ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    out.asIntBuffer().put(values);
    return out.array();
  }
}
