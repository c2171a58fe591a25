package io.visavis.server.compare;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One figure of a pair of pictures, and how it is written. */
enum Measure {
  L1("L1", "l1", "%.5f", false, part -> part.score().l1()),
  PSNR("PSNR, dB", "psnr", "%.2f", true, part -> part.score().psnr()),
  SSIM("SSIM", "ssim", "%.4f", true, part -> part.score().ssim()),
  LPIPS("LPIPS", "lpips", "%.4f", false, Scored.Part::lpips);

  private final String title;
  private final String key;
  private final String format;
  private final boolean moreIsBetter;
  private final Function<Scored.Part, @Nullable Double> value;

  Measure(
      String title,
      String key,
      String format,
      boolean moreIsBetter,
      Function<Scored.Part, @Nullable Double> value) {
    this.title = title;
    this.key = key;
    this.format = format;
    this.moreIsBetter = moreIsBetter;
    this.value = value;
  }

  String title() {
    return title;
  }

  /** What JSON calls it. */
  String key() {
    return key;
  }

  @Nullable Double of(Scored.Part part) {
    return value.apply(part);
  }

  String shown(double figure) {
    return shown(format, figure);
  }

  Summary summary(List<Summary.Entry> entries) {
    return Summary.of(entries, moreIsBetter);
  }

  static String shown(String format, double figure) {
    return Double.isInfinite(figure) ? "inf" : String.format(Locale.ROOT, format, figure);
  }
}
