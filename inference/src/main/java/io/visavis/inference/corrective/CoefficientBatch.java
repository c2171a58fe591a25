package io.visavis.inference.corrective;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.visavis.avatar.corrective.CoefficientNetwork.Input;
import io.visavis.inference.model.OnnxRuntime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the network of an avatar for many portrayals at once. Owned by one lane thread; its buffers
 * are off the heap. A network that fails is not run again, and its portrayals are not corrected.
 */
public final class CoefficientBatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CoefficientBatch.class);

  private final CoefficientModel model;
  private final List<Input> inputs;
  private final FloatBuffer[] rows;
  private final FloatBuffer output;
  private final @Nullable Pins[] pins;
  private boolean failed;

  /** Tensors over the first rows. */
  private record Pins(Map<String, OnnxTensor> in, Map<String, OnnxTensor> out) {
    void close() {
      in.values().forEach(OnnxTensor::close);
      out.values().forEach(OnnxTensor::close);
    }
  }

  /**
   * A batch.
   *
   * @param capacity most portrayals at a time
   */
  public CoefficientBatch(CoefficientModel model, int capacity) {
    this.model = model;
    this.inputs = model.network().inputs();
    this.rows = new FloatBuffer[inputs.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = direct(capacity * model.size(inputs.get(i)));
    }
    this.output = direct(capacity * model.coefficients());
    this.pins = new Pins[capacity + 1];
  }

  private static FloatBuffer direct(int values) {
    return ByteBuffer.allocateDirect(4 * values).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** The network. */
  public CoefficientModel model() {
    return model;
  }

  /**
   * Gives each its coefficients.
   *
   * @param streams of this network, each after its {@link CoefficientStream#take}
   */
  public void run(List<CoefficientStream> streams) {
    int count = streams.size();
    if (count == 0) {
      return;
    }
    if (!failed) {
      try {
        gather(streams);
        Pins pinned = pins(count);
        model.run(pinned.in, pinned.out);
      } catch (OrtException e) {
        failed = true;
        log.error(
            "The network of the correctives of {} failed and is not run again",
            model.avatar().name(),
            e);
      }
    }
    for (int row = 0; row < count; row++) {
      if (failed) {
        streams.get(row).rest();
      } else {
        streams.get(row).scatter(output, row * model.coefficients());
      }
    }
  }

  private void gather(List<CoefficientStream> streams) {
    for (int i = 0; i < rows.length; i++) {
      Input input = inputs.get(i);
      int size = model.size(input);
      for (int row = 0; row < streams.size(); row++) {
        streams.get(row).gather(input, rows[i], row * size);
      }
    }
  }

  private Pins pins(int count) throws OrtException {
    Pins pinned = pins[count];
    if (pinned == null) {
      Map<String, OnnxTensor> in = new LinkedHashMap<>();
      for (int i = 0; i < rows.length; i++) {
        in.put(inputs.get(i).tensor(), tensor(rows[i], count, model.size(inputs.get(i))));
      }
      pinned =
          new Pins(
              in, Map.of(model.network().output(), tensor(output, count, model.coefficients())));
      pins[count] = pinned;
    }
    return pinned;
  }

  /** A tensor over the first rows of a buffer, sharing its memory. */
  private static OnnxTensor tensor(FloatBuffer whole, int count, int size) throws OrtException {
    return OnnxTensor.createTensor(
        OnnxRuntime.environment(), whole.slice(0, count * size), new long[] {count, size});
  }

  @Override
  public void close() {
    for (int i = 0; i < pins.length; i++) {
      Pins pinned = pins[i];
      if (pinned != null) {
        pinned.close();
        pins[i] = null;
      }
    }
  }
}
