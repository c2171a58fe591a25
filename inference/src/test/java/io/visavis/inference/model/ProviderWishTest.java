package io.visavis.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ProviderWishTest {
  private static final Set<OrtProvider> PLAIN = EnumSet.of(OrtProvider.CPU);
  private static final Set<OrtProvider> WITH_CUDA = EnumSet.of(OrtProvider.CPU, OrtProvider.CUDA);

  @ParameterizedTest
  @CsvSource({
    "auto, true,  true,  CUDA",
    "auto, true,  false, CPU",
    "auto, false, true,  CPU",
    "cuda, true,  true,  CUDA",
    "cuda, true,  false, CPU",
    "cuda, false, true,  CPU",
    "cpu,  true,  true,  CPU",
    "cpu,  false, true,  CPU",
  })
  void shouldTakeCudaWhereItIsWantedBuiltInAndWorks(
      String wish, boolean builtIn, boolean works, ExecutionProvider taken) {
    ProviderWish.Pick pick =
        ProviderWish.named(wish)
            .orElseThrow()
            .pick(
                builtIn ? WITH_CUDA : PLAIN,
                () -> works ? Optional.empty() : Optional.of("There is no NVIDIA driver."));
    assertThat(pick.provider()).isEqualTo(taken);
    boolean denied = !wish.equals("cpu") && taken == ExecutionProvider.CPU;
    assertThat(pick.refused().isPresent()).isEqualTo(denied);
  }

  @Test
  void shouldSayWhyItIsTheCpu() {
    assertThat(ProviderWish.CUDA.pick(PLAIN, () -> fail("CUDA was tried")).refused())
        .contains("This build has ONNX Runtime without CUDA; VISAVIS_ONNX=cuda builds it in.");
    assertThat(ProviderWish.AUTO.pick(WITH_CUDA, () -> Optional.of("No.")).refused())
        .contains("No.");
  }

  @ParameterizedTest
  @EnumSource(ProviderWish.class)
  void shouldKnowEachWishByItsName(ProviderWish wish) {
    assertThat(ProviderWish.named(wish.id())).contains(wish);
    assertThat(ProviderWish.named(wish.name())).as("names are small").isEmpty();
    assertThat(ProviderWish.named("gpu")).isEmpty();
  }

  @Test
  void shouldNameTheLibrariesThatAreMissing() {
    Set<String> there =
        new HashSet<>(
            List.of("libcudart.so.12", "libcublas.so.12", "libcublasLt.so.12", "libcurand.so.10"));
    assertThat(CudaProvider.missing(there::contains))
        .contains("There is no NVIDIA driver (libcuda.so.1 was not found).");
    there.add("libcuda.so.1");
    assertThat(CudaProvider.missing(there::contains)).isEmpty();
    there.removeAll(List.of("libcublas.so.12", "libcurand.so.10"));
    assertThat(CudaProvider.missing(there::contains))
        .contains("Libraries of CUDA 12 were not found: libcublas.so.12, libcurand.so.10.");
  }

  @Test
  void shouldSayOfAFailureOfCudaWhatItIs() {
    assertThat(
            OnnxRuntime.reason(
                new OrtException(
                    "Error code - ORT_FAIL - message: /src/cuda_info.cc:62 Failed to parse provider option \"device_id\": CUDA failure 100: no CUDA-capable device is detected ; GPU=-1 ; file=/src/info.cc\nmore")))
        .isEqualTo("CUDA failure 100: no CUDA-capable device is detected");
    assertThat(OnnxRuntime.reason(new OrtException("It is broken.\nmore")))
        .isEqualTo("It is broken.");
  }

  @Test
  void shouldFindALibraryThatTheSystemHas() {
    assertThat(NativeLibraries.present("no-such-library.so.1")).isFalse();
    assertThat(
            List.of("libc.so.6", "libSystem.dylib", "kernel32.dll").stream()
                .anyMatch(NativeLibraries::present))
        .isTrue();
  }
}
