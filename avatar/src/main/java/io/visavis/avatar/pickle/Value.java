package io.visavis.avatar.pickle;

/** What a pickle holds. None of it can run, and none of it is equal to anything but itself. */
sealed interface Value
    permits Value.Constant, Value.Whole, Value.GlobalName, Text, Group, Instance {

  /** Values without parts. */
  enum Constant implements Value {
    NONE,
    TRUE,
    FALSE,
    /** A number that no array needs: with a fraction, or of more than 64 bits. */
    NUMBER,
    /** Where a run of values starts on the stack. */
    MARK
  }

  /** A whole number of at most 64 bits. */
  record Whole(long value) implements Value {}

  /** A class or function by its name; it is never looked up. */
  record GlobalName(Text module, Text name) implements Value {
    private static final int MAX_SHOWN = 80;

    /** Module and name with a dot, as Python shows them; cut where nobody would read on. */
    String dotted() {
      return module.start(MAX_SHOWN) + "." + name.start(MAX_SHOWN);
    }
  }

  /** Words for it, to follow "is". */
  default String described() {
    return switch (this) {
      case Constant constant ->
          switch (constant) {
            case NONE, MARK -> "None";
            case TRUE, FALSE -> "a truth value";
            case NUMBER -> "a number of Python";
          };
      case Whole whole -> "the number " + whole.value();
      case GlobalName global -> "the name '%s'".formatted(shown(global.dotted()));
      case Text _ -> "text or bytes";
      case Group group -> "a " + group.kind().word();
      case Instance instance -> "an object of '%s'".formatted(shown(instance.className()));
    };
  }

  /** Text of a stranger, fit for one line. */
  static String shown(String text) {
    return text.replaceAll("[^ -~]", "?");
  }
}
