package io.visavis.inference.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A network of floats out of a user's file, which keeps the rules of all such networks ({@link
 * GraphRules}); a run ends after a minute. Runs on the CPU; one thread at a time.
 */
final class NetworkFile implements AutoCloseable {
  private static final int LIMIT_SECONDS = 60;

  /** Numbers that an output may have. */
  private static final int MAX_OUT = 1 << 16;

  private final String name;
  private final OrtSession session;
  private final Map<String, long[]> inputs;

  private NetworkFile(String name, OrtSession session, Map<String, long[]> inputs) {
    this.name = name;
    this.session = session;
    this.inputs = inputs;
  }

  /** Values of an input. */
  record Given(float[] values, long... shape) {}

  /**
   * Opens a file.
   *
   * @throws ModelException with one sentence if it cannot be used
   */
  static NetworkFile open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ModelException("There is no network file %s.".formatted(file));
    }
    try {
      if (Files.size(file) > GraphRules.MAX_BYTES) {
        throw new ModelException(
            "The network file %s has more than %d bytes.".formatted(file, GraphRules.MAX_BYTES));
      }
      return open(Files.readAllBytes(file), String.valueOf(file.getFileName()));
    } catch (IOException e) {
      throw new ModelException(
          "The network file %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    } catch (OutOfMemoryError e) {
      throw new ModelException(
          "The network file %s needs more memory than Java may have; -Xmx gives it more."
              .formatted(file),
          e);
    }
  }

  private static NetworkFile open(byte[] onnx, String name) {
    try {
      GraphRules.check(ModelProto.parseFrom(onnx));
    } catch (InvalidProtocolBufferException e) {
      throw new ModelException("%s is not an ONNX model.".formatted(name), e);
    }
    OrtSession session = null;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      session = OnnxRuntime.environment().createSession(onnx, options);
      return new NetworkFile(name, session, inputs(session, name));
    } catch (OrtException e) {
      throw new ModelException("%s cannot be loaded: %s".formatted(name, OnnxRuntime.reason(e)), e);
    } catch (ModelException e) {
      close(session);
      throw e;
    }
  }

  private static Map<String, long[]> inputs(OrtSession session, String name) throws OrtException {
    Map<String, long[]> out = new LinkedHashMap<>();
    for (NodeInfo node : session.getInputInfo().values()) {
      if (!(node.getInfo() instanceof TensorInfo info) || info.type != OnnxJavaType.FLOAT) {
        throw new ModelException(
            "%s has an input '%s' that is no tensor of floats.".formatted(name, node.getName()));
      }
      out.put(node.getName(), info.getShape());
    }
    return out;
  }

  /** What messages call it. */
  String name() {
    return name;
  }

  /** Shapes of inputs by name, in the graph's order; -1 is a side of any size. */
  Map<String, long[]> inputs() {
    return inputs;
  }

  int outputs() {
    return (int) session.getNumOutputs();
  }

  /** Whether a tensor of a shape may be given to an input. */
  static boolean fits(long[] input, long... shape) {
    boolean fits = input.length == shape.length;
    for (int i = 0; fits && i < shape.length; i++) {
      fits = input[i] < 0 || shape[i] < 0 || input[i] == shape[i];
    }
    return fits;
  }

  /**
   * Runs it.
   *
   * @param given for each input
   * @return each output's numbers, whatever their shape is
   * @throws ModelException with one sentence if it fails, runs for more than a minute, or gives
   *     what is no number
   */
  List<float[]> run(Map<String, Given> given) {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try (RunLimit limit = new RunLimit(LIMIT_SECONDS)) {
      for (Map.Entry<String, Given> input : given.entrySet()) {
        tensors.put(input.getKey(), tensor(input.getValue()));
      }
      List<float[]> out = new ArrayList<>();
      try (OrtSession.Result result = session.run(tensors, limit.options())) {
        for (int i = 0; i < result.size(); i++) {
          out.add(numbers(result.get(i)));
        }
      }
      return out;
    } catch (OrtException e) {
      throw new ModelException("%s failed: %s".formatted(name, OnnxRuntime.reason(e)), e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor tensor(Given given) throws OrtException {
    FloatBuffer data =
        ByteBuffer.allocateDirect(4 * given.values().length)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    data.put(0, given.values());
    return OnnxTensor.createTensor(OnnxRuntime.environment(), data, given.shape());
  }

  private float[] numbers(OnnxValue value) {
    FloatBuffer given = value instanceof OnnxTensor tensor ? tensor.getFloatBuffer() : null;
    if (given == null || !given.hasRemaining() || given.remaining() > MAX_OUT) {
      throw new ModelException(
          "%s gives %d numbers; 1 to %d are right."
              .formatted(name, given == null ? 0 : given.remaining(), MAX_OUT));
    }
    float[] out = new float[given.remaining()];
    given.get(out);
    for (float v : out) {
      if (!Float.isFinite(v)) {
        throw new ModelException("%s gives a value that is not a number.".formatted(name));
      }
    }
    return out;
  }

  private static void close(@Nullable OrtSession session) {
    try {
      if (session != null) {
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed to close a session.", e);
    }
  }

  @Override
  public void close() {
    close(session);
  }
}
