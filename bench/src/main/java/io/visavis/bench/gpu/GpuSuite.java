package io.visavis.bench.gpu;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.visavis.cuda.device.Device;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Parts of some minutes at most, each with a file of results: a part whose file is there is not run
 * again, so that a suite that was cut off goes on where it was.
 */
final class GpuSuite {
  private static final int SCENES_A_PART = 40;

  private final Device device;
  private final Path folder;
  private final PrintWriter text;
  private final long end;
  private final ObjectMapper json = new ObjectMapper();
  private boolean right = true;
  private boolean complete = true;

  /**
   * A suite on a device.
   *
   * @param folder where results are kept
   * @param nanos no part begins after so long
   */
  GpuSuite(Device device, Path folder, PrintWriter text, long nanos) {
    this.device = device;
    this.folder = folder;
    this.text = text;
    this.end = System.nanoTime() + nanos;
  }

  /**
   * How much is checked and measured.
   *
   * @param scenes random scenes that are compared with the oracle
   * @param headSize side of the pictures of built-in heads that are compared
   * @param ticks of changing batches
   * @param limitBytes of the copies that the card's limits are measured by
   * @param portrayals of the ticks that are measured
   * @param sizes of their pictures
   * @param thousands of Gaussians of their heads
   */
  record Extent(
      int scenes,
      int headSize,
      int ticks,
      int limitBytes,
      List<Integer> portrayals,
      List<Integer> sizes,
      List<Integer> thousands) {}

  /**
   * Runs what is left to run, and writes the report.
   *
   * @return false where a picture was wrong
   * @throws IOException if results cannot be kept or read, with one sentence
   */
  boolean run(Extent extent) throws IOException {
    Files.createDirectories(folder);
    List<Agreement> agreements = new ArrayList<>();
    for (int first = 0; first < extent.scenes(); first += SCENES_A_PART) {
      int from = first;
      int to = Math.min(extent.scenes(), first + SCENES_A_PART);
      part(
              "agreement-%d-%d".formatted(from, to - 1),
              Agreement.class,
              () -> SceneAgreement.random(device, from, to))
          .ifPresent(agreements::add);
    }
    part("agreement-heads", Agreement.class, () -> SceneAgreement.heads(device, extent.headSize()))
        .ifPresent(agreements::add);
    agreements.forEach(a -> right &= a.wrong().isEmpty());
    part("changing", Map.class, () -> ChangingBatches.checked(device, extent.ticks()))
        .ifPresent(m -> right &= Boolean.TRUE.equals(m.get("right")));
    List<Throughput.Figures> figures = new ArrayList<>();
    for (int size : extent.sizes()) {
      for (int thousands : extent.thousands()) {
        for (int n : extent.portrayals()) {
          part(
                  "throughput-%d-%dk-%d".formatted(size, thousands, n),
                  Throughput.Figures.class,
                  () -> Throughput.measure(device, n, size, 1000 * thousands))
              .ifPresent(figures::add);
        }
      }
    }
    CardLimits limits =
        part(
                "limits",
                CardLimits.class,
                () ->
                    CardLimits.measure(
                        device, extent.limitBytes(), Math.max(1, extent.limitBytes() >> 16)))
            .orElse(null);
    Path report = folder.resolve("gpu.md");
    Files.writeString(report, GpuReport.of(device.name(), limits, agreements, figures));
    text.printf(
        "%s The report is in %s.%n",
        complete ? "All parts are done." : "Time is up: run it again to go on.", report);
    return right;
  }

  private <T> T kept(Path file, Class<T> type) throws IOException {
    try {
      return json.readValue(file.toFile(), type);
    } catch (IOException e) {
      throw new IOException(
          "The results in %s cannot be read; delete the file, and the part is run again."
              .formatted(file),
          e);
    }
  }

  private <T> Optional<T> part(String name, Class<T> type, Callable<T> work) throws IOException {
    Path file = folder.resolve(name + ".json");
    if (Files.exists(file)) {
      return Optional.of(kept(file, type));
    }
    if (System.nanoTime() > end) {
      complete = false;
      return Optional.empty();
    }
    text.printf("%-28s ", name);
    text.flush();
    long start = System.nanoTime();
    try {
      T result = work.call();
      Path whole = folder.resolve(name + ".part");
      json.writeValue(whole.toFile(), result);
      Files.move(whole, file);
      text.printf("%6.1f s  %s%n", (System.nanoTime() - start) / 1e9, result);
      return Optional.of(result);
    } catch (Exception e) {
      text.printf("failed: %s%n", e.getMessage());
      right = false;
      return Optional.empty();
    }
  }
}
