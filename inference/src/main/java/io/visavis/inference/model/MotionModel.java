package io.visavis.inference.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A motion model ready to run: its card and its ONNX Runtime session. Immutable and thread-safe;
 * shared by all portrayals that use it. Runs on the thread that calls.
 */
public final class MotionModel implements AutoCloseable {
  /** What the built-in model is called. */
  public static final String BUILT_IN = "visavis-base";

  private static final String RESOURCE = "/io/visavis/inference/" + BUILT_IN + ".onnx";

  private final String name;
  private final ModelCard card;
  private final OrtSession session;
  private final long bytes;

  /**
   * What a model costs.
   *
   * @param micros1 microseconds a run at batch 1
   * @param micros8 microseconds a run at batch 8
   */
  public record Cost(double micros1, double micros8) {}

  private MotionModel(String name, ModelCard card, OrtSession session, long bytes) {
    this.name = name;
    this.card = card;
    this.session = session;
    this.bytes = bytes;
  }

  /**
   * Opens a file: checks what is in it, its card, and one run on noise.
   *
   * @throws ModelException with one sentence if it cannot be used
   */
  public static MotionModel open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ModelException("There is no model file %s.".formatted(file));
    }
    String name = String.valueOf(file.getFileName());
    try {
      if (Files.size(file) > GraphRules.MAX_BYTES) {
        throw new ModelException(
            "The model file %s has more than %d bytes.".formatted(file, GraphRules.MAX_BYTES));
      }
      return open(Files.readAllBytes(file), name);
    } catch (IOException e) {
      throw new ModelException(
          "The model file %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /** Opens the model that comes with visavis. */
  public static MotionModel openBuiltIn() {
    try (InputStream in = MotionModel.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new ModelException("This build has no built-in model.");
      }
      return open(in.readAllBytes(), BUILT_IN);
    } catch (IOException e) {
      throw new ModelException("The built-in model cannot be read.", e);
    }
  }

  /**
   * Opens a model in memory.
   *
   * @param name what logs call it
   * @throws ModelException with one sentence if it cannot be used
   */
  public static MotionModel open(byte[] onnx, String name) {
    ModelProto proto;
    try {
      proto = ModelProto.parseFrom(onnx);
    } catch (InvalidProtocolBufferException e) {
      throw new ModelException("%s is not an ONNX model.".formatted(name), e);
    }
    GraphRules.check(proto);
    String json =
        proto.getMetadataPropsList().stream()
            .filter(p -> p.getKey().equals(ModelCard.METADATA_KEY))
            .map(StringStringEntryProto::getValue)
            .findFirst()
            .orElseThrow(
                () ->
                    new ModelException(
                        "%s has no card: the metadata key '%s' is missing."
                            .formatted(name, ModelCard.METADATA_KEY)));
    ModelCard card = CardReader.read(json);
    OrtSession session = session(onnx, name);
    try {
      TensorRules.check(card, session.getInputInfo(), session.getOutputInfo());
      TrialRun.run(session, card, 1, 1);
      return new MotionModel(name, card, session, onnx.length);
    } catch (OrtException e) {
      close(session);
      throw new ModelException("%s cannot be loaded: %s".formatted(name, e.getMessage()), e);
    } catch (RuntimeException e) {
      close(session);
      throw e;
    }
  }

  private static OrtSession session(byte[] onnx, String name) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // Lanes are the parallelism; a run stays on its lane's thread.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      // States that decay in silence must not slow a run down a hundredfold.
      options.addConfigEntry("session.set_denormal_as_zero", "1");
      return OnnxRuntime.environment().createSession(onnx, options);
    } catch (OrtException e) {
      throw new ModelException(
          "%s cannot be loaded: %s"
              .formatted(name, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  /** The name in logs: of the file, or {@value #BUILT_IN}. */
  public String name() {
    return name;
  }

  /** What it says of itself. */
  public ModelCard card() {
    return card;
  }

  /** Bytes of the file. */
  public long bytes() {
    return bytes;
  }

  /** For {@code MotionBatch}. */
  public OrtSession session() {
    return session;
  }

  /** Runs it on noise and says what it costs on this machine now. */
  public Cost check() {
    TrialRun.run(session, card, 8, 3);
    return new Cost(TrialRun.run(session, card, 1, 51), TrialRun.run(session, card, 8, 51));
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed to close a session.", e);
    }
  }

  @Override
  public void close() {
    close(session);
  }
}
