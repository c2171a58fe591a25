package io.visavis.avatar.glb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
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

  private static GlbContainer parse(byte[] file) {
    try {
      return GlbContainer.parse(file);
    } catch (AvatarFormatException e) {
      throw new UncheckedIOException(e);
    }
  }
}
