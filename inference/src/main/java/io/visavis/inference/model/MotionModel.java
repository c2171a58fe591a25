package io.visavis.inference.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A motion model ready to run: its card and its ONNX Runtime session. Thread-safe; shared by all
 * portrayals that use it. Runs on the thread that calls.
 */
public final class MotionModel implements AutoCloseable {
  /** What the built-in model is called. */
  public static final String BUILT_IN = "visavis-base";

  private static final String RESOURCE = "/io/visavis/inference/" + BUILT_IN + ".onnx";

  /** Microseconds of a run; eight times as much is not tried. */
  private static final double MOST_FOR_EIGHT = 0.5e6;

  private final String name;
  private final ModelCard card;
  private final ModelSession session;
  private final long bytes;

  /**
   * What a model costs.
   *
   * @param micros1 microseconds a run at batch 1
   * @param micros8 microseconds a run at batch 8; not a number where one alone takes so long that
   *     eight were not tried
   */
  public record Cost(double micros1, double micros8) {}

  private MotionModel(String name, ModelCard card, ModelSession session, long bytes) {
    this.name = name;
    this.card = card;
    this.session = session;
    this.bytes = bytes;
  }

  /** Opens a file, to run on the CPU. */
  public static MotionModel open(Path file) {
    return open(file, ExecutionProvider.CPU);
  }

  /**
   * Opens a file: checks what is in it, its card, and one run on noise.
   *
   * @param provider what to run on; one that fails is replaced by the CPU, with a line in the log
   * @throws ModelException with one sentence if it cannot be used
   */
  public static MotionModel open(Path file, ExecutionProvider provider) {
    if (!Files.isRegularFile(file)) {
      throw new ModelException("There is no model file %s.".formatted(file));
    }
    String name = String.valueOf(file.getFileName());
    try {
      if (Files.size(file) > GraphRules.MAX_BYTES) {
        throw new ModelException(
            "The model file %s has more than %d bytes.".formatted(file, GraphRules.MAX_BYTES));
      }
      return open(Files.readAllBytes(file), name, provider);
    } catch (IOException e) {
      throw new ModelException(
          "The model file %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    } catch (OutOfMemoryError e) {
      throw new ModelException(
          "The model file %s needs more memory than Java may have; -Xmx gives it more."
              .formatted(file),
          e);
    }
  }

  /** Opens the model that comes with visavis, to run on the CPU. */
  public static MotionModel openBuiltIn() {
    return openBuiltIn(ExecutionProvider.CPU);
  }

  /** Opens the model that comes with visavis, to run as {@link #open(Path, ExecutionProvider)}. */
  public static MotionModel openBuiltIn(ExecutionProvider provider) {
    try (InputStream in = MotionModel.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new ModelException("This build has no built-in model.");
      }
      return open(in.readAllBytes(), BUILT_IN, provider);
    } catch (IOException e) {
      throw new ModelException("The built-in model cannot be read.", e);
    }
  }

  /** Opens a model in memory, to run on the CPU. */
  public static MotionModel open(byte[] onnx, String name) {
    return open(onnx, name, ExecutionProvider.CPU);
  }

  /**
   * Opens a model in memory, to run as {@link #open(Path, ExecutionProvider)}.
   *
   * @param name what logs call it
   * @throws ModelException with one sentence if it cannot be used
   */
  public static MotionModel open(byte[] onnx, String name, ExecutionProvider provider) {
    return open(onnx, name, provider, CudaProvider::apply);
  }

  static MotionModel open(
      byte[] onnx, String name, ExecutionProvider provider, ModelSession.Cuda cuda) {
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
    return new MotionModel(
        name, card, ModelSession.open(onnx, name, card, provider, cuda), onnx.length);
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

  /** What it runs on now: the CPU also where CUDA was wanted and failed. */
  public ExecutionProvider provider() {
    return session.provider();
  }

  /**
   * One run for {@code MotionBatch}, into the outputs. Where the GPU fails, it is made on the CPU,
   * and so are all later ones.
   *
   * @throws OrtException if the CPU fails
   */
  public void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs)
      throws OrtException {
    session.run(inputs, outputs);
  }

  /** What runs now, to be asked for shapes. */
  public OrtSession session() {
    return session.session();
  }

  /** Runs it on noise and says what it costs on this machine now. */
  public Cost check() {
    OrtSession runs = session.session();
    TrialRun.run(runs, card, 1, 3);
    double alone = TrialRun.run(runs, card, 1, 51);
    return new Cost(alone, alone > MOST_FOR_EIGHT ? Double.NaN : TrialRun.run(runs, card, 8, 51));
  }

  @Override
  public void close() {
    session.close();
  }
}
