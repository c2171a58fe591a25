package io.visavis.avatar.pickle;

import io.visavis.avatar.pickle.Group.Kind;
import io.visavis.avatar.pickle.Text.Form;
import io.visavis.avatar.pickle.Value.Constant;
import io.visavis.avatar.pickle.Value.GlobalName;
import io.visavis.avatar.pickle.Value.Whole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The stack machine that a pickle is a program for (PEP 307, PEP 3154, PEP 574), with all of its
 * operations that make data. Those that would look up or call something leave a note of it.
 */
final class Unpickler {
  private static final int MAX_STEPS = 1 << 22;
  private static final int NEWEST_PROTOCOL = 5;

  private final Source in;
  private final Stack stack;
  private final Map<Long, Value> memo = new HashMap<>();
  private int made;

  private Unpickler(Source in) {
    this.in = in;
    this.stack = new Stack(in);
  }

  /**
   * Reads the first pickle of a file.
   *
   * @throws PickleException with one sentence if it cannot be used
   */
  static Value read(Source in) {
    return new Unpickler(in).read();
  }

  private Value read() {
    for (int step = 0; step < MAX_STEPS; step++) {
      int code = in.unsigned1();
      if (code == '.') {
        return stack.pop();
      }
      step(code);
    }
    throw in.refused("has more than %d steps; a file of arrays has few.".formatted(MAX_STEPS));
  }

  /** Operations by the letters and numbers that Python's pickletools lists. */
  private void step(int code) {
    switch (code) {
      case '(' -> make(Constant.MARK);
      case 'N' -> make(Constant.NONE);
      case 0x88 -> make(Constant.TRUE);
      case 0x89 -> make(Constant.FALSE);
      case 'I', 'L' -> make(in.wholeLine());
      case 'J' -> make(new Whole(in.signed4()));
      case 'K' -> make(new Whole(in.unsigned1()));
      case 'M' -> make(new Whole(in.unsigned2()));
      case 0x8a -> make(in.whole(in.unsigned1()));
      case 0x8b -> make(in.whole(in.unsigned4()));
      case 'F' -> number(in.line(Form.BYTES).length());
      case 'G' -> number(in.text(8, Form.BYTES).length());
      case 'S' -> make(in.quotedLine());
      case 'V' -> make(in.line(Form.RAW_UNICODE));
      case 'T', 'B' -> make(in.text(in.unsigned4(), Form.BYTES));
      case 'U', 'C' -> make(in.text(in.unsigned1(), Form.BYTES));
      case 0x8e, 0x96 -> make(in.text(in.signed8(), Form.BYTES));
      case 'X' -> make(in.text(in.unsigned4(), Form.UTF8));
      case 0x8c -> make(in.text(in.unsigned1(), Form.UTF8));
      case 0x8d -> make(in.text(in.signed8(), Form.UTF8));
      case ')' -> make(new Group(Kind.TUPLE, List.of()));
      case ']' -> make(new Group(Kind.LIST, List.of()));
      case '}' -> make(new Group(Kind.DICT, List.of()));
      case 0x8f -> make(new Group(Kind.SET, List.of()));
      case 't' -> make(new Group(Kind.TUPLE, stack.sinceMark()));
      case 'l' -> make(new Group(Kind.LIST, stack.sinceMark()));
      case 'd' -> make(new Group(Kind.DICT, pairs(stack.sinceMark())));
      case 0x91 -> make(new Group(Kind.SET, stack.sinceMark()));
      case 0x85, 0x86, 0x87 -> make(new Group(Kind.TUPLE, stack.last(code - 0x84)));
      case 'a' -> add(Kind.LIST, stack.last(1));
      case 's' -> add(Kind.DICT, stack.last(2));
      case 'e' -> add(Kind.LIST, stack.sinceMark());
      case 'u' -> add(Kind.DICT, pairs(stack.sinceMark()));
      case 0x90 -> add(Kind.SET, stack.sinceMark());
      case 'c' -> make(new GlobalName(in.line(Form.UTF8), in.line(Form.UTF8)));
      case 0x93 -> stackGlobal(stack.last(2));
      case 'R', 0x81 -> call(stack.last(2));
      // The third is a dict of arguments with names, which no array has.
      case 0x92 -> call(stack.last(3));
      case 'o' -> callAll(stack.sinceMark());
      case 'i' ->
          instance(new GlobalName(in.line(Form.UTF8), in.line(Form.UTF8)), stack.sinceMark());
      case 'b' -> build(stack.last(2));
      case '0' -> stack.discard();
      case '1' -> stack.sinceMark();
      case '2' -> stack.push(stack.top());
      case 'p' -> remember(in.memoLine());
      case 'q' -> remember(in.unsigned1());
      case 'r' -> remember(in.unsigned4());
      case 0x94 -> remember(memo.size());
      case 'g' -> recall(in.memoLine());
      case 'h' -> recall(in.unsigned1());
      case 'j' -> recall(in.unsigned4());
      case 0x80 -> protocol(in.unsigned1());
      // How much follows in one piece; what it holds is read as if it were not framed.
      case 0x95 -> in.need(in.signed8());
      case 'P', 'Q' -> throw outside("an object");
      case 0x97, 0x98 -> throw outside("the bytes of an array");
      case 0x82, 0x83, 0x84 ->
          throw in.refused("has a class by its number; its name would be right.");
      default -> throw in.damaged();
    }
  }

  private PickleException outside(String what) {
    return in.refused("keeps %s outside of the file; inside would be right.".formatted(what));
  }

  private void protocol(int version) {
    if (version > NEWEST_PROTOCOL) {
      throw in.refused(
          "has the pickle protocol %d; 0 to %d are known.".formatted(version, NEWEST_PROTOCOL));
    }
  }

  private void make(Value value) {
    if (++made > Stack.MAX_VALUES) {
      throw stack.tooMany();
    }
    stack.push(value);
  }

  /** The bytes of a number with a fraction are passed over; no array needs it. */
  private void number(int length) {
    if (length == 0) {
      throw in.damaged();
    }
    make(Constant.NUMBER);
  }

  private List<Value> pairs(List<Value> values) {
    if (values.size() % 2 != 0) {
      throw in.damaged();
    }
    return values;
  }

  private void add(Kind kind, List<Value> values) {
    Group group =
        switch (stack.top()) {
          case Group known -> known;
          case Instance instance -> instance.items(kind);
          case Constant _, Whole _, GlobalName _, Text _ -> throw in.damaged();
        };
    if (group.kind() != kind) {
      throw in.damaged();
    }
    group.items().addAll(values);
  }

  private void stackGlobal(List<Value> names) {
    if (!(names.get(0) instanceof Text module && names.get(1) instanceof Text name)) {
      throw in.damaged();
    }
    make(new GlobalName(module, name));
  }

  private void call(List<Value> callableAndArguments) {
    if (!(callableAndArguments.get(1) instanceof Group group && group.kind() == Kind.TUPLE)) {
      throw in.damaged();
    }
    make(new Instance(callableAndArguments.get(0), group));
  }

  private void callAll(List<Value> callableAndEach) {
    if (callableAndEach.isEmpty()) {
      throw in.damaged();
    }
    instance(callableAndEach.get(0), callableAndEach.subList(1, callableAndEach.size()));
  }

  private void instance(Value callable, List<Value> each) {
    make(new Instance(callable, new Group(Kind.TUPLE, each)));
  }

  private void build(List<Value> objectAndState) {
    if (!(objectAndState.get(0) instanceof Instance instance)) {
      throw in.damaged();
    }
    instance.setState(objectAndState.get(1));
    stack.push(instance);
  }

  private void remember(long number) {
    if (memo.size() == Stack.MAX_VALUES) {
      throw stack.tooMany();
    }
    memo.put(number, stack.top());
  }

  private void recall(long number) {
    Value value = memo.get(number);
    if (value == null) {
      throw in.damaged();
    }
    stack.push(value);
  }
}
