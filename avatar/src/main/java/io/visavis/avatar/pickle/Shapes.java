package io.visavis.avatar.pickle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shapes of arrays, checked before anything is made for them. */
final class Shapes {
  /** The longest array that Java makes. */
  static final int MOST = Integer.MAX_VALUE - 8;

  private static final int MAX_RANK = 8;

  private Shapes() {}

  /**
   * Reads a tuple of sides.
   *
   * @param what what messages call the array
   * @param maxValues values that it may have at most
   * @throws PickleException if it is another value, or the shape of more values
   */
  static List<Integer> of(@Nullable Value tuple, String what, long maxValues) {
    if (!(tuple instanceof Group group && group.kind() == Group.Kind.TUPLE)) {
      throw new PickleException(what + " has no usable shape; a tuple of sides would be right.");
    }
    if (group.items().size() > MAX_RANK) {
      throw new PickleException("%s has more than %d sides.".formatted(what, MAX_RANK));
    }
    List<Integer> shape = new ArrayList<>();
    long most = Math.min(maxValues, MOST);
    long count = 1;
    for (Value item : group.items()) {
      if (!(item instanceof Value.Whole side) || side.value() < 0) {
        throw new PickleException(
            "%s has a side that is %s; a length would be right.".formatted(what, item.described()));
      }
      // Checked at every side, so that nothing overflows.
      count = side.value() > most ? Long.MAX_VALUE : count * side.value();
      if (count > most) {
        throw new PickleException(
            "%s has the shape (%s), more than %d values."
                .formatted(what, text(group.items()), most));
      }
      shape.add((int) side.value());
    }
    return shape;
  }

  private static String text(List<Value> sides) {
    return sides.stream()
        .map(side -> side instanceof Value.Whole whole ? Long.toString(whole.value()) : "?")
        .collect(Collectors.joining(", "));
  }

  /** Number of values; 1 without sides. */
  static int count(List<Integer> shape) {
    int count = 1;
    for (int side : shape) {
      count *= side;
    }
    return count;
  }
}
