package io.visavis.inference.model;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session that fits its card and has run once on noise, and what it runs on.
 *
 * @param provider the CPU also where CUDA was wanted and failed
 */
record ModelSession(OrtSession session, ExecutionProvider provider) {
  private static final Logger log = LoggerFactory.getLogger(ModelSession.class);

  /** Adds CUDA to the options of a session. */
  interface Cuda {
    void apply(OrtSession.SessionOptions options) throws OrtException;
  }

  /**
   * Opens a session and tries it. One that fails with CUDA is opened for the CPU, with one line in
   * the log.
   *
   * @throws ModelException with one sentence if it cannot be used on the CPU either
   */
  static ModelSession open(byte[] onnx, String name, ModelCard card, ExecutionProvider wanted) {
    return open(onnx, name, card, wanted, CudaProvider::apply);
  }

  static ModelSession open(
      byte[] onnx, String name, ModelCard card, ExecutionProvider wanted, Cuda cuda) {
    if (wanted == ExecutionProvider.CPU) {
      return new ModelSession(tried(onnx, name, card, options -> {}), ExecutionProvider.CPU);
    }
    try {
      return new ModelSession(tried(onnx, name, card, cuda), ExecutionProvider.CUDA);
    } catch (ModelException e) {
      // A model that is at fault itself fails here too, and then only this is said.
      OrtSession session = tried(onnx, name, card, options -> {});
      log.warn("The model {} failed with CUDA and runs on the CPU: {}", name, e.getMessage());
      return new ModelSession(session, ExecutionProvider.CPU);
    }
  }

  private static OrtSession tried(byte[] onnx, String name, ModelCard card, Cuda cuda) {
    OrtSession session = session(onnx, name, cuda);
    try {
      TensorRules.check(card, session.getInputInfo(), session.getOutputInfo());
      TrialRun.run(session, card, 1, 1);
      return session;
    } catch (OrtException e) {
      close(session);
      throw new ModelException("%s cannot be loaded: %s".formatted(name, e.getMessage()), e);
    } catch (RuntimeException e) {
      close(session);
      throw e;
    }
  }

  private static OrtSession session(byte[] onnx, String name, Cuda cuda) {
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
      throw new ModelException("%s cannot be loaded: %s".formatted(name, OnnxRuntime.reason(e)), e);
    }
  }

  /** Frees the session. */
  void close() {
    close(session);
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed to close a session.", e);
    }
  }
}
