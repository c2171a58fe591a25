package io.visavis.inference.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session that fits its card and has run once on noise. One on the GPU goes over to the CPU when
 * it fails, for good. Safe for several threads.
 */
final class ModelSession {
  private static final Logger log = LoggerFactory.getLogger(ModelSession.class);

  private final byte[] onnx;
  private final String name;
  private final ModelCard card;

  /** On the GPU, where it opened there; other threads may be in it until the end. */
  private final @Nullable OrtSession gpu;

  private volatile @Nullable OrtSession cpu;

  /** Adds CUDA to the options of a session. */
  interface Cuda {
    void apply(OrtSession.SessionOptions options) throws OrtException;
  }

  private ModelSession(
      byte[] onnx,
      String name,
      ModelCard card,
      @Nullable OrtSession gpu,
      @Nullable OrtSession cpu) {
    this.onnx = onnx;
    this.name = name;
    this.card = card;
    this.gpu = gpu;
    this.cpu = cpu;
  }

  /**
   * Opens a session and tries it. One that fails with CUDA is opened for the CPU, with one line in
   * the log.
   *
   * @throws ModelException with one sentence if it cannot be used on the CPU either
   */
  static ModelSession open(
      byte[] onnx, String name, ModelCard card, ExecutionProvider wanted, Cuda cuda) {
    if (wanted == ExecutionProvider.CPU) {
      return new ModelSession(onnx, name, card, null, tried(onnx, name, card, options -> {}));
    }
    try {
      return new ModelSession(onnx, name, card, tried(onnx, name, card, cuda), null);
    } catch (ModelException e) {
      // A model that is at fault itself fails here too, and then only this is said.
      OrtSession session = tried(onnx, name, card, options -> {});
      log.warn("The model {} failed with CUDA and runs on the CPU: {}", name, e.getMessage());
      return new ModelSession(onnx, name, card, null, session);
    }
  }

  /** What runs now. */
  OrtSession session() {
    OrtSession now = cpu;
    return now != null ? now : Objects.requireNonNull(gpu);
  }

  /** What that runs on: the CPU also where CUDA was wanted and failed. */
  ExecutionProvider provider() {
    return cpu != null ? ExecutionProvider.CPU : ExecutionProvider.CUDA;
  }

  /**
   * Runs once, into the outputs. What fails on the GPU is run again on the CPU, and so is all that
   * comes after.
   *
   * @throws OrtException if it fails on the CPU too
   */
  void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) throws OrtException {
    OrtSession now = session();
    try {
      now.run(inputs, outputs).close();
    } catch (OrtException e) {
      if (!now.equals(gpu)) {
        throw e;
      }
      onCpu(inputs, outputs, e);
    }
  }

  /** Only a run that succeeds shows that it was the GPU's fault, not the model's. */
  private synchronized void onCpu(
      Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs, OrtException why)
      throws OrtException {
    OrtSession there = cpu;
    if (there != null) {
      there.run(inputs, outputs).close();
      return;
    }
    OrtSession opened = null;
    try {
      opened = tried(onnx, name, card, options -> {});
      opened.run(inputs, outputs).close();
    } catch (OrtException | ModelException e) {
      Sessions.close(opened);
      why.addSuppressed(e);
      throw why;
    }
    cpu = opened;
    log.warn(
        "The model {} failed with CUDA and runs on the CPU from now on: {}.",
        name,
        OnnxRuntime.reason(why));
  }

  private static OrtSession tried(byte[] onnx, String name, ModelCard card, Cuda cuda) {
    OrtSession session = Sessions.open(onnx, name, cuda);
    try {
      TensorRules.check(card, session.getInputInfo(), session.getOutputInfo());
      TrialRun.run(session, card, 1, 1);
      return session;
    } catch (OrtException e) {
      Sessions.close(session);
      throw new ModelException("%s cannot be loaded: %s".formatted(name, e.getMessage()), e);
    } catch (RuntimeException e) {
      Sessions.close(session);
      throw e;
    }
  }

  /** Frees what is open. */
  void close() {
    Sessions.close(gpu);
    Sessions.close(cpu);
  }
}
