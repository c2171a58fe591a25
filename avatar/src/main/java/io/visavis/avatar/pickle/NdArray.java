package io.visavis.avatar.pickle;

import io.visavis.avatar.numpy.NumpyArray;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An array of NumPy over the bytes that the file has.
 *
 * @param shape its sides
 * @param steps for every side how many values lie from one index to the next
 * @param data its bytes, in the order of the type
 */
record NdArray(List<Integer> shape, int[] steps, NumberType type, ByteBuffer data) {
  private static final Set<String> RECONSTRUCT =
      Set.of("numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct");
  private static final Set<String> FROM_BUFFER =
      Set.of("numpy.core.numeric._frombuffer", "numpy._core.numeric._frombuffer");

  /** Whether an object says that it is one; it may yet be damaged. */
  static boolean is(Instance instance) {
    String name = instance.className();
    return RECONSTRUCT.contains(name) || FROM_BUFFER.contains(name);
  }

  /**
   * Reads one: a call of {@code _reconstruct} with the state {@code (1, shape, dtype, is_fortran,
   * bytes)}, or of {@code _frombuffer} with {@code (bytes, dtype, shape, order, axis_order)}.
   *
   * @param what what messages call it
   * @param maxValues values that it may have at most
   * @throws PickleException with one sentence if it is none, or cannot be used
   */
  static NdArray of(@Nullable Value value, String what, long maxValues) {
    if (!(value instanceof Instance instance && is(instance))) {
      throw new PickleException(
          "%s is %s; an array of NumPy would be right."
              .formatted(what, value == null ? "missing" : value.described()));
    }
    boolean buffer = FROM_BUFFER.contains(instance.className());
    Value state = instance.state();
    NumberType type = NumberType.of(buffer ? instance.argument(1) : Group.item(state, 2), what);
    List<Integer> shape =
        Shapes.of(buffer ? instance.argument(2) : Group.item(state, 1), what, maxValues);
    long length = (long) Shapes.count(shape) * type.width();
    ByteBuffer data =
        RawBytes.of(buffer ? instance.argument(0) : Group.item(state, 4), length, what)
            .order(type.order());
    String order = buffer ? order(instance, what) : fortran(instance, what) ? "F" : "C";
    int[] steps = steps(shape, order.equals("F"));
    return order.equals("K")
        ? turned(shape, steps, instance.argument(4), type, data, what)
        : new NdArray(shape, steps, type, data);
  }

  private static boolean fortran(Instance instance, String what) {
    if (!(instance.argument(0) instanceof Value.GlobalName made)
        || !made.dotted().startsWith("numpy.")) {
      throw new PickleException(what + " is of no class of NumPy; numpy.ndarray would be right.");
    }
    Value fortran = Group.item(instance.state(), 3);
    return fortran == Value.Constant.TRUE
        || (fortran instanceof Value.Whole whole && whole.value() != 0);
  }

  private static String order(Instance instance, String what) {
    String order = instance.argument(3) instanceof Text text ? text.start(2) : "";
    if (!Set.of("C", "F", "K").contains(order)) {
      throw new PickleException(what + " has no usable order; C or F would be right.");
    }
    return order;
  }

  private static int[] steps(List<Integer> shape, boolean firstIsFastest) {
    int[] steps = new int[shape.size()];
    for (int i = 0, step = 1; i < steps.length; i++) {
      int side = firstIsFastest ? i : steps.length - 1 - i;
      steps[side] = step;
      step *= shape.get(side);
    }
    return steps;
  }

  /** With the sides in another order than the bytes have them. */
  private static NdArray turned(
      List<Integer> shape,
      int[] steps,
      @Nullable Value axes,
      NumberType type,
      ByteBuffer data,
      String what) {
    List<Integer> turned = new ArrayList<>();
    boolean[] used = new boolean[steps.length];
    int[] turnedSteps = new int[steps.length];
    for (int i = 0; i < steps.length; i++) {
      Value axis = Group.item(axes, i);
      long side = axis instanceof Value.Whole whole ? whole.value() : -1;
      if (side < 0 || side >= used.length || used[(int) side]) {
        throw new PickleException(
            what + " has no usable order of its sides; every side once would be right.");
      }
      used[(int) side] = true;
      turned.add(shape.get((int) side));
      turnedSteps[i] = steps[(int) side];
    }
    return new NdArray(turned, turnedSteps, type, data);
  }

  /** Number of values. */
  int count() {
    return Shapes.count(shape);
  }

  /** A value of an array with one side. */
  float real(int index) {
    return type.real(data, index);
  }

  /** A value of an array of integers with one side. */
  long whole(int index) {
    return type.whole(data, index);
  }

  /** All values in row-major order. */
  NumpyArray dense() {
    float[] values = new float[count()];
    int[] index = new int[steps.length];
    int at = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = type.real(data, at);
      for (int k = steps.length - 1; k >= 0; k--) {
        at += steps[k];
        if (++index[k] < shape.get(k)) {
          break;
        }
        at -= index[k] * steps[k];
        index[k] = 0;
      }
    }
    return new NumpyArray(shape, values);
  }
}
