package io.visavis.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.visavis.inference.model.ModelCard;
import io.visavis.inference.model.MotionModel;
import io.visavis.inference.model.OnnxRuntime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pinned tensors of a batch. States have two sides that swap: a run reads one and writes the
 * other, so nothing is copied as long as the same rows run together. A row that sat out a run is on
 * the other side afterwards and is copied over when it next runs. Single thread.
 */
final class StateRows implements AutoCloseable {
  /** Tensors over the first k rows, for one k. */
  private record Pins(List<Map<String, OnnxTensor>> inputs, List<Map<String, OnnxTensor>> outputs)
      implements AutoCloseable {
    @Override
    public void close() {
      inputs.forEach(side -> side.values().forEach(OnnxTensor::close));
      outputs.forEach(side -> side.values().forEach(OnnxTensor::close));
    }
  }

  private final MotionModel model;
  private final ModelCard card;
  private final int capacity;
  private final FloatBuffer[] inputs;
  private final FloatBuffer[][] states; // [side][state]
  private final FloatBuffer output;
  private final long[] outputShape;
  private final int outputSize;
  private final int[] side;
  private final float[] spare;
  private final @Nullable Pins[] pins;

  StateRows(MotionModel model, int capacity) throws OrtException {
    this.model = model;
    this.card = model.card();
    this.capacity = capacity;
    this.inputs = new FloatBuffer[card.inputs().size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = direct(card.inputs().get(i).size());
    }
    this.states = new FloatBuffer[2][card.states().size()];
    int largest = 0;
    for (int s = 0; s < card.states().size(); s++) {
      int size = card.states().get(s).size();
      states[0][s] = direct(size);
      states[1][s] = direct(size);
      largest = Math.max(largest, size);
    }
    this.outputShape = outputShape(model);
    int size = 1;
    for (int i = 1; i < outputShape.length; i++) {
      size = Math.multiplyExact(size, (int) outputShape[i]);
    }
    this.outputSize = size;
    this.output = direct(size);
    this.side = new int[capacity];
    this.spare = new float[largest];
    this.pins = new Pins[capacity + 1];
  }

  private static long[] outputShape(MotionModel model) throws OrtException {
    ModelCard card = model.card();
    ModelCard.Window window = card.window();
    int size = card.space().size();
    if (window != null) {
      return new long[] {0, window.length(), size};
    }
    var info = model.session().getOutputInfo().get(card.motion());
    boolean flat =
        info != null
            && info.getInfo() instanceof ai.onnxruntime.TensorInfo tensor
            && tensor.getShape().length == 2;
    return flat ? new long[] {0, size} : new long[] {0, 1, size};
  }

  private FloatBuffer direct(int perRow) {
    int bytes = Math.multiplyExact(4 * capacity, perRow);
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** Zero states for a new stream. */
  void clear(int row) {
    for (int s = 0; s < states[0].length; s++) {
      int size = card.states().get(s).size();
      FloatBuffer buffer = states[side[row]][s];
      for (int i = 0; i < size; i++) {
        buffer.put(row * size + i, 0);
      }
    }
  }

  /** Copies a row's states over another's. */
  void copy(int from, int to) {
    copyFrom(this, from, to);
  }

  /** Copies the states of a row of another batch of the same model. */
  void copyFrom(StateRows other, int from, int to) {
    for (int s = 0; s < states[0].length; s++) {
      int size = card.states().get(s).size();
      states[side[to]][s].put(to * size, other.states[other.side[from]][s], from * size, size);
    }
  }

  /** Exchanges two rows. */
  void swap(int a, int b) {
    for (int s = 0; s < states[0].length; s++) {
      int size = card.states().get(s).size();
      FloatBuffer left = states[side[a]][s];
      FloatBuffer right = states[side[b]][s];
      left.get(a * size, spare, 0, size);
      left.put(a * size, right, b * size, size);
      right.put(b * size, spare, 0, size);
    }
  }

  /** Brings the first rows to one side: that of most of them. */
  void align(int count) {
    int ones = 0;
    for (int row = 0; row < count; row++) {
      ones += side[row];
    }
    int target = 2 * ones > count ? 1 : 0;
    for (int row = 0; row < count; row++) {
      if (side[row] != target) {
        for (int s = 0; s < states[0].length; s++) {
          int size = card.states().get(s).size();
          states[target][s].put(row * size, states[1 - target][s], row * size, size);
        }
        side[row] = target;
      }
    }
  }

  /** Fills a row of the inputs. */
  void gather(int row, MotionStream stream) {
    for (int i = 0; i < inputs.length; i++) {
      ModelCard.Input input = card.inputs().get(i);
      stream.gather(input, inputs[i], row * input.size());
    }
  }

  /** Runs the first rows, which {@link #align} has brought to one side. */
  void run(int count) throws OrtException {
    Pins pinned = pins[count];
    if (pinned == null) {
      pinned = pin(count);
      pins[count] = pinned;
    }
    int from = side[0];
    model.run(pinned.inputs.get(from), pinned.outputs.get(from));
    for (int row = 0; row < count; row++) {
      side[row] = 1 - from;
    }
  }

  /** Hands a row of the output to its stream. */
  void scatter(int row, MotionStream stream) {
    stream.take(output, row * outputSize);
  }

  private Pins pin(int count) throws OrtException {
    List<Map<String, OnnxTensor>> ins = new ArrayList<>();
    List<Map<String, OnnxTensor>> outs = new ArrayList<>();
    for (int from = 0; from < 2; from++) {
      Map<String, OnnxTensor> in = new LinkedHashMap<>();
      Map<String, OnnxTensor> out = new LinkedHashMap<>();
      for (int i = 0; i < inputs.length; i++) {
        ModelCard.Input input = card.inputs().get(i);
        in.put(input.tensor(), tensor(inputs[i], count, shape(input.shape())));
      }
      for (int s = 0; s < states[0].length; s++) {
        ModelCard.State state = card.states().get(s);
        in.put(state.in(), tensor(states[from][s], count, shape(state.shape())));
        out.put(state.out(), tensor(states[1 - from][s], count, shape(state.shape())));
      }
      out.put(card.motion(), tensor(output, count, outputShape.clone()));
      ins.add(in);
      outs.add(out);
    }
    return new Pins(ins, outs);
  }

  private static long[] shape(List<Integer> perRow) {
    long[] shape = new long[perRow.size() + 1];
    for (int i = 0; i < perRow.size(); i++) {
      shape[i + 1] = perRow.get(i);
    }
    return shape;
  }

  /** A tensor over the first rows of a buffer, sharing its memory. */
  private static OnnxTensor tensor(FloatBuffer whole, int count, long[] shape) throws OrtException {
    shape[0] = count;
    int values = 1;
    for (long sideLength : shape) {
      values = Math.multiplyExact(values, (int) sideLength);
    }
    FloatBuffer part = whole.slice(0, values);
    return OnnxTensor.createTensor(OnnxRuntime.environment(), part, shape);
  }

  @Override
  public void close() {
    for (int count = 0; count < pins.length; count++) {
      Pins pinned = pins[count];
      if (pinned != null) {
        pinned.close();
        pins[count] = null;
      }
    }
  }
}
