package io.visavis.inference.corrective;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
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
 * are off the heap. A run that takes too long is ended, and its portrayals keep the coefficients
 * that they had. A network that fails, or is ended three times in a row, is not run again, and its
 * portrayals are not corrected.
 */
public final class CoefficientBatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CoefficientBatch.class);

  private static final int MOST_ENDED = 3;

  private final CoefficientModel model;
  private final List<Input> inputs;
  private final FloatBuffer[] rows;
  private final FloatBuffer output;
  private final @Nullable Pins[] pins;
  private int ended;
  private boolean failed;

  /** Tensors over the first rows, and what runs over them are given. */
  private record Pins(
      Map<String, OnnxTensor> in, Map<String, OnnxTensor> out, OrtSession.RunOptions options) {
    void close() {
      options.close();
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
    boolean made = !failed && made(streams);
    for (int row = 0; row < count; row++) {
      if (failed) {
        streams.get(row).rest();
      } else if (made) {
        streams.get(row).scatter(output, row * model.coefficients());
      }
    }
  }

  private boolean made(List<CoefficientStream> streams) {
    try {
      gather(streams);
      Pins pinned = pins(streams.size());
      boolean made = model.run(pinned.in, pinned.out, pinned.options);
      ended = made ? 0 : ended + 1;
      if (ended == MOST_ENDED) {
        fail("takes too long", null);
      }
      return made;
    } catch (OrtException e) {
      fail("failed", e);
      return false;
    }
  }

  private void fail(String why, @Nullable Exception cause) {
    failed = true;
    log.error(
        "The network of the correctives of {} {} and is not run again",
        model.avatar().name(),
        why,
        cause);
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
              in,
              Map.of(model.network().output(), tensor(output, count, model.coefficients())),
              new OrtSession.RunOptions());
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
