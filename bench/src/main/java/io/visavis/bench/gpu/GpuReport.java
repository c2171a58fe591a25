package io.visavis.bench.gpu;

import io.visavis.cuda.device.Kernel;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Results as Markdown. */
final class GpuReport {
  private GpuReport() {}

  static String of(
      String device,
      @Nullable CardLimits limits,
      List<Agreement> agreements,
      List<Throughput.Figures> figures) {
    StringBuilder out = new StringBuilder();
    line(out, "# Drawing on a GPU");
    line(out, "");
    line(out, "Command: `./visavis gpu`. Device: %s.", device);
    if (limits != null) {
      line(
          out,
          "Measured limits: %.0f GB/s into its memory, %.1f GB/s from the host, %.1f GB/s to it,"
              + " %.1f T multiply-add operations/s.",
          limits.writeGigabytes(),
          limits.uploadGigabytes(),
          limits.downloadGigabytes(),
          limits.gigaOperations() / 1000);
    }
    agreements(out, agreements);
    throughput(out, limits, figures);
    return out.toString();
  }

  private static void agreements(StringBuilder out, List<Agreement> agreements) {
    line(out, "");
    line(out, "| pictures | within 1, least | largest | float RGB, least | wrong |");
    line(out, "|---|---|---|---|---|");
    for (Agreement a : agreements) {
      line(
          out,
          "| %d | %.3f %% | %d | %.1f dB | %s |",
          a.pictures(),
          a.within1Percent(),
          a.largest(),
          a.psnr(),
          a.wrong().isEmpty() ? "none" : String.join("; ", a.wrong()));
    }
    line(out, "");
  }

  private static void throughput(
      StringBuilder out, @Nullable CardLimits limits, List<Throughput.Figures> figures) {
    line(
        out,
        "A tick is the median of whole ticks: motion in, I420 in the host's arrays. Kernels are the"
            + " device's own times, milliseconds, one by one. *Moved* is what the kernels read and"
            + " write at least, *blending* its operations (20 a pixel and Gaussian of the 4x4 blocks that"
            + " each reaches); *of the link*, *of the memory* and *of the arithmetic* are the parts"
            + " of a tick that the copies and these would take at the measured limits.");
    line(out, "");
    StringBuilder head =
        new StringBuilder("| portrayals | size | Gaussians | tick, ms | frames/s |");
    for (Kernel kernel : Kernel.TICK) {
      head.append(" ").append(kernel.symbol()).append(" |");
    }
    line(
        out,
        "%s to host, MB | of the link | moved, MB | of the memory | blending, G |"
            + " of the arithmetic | reserved, MB | rows without lists |",
        head);
    line(out, "%s", "|---".repeat(13 + Kernel.TICK.size()) + "|");
    for (Throughput.Figures f : figures) {
      row(out, limits, f);
    }
  }

  private static void row(StringBuilder out, @Nullable CardLimits limits, Throughput.Figures f) {
    StringBuilder kernels = new StringBuilder();
    for (double kernel : f.kernelMillis()) {
      kernels.append(String.format(Locale.ROOT, " %.3f |", kernel));
    }
    line(
        out,
        "| %d | %d | %,d | %.2f | %,.0f |%s %.1f | %s | %.0f | %s | %.2f | %s | %.0f | %d |",
        f.portrayals(),
        f.size(),
        f.gaussians(),
        f.tickMillis(),
        f.framesPerSecond(),
        kernels,
        f.hostMegabytes(),
        limits == null ? "" : share(f.hostMegabytes(), f.tickMillis(), limits.downloadGigabytes()),
        f.trafficMegabytes(),
        limits == null ? "" : share(f.trafficMegabytes(), f.tickMillis(), limits.writeGigabytes()),
        f.gigaOperations(),
        limits == null
            ? ""
            : share(f.gigaOperations(), f.tickMillis(), limits.gigaOperations() / 1000),
        f.deviceMegabytes(),
        f.overflows());
  }

  /** What part of a tick would be enough for so much at the card's limit, a millisecond's worth. */
  private static String share(double amount, double millis, double aMillisecond) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * amount / aMillisecond / millis);
  }

  private static void line(StringBuilder out, String format, Object... args) {
    out.append(String.format(Locale.ROOT, format, args)).append('\n');
  }
}
