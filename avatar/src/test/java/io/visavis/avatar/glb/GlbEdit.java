package io.visavis.avatar.glb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/** Changes the JSON of a binary glTF. */
final class GlbEdit {
  private GlbEdit() {}

  static JsonNode json(byte[] file) {
    return parse(file).json();
  }

  static byte[] changed(byte[] file, Consumer<ObjectNode> change) {
    GlbContainer container = parse(file);
    ObjectNode root = container.json().deepCopy();
    change.accept(root);
    return new GlbContainer(root, container.binary()).toBytes();
  }

  /** The file with another first value of the accessor that the JSON has at {@code reference}. */
  static byte[] poked(byte[] file, String reference, float value) {
    byte[] poked = file.clone();
    JsonNode root = json(poked);
    int view = root.at("/accessors/" + root.at(reference).intValue() + "/bufferView").intValue();
    int at = binaryOffset(poked) + root.at("/bufferViews/" + view + "/byteOffset").intValue();
    ByteBuffer.wrap(poked).order(ByteOrder.LITTLE_ENDIAN).putFloat(at, value);
    return poked;
  }

  /** Where the binary chunk begins. */
  static int binaryOffset(byte[] file) {
    return 28 + ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
  }

  /** A change of the JSON that knows the index of a new buffer view. */
  interface Append {
    void apply(ObjectNode root, int view);
  }

  /** The file with one more buffer view, at the end of the binary chunk. */
  static byte[] appended(byte[] file, byte[] data, Append change) {
    GlbContainer container = parse(file);
    ObjectNode root = container.json().deepCopy();
    int offset = container.binary().limit();
    ArrayNode views = (ArrayNode) root.get("bufferViews");
    views.addObject().put("buffer", 0).put("byteOffset", offset).put("byteLength", data.length);
    ((ObjectNode) root.at("/buffers/0")).put("byteLength", offset + data.length);
    change.apply(root, views.size() - 1);
    ByteBuffer binary = ByteBuffer.allocate(offset + data.length);
    binary.put(container.binary().duplicate()).put(data).flip();
    return new GlbContainer(root, binary).toBytes();
  }

  private static GlbContainer parse(byte[] file) {
    try {
      return GlbContainer.parse(file);
    } catch (AvatarFormatException e) {
      throw new UncheckedIOException(e);
    }
  }
}
