package io.visavis.avatar.pickle;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Python would make by a call: which call, and what with. Nothing is called. */
final class Instance implements Value {
  // Python's own ways to say "an object of the class that is the first argument".
  private static final Set<String> MAKERS =
      Set.of("copy_reg._reconstructor", "copyreg._reconstructor");

  private final Value callable;
  private final Value arguments;
  private @Nullable Value state;
  private @Nullable Group items;

  Instance(Value callable, Value arguments) {
    this.callable = callable;
    this.arguments = arguments;
  }

  /** Name of the class or function, with its module. */
  String className() {
    String name = name(callable);
    Value first = MAKERS.contains(name) ? argument(0) : null;
    return first == null ? name : name(first);
  }

  private static String name(Value value) {
    return value instanceof GlobalName global ? global.dotted() : "what has no name";
  }

  /** An argument of the call, or null. */
  @Nullable Value argument(int index) {
    return Group.item(arguments, index);
  }

  /** What the object was told after it was made, or null. */
  @Nullable Value state() {
    return state;
  }

  void setState(Value state) {
    this.state = state;
  }

  /** What was put into the object, or null. */
  @Nullable Group items() {
    return items;
  }

  /** What was put into the object; an empty group of the kind if that was nothing. */
  Group items(Group.Kind kind) {
    Group known = items;
    if (known == null) {
      known = new Group(kind, List.of());
      items = known;
    }
    return known;
  }
}
