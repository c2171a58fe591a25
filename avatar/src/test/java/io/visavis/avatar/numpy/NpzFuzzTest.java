package io.visavis.avatar.numpy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are arrays of as many values as their shapes have, or are refused in one sentence. */
class NpzFuzzTest {
  private static final long MANY = 1000;

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  void shouldReadOrRefuseAnyBytes(byte[] bytes) throws IOException {
    Path path = Files.createTempFile("fuzz", ".npz");
    try {
      Files.write(path, bytes);
      shouldReadOrRefuse(path);
    } finally {
      Files.delete(path);
    }
  }

  private static void shouldReadOrRefuse(Path path) throws IOException {
    try (NpzFile file = new NpzFile(path)) {
      for (String key : file.keys()) {
        shouldReadOrRefuse(file, key);
      }
      shouldReadOrRefuse(file, "exp");
    } catch (NumpyException e) {
      assertThat(e).message().isNotBlank().doesNotContain("\n");
    }
  }

  private static void shouldReadOrRefuse(NpzFile file, String key) throws IOException {
    try {
      NumpyArray array = file.array(key, MANY);
      assertThat(array.values()).hasSizeLessThanOrEqualTo((int) MANY);
      assertThat(array.values().length)
          .isEqualTo(array.shape().stream().reduce(1, (a, b) -> a * b));
    } catch (NumpyException e) {
      assertThat(e).message().isNotBlank().doesNotContain("\n");
    }
  }

  static Stream<byte[]> seeds() throws IOException {
    Path path = Files.createTempFile("seed", ".npz");
    try {
      new NpzWriter()
          .add("exp", new float[] {1, 2, 3, 4, 5, 6}, 2, 3)
          .add("faces", new int[] {0, 1, 2}, 1, 3)
          .write(path);
      return Stream.of(
          Files.readAllBytes(path),
          resource("plain.npz"),
          resource("numbers.npz"),
          resource("pickled.npz"));
    } finally {
      Files.delete(path);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(NpzFuzzTest.class.getResourceAsStream(name))) {
      return in.readAllBytes();
    }
  }
}
