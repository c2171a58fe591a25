package io.visavis.server.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.visavis.avatar.rig.HeadMesh;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are landmarks of pictures, or are refused in one sentence. */
class LandmarkFuzzTest {
  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  void shouldReadOrRefuseAnyBytes(byte[] bytes) throws IOException {
    for (String kind : List.of(".json", ".csv", ".npy")) {
      Path file = Files.createTempFile("fuzz", kind);
      try {
        Files.write(file, bytes);
        shouldReadOrRefuse(file);
      } finally {
        Files.delete(file);
      }
    }
  }

  private static void shouldReadOrRefuse(Path file) {
    try {
      assertThat(LandmarkFile.read(file)).allMatch(p -> p.length == 2 * HeadMesh.LANDMARKS);
    } catch (IOException e) {
      assertThat(e)
          .message()
          .endsWith(".")
          .doesNotContainPattern("\\p{Cntrl}")
          .hasSizeLessThan(600);
    }
  }

  static Stream<byte[]> seeds() {
    String row = IntStream.range(0, 136).mapToObj(i -> i + ".5").collect(Collectors.joining(","));
    String names =
        IntStream.range(0, 136)
            .mapToObj(i -> (i < 68 ? "x_" : "y_") + i % 68)
            .collect(Collectors.joining(", "));
    String points =
        IntStream.range(0, 68).mapToObj(i -> "[1," + i + "]").collect(Collectors.joining(","));
    return Stream.of(row, names + "\n" + row, "[[" + points + "]]", "\u0093NUMPY")
        .map(s -> s.getBytes(StandardCharsets.ISO_8859_1));
  }
}
