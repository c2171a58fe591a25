package io.visavis.avatar.pickle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list, tuple, set or dict. */
final class Group implements Value {
  /** Which of Python's it is. */
  enum Kind {
    LIST,
    TUPLE,
    SET,
    DICT;

    String word() {
      return switch (this) {
        case LIST -> "list";
        case TUPLE -> "tuple";
        case SET -> "set";
        case DICT -> "dict";
      };
    }
  }

  private final Kind kind;
  // Of a dict: key, value, key, value. It starts small, as a hostile file may have many of them.
  private final List<Value> items = new ArrayList<>(0);

  Group(Kind kind, List<Value> items) {
    this.kind = kind;
    this.items.addAll(items);
  }

  Kind kind() {
    return kind;
  }

  /** Its items; of a dict its keys, each followed by its value. */
  List<Value> items() {
    return items;
  }

  /** An item of a tuple or list; null if it is another value, or has fewer. */
  static @Nullable Value item(@Nullable Value value, int index) {
    return value instanceof Group group
            && (group.kind == Kind.TUPLE || group.kind == Kind.LIST)
            && index < group.items.size()
        ? group.items.get(index)
        : null;
  }

  /** A value of a dict, the last one of its key; null if it is no dict, or has no such key. */
  static @Nullable Value get(@Nullable Value value, String key) {
    if (value instanceof Group group && group.kind == Kind.DICT) {
      for (int i = group.items.size() - 2; i >= 0; i -= 2) {
        if (group.items.get(i) instanceof Text text && text.is(key)) {
          return group.items.get(i + 1);
        }
      }
    }
    return null;
  }
}
