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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network of a user's file that looks at pictures and gives numbers, such as LPIPS, or the
 * features of Inception. It keeps the rules of every network from a file ({@link GraphRules}), and
 * a run ends after a minute. Runs on the CPU; one thread at a time.
 */
public final class PictureNetwork implements AutoCloseable {
  private static final int LIMIT_SECONDS = 60;

  /** Numbers that it may give. */
  private static final int MAX_OUT = 1 << 16;

  private final String name;
  private final OrtSession session;

  /** By name, in the graph's order: sides of [1, 3, height, width], -1 where any will do. */
  private final Map<String, long[]> inputs;

  private PictureNetwork(String name, OrtSession session, Map<String, long[]> inputs) {
    this.name = name;
    this.session = session;
    this.inputs = inputs;
  }

  /**
   * Opens a file.
   *
   * @param pictures how many it takes at once, each [1, 3, height, width]
   * @throws ModelException with one sentence if it cannot be used
   */
  public static PictureNetwork open(Path file, int pictures) {
    if (!Files.isRegularFile(file)) {
      throw new ModelException("There is no network file %s.".formatted(file));
    }
    try {
      if (Files.size(file) > GraphRules.MAX_BYTES) {
        throw new ModelException(
            "The network file %s has more than %d bytes.".formatted(file, GraphRules.MAX_BYTES));
      }
      return open(Files.readAllBytes(file), String.valueOf(file.getFileName()), pictures);
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

  /** Opens a network in memory, as {@link #open(Path, int)} does. */
  static PictureNetwork open(byte[] onnx, String name, int pictures) {
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
      return new PictureNetwork(name, session, inputs(session, name, pictures));
    } catch (OrtException e) {
      throw new ModelException("%s cannot be loaded: %s".formatted(name, OnnxRuntime.reason(e)), e);
    } catch (ModelException e) {
      close(session);
      throw e;
    }
  }

  private static Map<String, long[]> inputs(OrtSession session, String name, int pictures)
      throws OrtException {
    Map<String, long[]> out = new LinkedHashMap<>();
    for (NodeInfo node : session.getInputInfo().values()) {
      if (!(node.getInfo() instanceof TensorInfo info)
          || info.type != OnnxJavaType.FLOAT
          || info.getShape().length != 4
          || (info.getShape()[0] >= 0 && info.getShape()[0] != 1)
          || (info.getShape()[1] >= 0 && info.getShape()[1] != 3)) {
        throw new ModelException(
            "%s has an input '%s' that is no picture; float of the shape [1, 3, height, width] is right."
                .formatted(name, node.getName()));
      }
      out.put(node.getName(), info.getShape());
    }
    if (out.size() != pictures) {
      throw new ModelException(
          "%s takes %d pictures; a network of %d is right here."
              .formatted(name, out.size(), pictures));
    }
    if (session.getNumOutputs() != 1) {
      throw new ModelException(
          "%s has %d outputs; one is right.".formatted(name, session.getNumOutputs()));
    }
    return out;
  }

  /** Whether it takes pictures of that size. */
  public boolean takes(int width, int height) {
    return inputs.values().stream()
        .allMatch(s -> (s[2] < 0 || s[2] == height) && (s[3] < 0 || s[3] == width));
  }

  /**
   * Runs it.
   *
   * @param pictures as many as it takes, each [3, height, width]
   * @return what it gives, whatever the shape of that is
   * @throws ModelException with one sentence if it fails, runs for more than a minute, or gives
   *     what is no number
   */
  public float[] run(List<float[]> pictures, int width, int height) {
    if (!takes(width, height)) {
      long[] sides = inputs.values().iterator().next();
      throw new ModelException(
          "%s takes pictures of %s x %s pixels, and these have %d x %d."
              .formatted(name, shown(sides[3]), shown(sides[2]), width, height));
    }
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try (RunLimit limit = new RunLimit(LIMIT_SECONDS)) {
      int at = 0;
      for (String input : inputs.keySet()) {
        tensors.put(input, tensor(pictures.get(at++), width, height));
      }
      try (OrtSession.Result result = session.run(tensors, limit.options())) {
        return numbers(result.get(0));
      }
    } catch (OrtException e) {
      throw new ModelException("%s failed: %s".formatted(name, OnnxRuntime.reason(e)), e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private static String shown(long side) {
    return side < 0 ? "any" : Long.toString(side);
  }

  private static OnnxTensor tensor(float[] values, int width, int height) throws OrtException {
    FloatBuffer data =
        ByteBuffer.allocateDirect(4 * values.length).order(ByteOrder.nativeOrder()).asFloatBuffer();
    data.put(0, values);
    return OnnxTensor.createTensor(
        OnnxRuntime.environment(), data, new long[] {1, 3, height, width});
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

  private static void close(@org.jspecify.annotations.Nullable OrtSession session) {
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
