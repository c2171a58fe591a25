package io.visavis.inference.model;

import java.util.Locale;

/** What computes a motion model; ONNX Runtime calls it an execution provider. */
public enum ExecutionProvider {
  /** The cores of this machine. */
  CPU,
  /** An NVIDIA GPU, by {@link CudaProvider}. */
  CUDA;

  /** The name in the configuration, in metrics and in REST: {@code cpu} or {@code cuda}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
