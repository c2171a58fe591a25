package io.visavis.avatar.ply;

import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the numbers.
 *
 * @param order of the bytes; null if the numbers are text
 * @param before the elements that come before the vertices; without lists
 * @param vertex without lists
 * @param bytes length of the header itself
 */
record PlyHeader(@Nullable ByteOrder order, List<Element> before, Element vertex, int bytes) {
  PlyHeader {
    before = List.copyOf(before);
  }

  /** A column, or a list of its own length in every row. */
  record Property(String name, PlyType type, boolean list) {}

  /** A table. */
  record Element(String name, long count, List<Property> properties) {
    Element {
      properties = List.copyOf(properties);
    }

    /** Bytes of a row, if there are no lists. */
    int stride() {
      return properties.stream().mapToInt(property -> property.type().width()).sum();
    }

    /** Bytes of all rows. */
    long bytes() {
      return count * stride();
    }

    /** Numbers in all rows. */
    long values() {
      return count * properties.size();
    }
  }
}
