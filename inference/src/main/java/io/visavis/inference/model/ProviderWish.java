package io.visavis.inference.model;

import ai.onnxruntime.OrtProvider;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a user wants motion models to run on. What does not work here becomes the CPU. */
public enum ProviderWish {
  /** CUDA where it is in the build and works, else the CPU. */
  AUTO,
  CPU,
  CUDA;

  private static final Logger log = LoggerFactory.getLogger(ProviderWish.class);

  /**
   * What it came to.
   *
   * @param refused why it is the CPU though CUDA was wanted: one sentence; empty where it is what
   *     was wanted
   */
  record Pick(ExecutionProvider provider, Optional<String> refused) {}

  /** The wish of that name (auto, cpu, cuda), if it is one. */
  public static Optional<ProviderWish> named(String name) {
    for (ProviderWish wish : values()) {
      if (wish.id().equals(name)) {
        return Optional.of(wish);
      }
    }
    return Optional.empty();
  }

  /** The name in the configuration. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What this wish comes to on this machine. Logs it in one line; call it once a process. */
  public ExecutionProvider pick() {
    Pick pick =
        this == CPU
            ? new Pick(ExecutionProvider.CPU, Optional.empty())
            : pick(OnnxRuntime.providers(), CudaProvider::obstacle);
    if (pick.provider() == ExecutionProvider.CUDA) {
      log.info("Motion models run on the GPU (CUDA)");
    } else if (this == CUDA) {
      log.warn(
          "Motion models were to run with CUDA and run on the CPU: {}",
          pick.refused().orElseThrow());
    } else {
      log.info("Motion models run on the CPU ({})", pick.refused().orElse("asked for"));
    }
    return pick.provider();
  }

  /**
   * As {@link #pick()}, without a log.
   *
   * @param available what ONNX Runtime was built with
   * @param obstacle why CUDA does not work here, in one sentence; asked only if it is in the build
   */
  Pick pick(Set<OrtProvider> available, Supplier<Optional<String>> obstacle) {
    if (this == CPU) {
      return new Pick(ExecutionProvider.CPU, Optional.empty());
    }
    Optional<String> refused =
        available.contains(OrtProvider.CUDA)
            ? obstacle.get()
            : Optional.of(
                "This build has ONNX Runtime without CUDA; VISAVIS_ONNX=cuda builds it in.");
    return new Pick(refused.isPresent() ? ExecutionProvider.CPU : ExecutionProvider.CUDA, refused);
  }
}
