package io.visavis.avatar.check;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.plate.Plate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Is the picture behind the head large enough, and does it fit the avatar's square pictures? */
final class PlateCheck {
  /** Pixels of the shorter side below which it looks soft at the usual size. */
  private static final int LEAST = 512;

  private static final double MOST_CROPPED = 2;

  private PlateCheck() {}

  static List<Finding> check(Avatar avatar) {
    Plate plate = avatar.plate();
    if (plate == null) {
      return List.of();
    }
    int width = plate.image().width();
    int height = plate.image().height();
    List<Finding> out = new ArrayList<>();
    out.add(
        Finding.fact(
            String.format(
                Locale.ROOT,
                "A plate of %dx%d pixels is behind the head%s.",
                width,
                height,
                plate.featherTo() > plate.featherFrom()
                    ? String.format(
                        Locale.ROOT,
                        ", which is eased into it from %.0f%% to %.0f%% of the picture's height",
                        100 * plate.featherFrom(),
                        100 * plate.featherTo())
                    : "")));
    if (Math.min(width, height) < LEAST) {
      out.add(
          Finding.doubtful(
              "The plate is enlarged for pictures of %d pixels; make it at least as large."
                  .formatted(LEAST)));
    }
    if (Math.max(width, height) > MOST_CROPPED * Math.min(width, height)) {
      out.add(
          Finding.doubtful(
              "The plate is far from square, and only its middle is seen; crop it yourself."));
    }
    return out;
  }
}
