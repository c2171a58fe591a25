package io.visavis.avatar.pickle;

import java.util.ArrayList;
import java.util.List;

/** The stack of the machine; marks lie on it among the values. */
final class Stack {
  /** Values on the stack, in the memo, and made at all: what bounds the memory of a reading. */
  static final int MAX_VALUES = 1 << 20;

  private final Source in;
  private final List<Value> values = new ArrayList<>();

  Stack(Source in) {
    this.in = in;
  }

  PickleException tooMany() {
    return in.refused("holds more than %d values besides those of arrays.".formatted(MAX_VALUES));
  }

  void push(Value value) {
    if (values.size() == MAX_VALUES) {
      throw tooMany();
    }
    values.add(value);
  }

  Value top() {
    if (values.isEmpty() || values.getLast() == Value.Constant.MARK) {
      throw in.damaged();
    }
    return values.getLast();
  }

  Value pop() {
    Value top = top();
    values.removeLast();
    return top;
  }

  /** Takes a value or a mark away. */
  void discard() {
    if (values.isEmpty()) {
      throw in.damaged();
    }
    values.removeLast();
  }

  /** Takes so many values away, and gives them from the lowest to the top. */
  List<Value> last(int count) {
    int from = values.size() - count;
    if (from < 0 || values.subList(from, values.size()).contains(Value.Constant.MARK)) {
      throw in.damaged();
    }
    return take(from, from);
  }

  /** Takes all values down to the last mark away, and the mark. */
  List<Value> sinceMark() {
    // Whatever is passed over is taken away, so that all of these searches together stay short.
    int mark = values.size() - 1;
    while (mark >= 0 && values.get(mark) != Value.Constant.MARK) {
      mark--;
    }
    if (mark < 0) {
      throw in.damaged();
    }
    return take(mark + 1, mark);
  }

  private List<Value> take(int from, int cut) {
    List<Value> taken = List.copyOf(values.subList(from, values.size()));
    values.subList(cut, values.size()).clear();
    return taken;
  }
}
