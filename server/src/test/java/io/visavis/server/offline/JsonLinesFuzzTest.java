package io.visavis.server.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.visavis.avatar.motion.MotionSpace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are motion and changes over time, or are refused in one sentence. */
class JsonLinesFuzzTest {
  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  void shouldReadOrRefuseAnyBytes(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("fuzz", ".jsonl");
    try {
      Files.write(file, bytes);
      motion(file);
      controls(file);
    } finally {
      Files.delete(file);
    }
  }

  private static void motion(Path file) {
    try {
      MotionSpace space = MotionFile.space(file);
      assertThat(MotionFile.read(file, space)).allMatch(f -> isOf(space, f.values()));
    } catch (IOException e) {
      shouldBeASentence(e);
    }
  }

  private static boolean isOf(MotionSpace space, float[] values) {
    for (float v : values) {
      if (!Float.isFinite(v)) {
        return false;
      }
    }
    return values.length == space.size();
  }

  private static void controls(Path file) {
    try {
      assertThat(ControlFile.read(file)).allMatch(c -> c.t() >= 0);
    } catch (IOException e) {
      shouldBeASentence(e);
    }
  }

  private static void shouldBeASentence(IOException e) {
    assertThat(e).message().endsWith(".").doesNotContainPattern("\\p{Cntrl}").hasSizeLessThan(600);
  }

  static Stream<byte[]> seeds() {
    String arkit =
        """
        {"space":"arkit","fps":25,"names":["jawOpen","headYaw"]}
        {"t":0,"v":[0.5,-1e-3]}

        {"t":0.04,"v":[null,2]}
        """;
    String flame =
        """
        {"space":"flame","names":["expression3","jawX"]}
        {"t":0,"v":[1,2]}
        """;
    String controls =
        """
        {"t":0,"emotion":{"happy":1.5}}
        {"t":1,"relation":"blood,equal","identity":"anna"}
        """;
    String oddNames = "{\"space\":\"arkit\",\"names\":[\"a\\nb\"]}";
    return Stream.of(arkit, flame, controls, oddNames, "{\"a\\u0007\":1}")
        .map(s -> s.getBytes(StandardCharsets.UTF_8));
  }
}
