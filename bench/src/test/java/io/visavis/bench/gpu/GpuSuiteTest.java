package io.visavis.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.cuda.shim.ShimDevice;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                  .run(4, 96, 6, 4096, List.of(1, 3), List.of(64), List.of(2)))
          .as(text.toString())
          .isTrue();
    }
    assertThat(text.toString()).contains("agreement-0-3", "changing", "All parts are done.");
    assertThat(Files.readString(folder.resolve("gpu.md")))
        .contains("| 4 | 100.000 %", "| none |", "| 3 | 64 | 2,000 |", "blendTiles");

    StringWriter again = new StringWriter();
    try (ShimDevice device = new ShimDevice()) {
      assertThat(
              suite(device, again, 0).run(4, 96, 6, 4096, List.of(1, 3), List.of(64), List.of(2)))
          .isTrue();
    }
    assertThat(again.toString()).startsWith("All parts are done.");
  }

  @Test
  void shouldSayThatTimeIsUp() throws Exception {
    StringWriter text = new StringWriter();
    try (ShimDevice device = new ShimDevice()) {
      assertThat(suite(device, text, 0).run(1, 96, 1, 4096, List.of(1), List.of(64), List.of(2)))
          .isTrue();
    }
    assertThat(text.toString()).contains("Time is up: run it again to go on.");
  }

  private GpuSuite suite(ShimDevice device, StringWriter text, long nanos) {
    return new GpuSuite(device, folder, new PrintWriter(text, true), nanos);
  }
}
