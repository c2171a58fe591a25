package io.visavis.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.cuda.shim.ShimDevice;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The suite itself, on the kernels as C++: small, and to its end. */
class GpuSuiteTest {
  private static final long MINUTE = 60_000_000_000L;

  @TempDir Path folder;

  @Test
  void shouldCheckMeasureAndReportAndGoOnWhereItWas() throws Exception {
    StringWriter text = new StringWriter();
    try (ShimDevice device = new ShimDevice()) {
      assertThat(
              suite(device, text, 10 * MINUTE)
                  .run(new GpuSuite.Extent(4, 96, 6, 4096, List.of(1, 3), List.of(64), List.of(2))))
          .as(text.toString())
          .isTrue();
    }
    assertThat(text.toString()).contains("agreement-0-3", "changing", "All parts are done.");
    assertThat(Files.readString(folder.resolve("gpu.md")))
        .contains("| 4 | 100.000 %", "| none |", "| 3 | 64 | 2,000 |", "blendTiles");

    StringWriter again = new StringWriter();
    try (ShimDevice device = new ShimDevice()) {
      assertThat(
              suite(device, again, 0)
                  .run(new GpuSuite.Extent(4, 96, 6, 4096, List.of(1, 3), List.of(64), List.of(2))))
          .isTrue();
    }
    assertThat(again.toString()).startsWith("All parts are done.");
  }

  @Test
  void shouldSayThatTimeIsUp() throws Exception {
    StringWriter text = new StringWriter();
    try (ShimDevice device = new ShimDevice()) {
      assertThat(
              suite(device, text, 0)
                  .run(new GpuSuite.Extent(1, 96, 1, 4096, List.of(1), List.of(64), List.of(2))))
          .isTrue();
    }
    assertThat(text.toString()).contains("Time is up: run it again to go on.");
  }

  @Test
  void shouldSayWhichResultsAreBroken() throws Exception {
    Files.writeString(folder.resolve("agreement-heads.json"), "{\"pictures\":");
    try (ShimDevice device = new ShimDevice()) {
      GpuSuite suite = suite(device, new StringWriter(), 0);
      GpuSuite.Extent extent =
          new GpuSuite.Extent(0, 96, 0, 4096, List.of(1), List.of(64), List.of(2));
      assertThatThrownBy(() -> suite.run(extent))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("agreement-heads.json cannot be read; delete the file");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--portrayals=0     | --portrayals is 0; 1 to 4096 would be right.",
        "--sizes=512,63     | --sizes is 63; 64 to 2048, even, would be right.",
        "--gaussians=5000   | --gaussians is 5000; 1 to 1000 would be right.",
        "--portrayals=many  | Invalid value for option '--portrayals'"
      })
  void shouldRefuseWrongOptionsInASentence(String option, String sentence) {
    StringWriter said = new StringWriter();
    CommandLine line = new CommandLine(new GpuCommand());
    line.setErr(new PrintWriter(said, true));
    assertThat(line.execute(option)).isEqualTo(2);
    assertThat(said.toString()).startsWith(sentence);
  }

  private GpuSuite suite(ShimDevice device, StringWriter text, long nanos) {
    return new GpuSuite(device, folder, new PrintWriter(text, true), nanos);
  }
}
