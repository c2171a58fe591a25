package io.visavis.inference.model;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * ONNX Runtime's CUDA execution provider: what it needs, and how sessions use it. Any thread.
 *
 * <p>That a build has it says nothing of the machine: its library links the driver and CUDA 12, and
 * what is missing ONNX Runtime tells to standard error only. So the libraries are tried first, by
 * the names that {@code libonnxruntime_providers_cuda.so} 1.29 asks the loader for. cuDNN it loads
 * when it can; without it, operators that have a kernel of ONNX Runtime's own still run.
 */
final class CudaProvider {
  static final String DRIVER = "libcuda.so.1";
  static final List<String> TOOLKIT =
      List.of("libcudart.so.12", "libcublas.so.12", "libcublasLt.so.12", "libcurand.so.10");
  static final String CUDNN = "libcudnn.so.9";

  private static final int DEVICE = 0;

  /** Room for a model's weights and a batch; the rest of the GPU is for drawing. Bytes. */
  private static final long ARENA = 2L << 30;

  private CudaProvider() {}

  /** Why no session can use it here, in one sentence, or empty. Takes seconds the first time. */
  static Optional<String> obstacle() {
    Optional<String> missing = missing(NativeLibraries::present);
    if (missing.isPresent()) {
      return missing;
    }
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      apply(options);
      return Optional.empty();
    } catch (OrtException e) {
      return Optional.of("ONNX Runtime cannot use CUDA: %s.".formatted(OnnxRuntime.reason(e)));
    }
  }

  /**
   * The sentence about libraries that are not there, or empty.
   *
   * @param present whether the system's loader finds a library of that name
   */
  static Optional<String> missing(Predicate<String> present) {
    if (!present.test(DRIVER)) {
      return Optional.of("There is no NVIDIA driver (%s was not found).".formatted(DRIVER));
    }
    List<String> missing = TOOLKIT.stream().filter(present.negate()).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Libraries of CUDA 12 were not found: %s.".formatted(String.join(", ", missing)));
  }

  /** Lets a session run on the GPU. Operators that have no kernel there stay on the CPU. */
  static void apply(OrtSession.SessionOptions options) throws OrtException {
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(DEVICE)) {
      cuda.add("gpu_mem_limit", Long.toString(ARENA));
      cuda.add("arena_extend_strategy", "kSameAsRequested");
      // Exhaustive search would try every algorithm at the first run of each batch size.
      cuda.add("cudnn_conv_algo_search", "HEURISTIC");
      cuda.add("do_copy_in_default_stream", "1");
      // TF32 keeps 10 bits of a number: live motion would stray from offline motion by over 0.001.
      cuda.add("use_tf32", "0");
      if (!NativeLibraries.present(CUDNN)) {
        cuda.add("enable_cudnn", "0");
      }
      options.addCUDA(cuda);
    }
  }
}
