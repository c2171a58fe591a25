package io.visavis.inference.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.InvalidProtocolBufferException;

/** Opens sessions of ONNX Runtime as visavis runs them: on the thread that calls. */
public final class Sessions {
  private static final int SMALL = 2_000;

  private Sessions() {}

  /**
   * Opens a small network from a file that is not trusted, on the CPU. Its graph is checked first:
   * known operators only, no data from elsewhere, no endless loops, at most 2,000 nodes.
   *
   * @param what begins the sentences about it
   * @throws ModelException with one sentence if it cannot be used
   */
  public static OrtSession openSmall(byte[] onnx, String what) {
    ModelProto proto;
    try {
      proto = ModelProto.parseFrom(onnx);
    } catch (InvalidProtocolBufferException e) {
      throw new ModelException("%s is no ONNX model.".formatted(what), e);
    }
    try {
      GraphRules.check(proto, SMALL);
    } catch (ModelException e) {
      throw new ModelException("%s cannot be run: %s".formatted(what, e.getMessage()), e);
    }
    return open(onnx, what, options -> {});
  }

  /** Opens a session whose graph has been checked. */
  static OrtSession open(byte[] onnx, String what, ModelSession.Cuda cuda) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // Lanes are the parallelism; a run stays on its lane's thread.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      // States that decay in silence must not slow a run down a hundredfold.
      options.addConfigEntry("session.set_denormal_as_zero", "1");
      cuda.apply(options);
      return OnnxRuntime.environment().createSession(onnx, options);
    } catch (OrtException e) {
      throw new ModelException("%s cannot be loaded: %s".formatted(what, OnnxRuntime.reason(e)), e);
    }
  }

  /** Frees one that is open. */
  public static void close(@org.jspecify.annotations.Nullable OrtSession session) {
    try {
      if (session != null) {
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed to close a session.", e);
    }
  }
}
