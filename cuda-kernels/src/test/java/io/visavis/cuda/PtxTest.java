package io.visavis.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The PTX in the repository belongs to its sources. */
class PtxTest {
  @TempDir Path folder;

  @Test
  void shouldFailTheBuildWhereTheSourcesAreNewer() throws Exception {
    copy(Path.of("src/main"), folder.resolve("src/main"));
    assertThat(ptx("check").code()).isZero();

    Path source = folder.resolve("src/main/cuda/blend.cu");
    Files.writeString(source, Files.readString(source).replace("MAX_ALPHA)", "0.5f)"));
    Result stale = ptx("check");
    assertThat(stale.code()).isNotZero();
    assertThat(stale.output())
        .contains("The PTX is older than the kernels")
        .contains("Ptx.java build");
  }

  @Test
  void shouldSpillNoMoreRegistersThanTheTableSays() throws Exception {
    copy(Path.of("src/main"), folder.resolve("src/main"));
    Result compared = ptx("compare");
    assertThat(compared.code()).as(compared.output()).isZero();
  }

  private record Result(int code, String output) {}

  private Result ptx(String command) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                List.of(
                    java.toString(),
                    Path.of("src/build/Ptx.java").toAbsolutePath().toString(),
                    command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }
}
