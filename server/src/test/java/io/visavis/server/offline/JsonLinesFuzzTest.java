package io.visavis.server.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.visavis.avatar.motion.MotionSpace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
      List<PartnerFrame> frames = MotionFile.read(file, space);
      for (PartnerFrame frame : frames) {
        assertThat(frame.values()).hasSize(space.size());
        for (float v : frame.values()) {
          assertThat(v).isFinite();
        }
      }
    } catch (IOException e) {
      assertSentence(e);
    }
  }

  private static void controls(Path file) {
    try {
      assertThat(ControlFile.read(file)).allMatch(c -> c.t() >= 0);
    } catch (IOException e) {
      assertSentence(e);
    }
  }

  private static void assertSentence(IOException e) {
    assertThat(e).message().endsWith(".").doesNotContainPattern("\\p{Cntrl}");
    assertThat(e.getMessage().length()).isLessThan(600);
  }

  static Stream<byte[]> seeds() {
    return Stream.of(
            "{\"space\":\"arkit\",\"fps\":25,\"names\":[\"jawOpen\",\"headYaw\"]}\n"
                + "{\"t\":0,\"v\":[0.5,-1e-3]}\n\n{\"t\":0.04,\"v\":[null,2]}\n",
            "{\"space\":\"flame\",\"names\":[\"expression3\",\"jawX\"]}\n{\"t\":0,\"v\":[1,2]}",
            "{\"t\":0,\"emotion\":{\"happy\":1.5}}\n"
                + "{\"t\":1,\"relation\":\"blood,equal\",\"identity\":\"anna\"}\n",
            "{\"space\":\"arkit\",\"names\":[\"a\\nb\"]}\n",
            "{\"a\\u0007\":1}\n")
        .map(s -> s.getBytes(StandardCharsets.UTF_8));
  }
}
