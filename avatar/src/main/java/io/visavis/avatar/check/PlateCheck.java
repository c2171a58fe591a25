package io.visavis.avatar.check;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.plate.Plate;
import io.visavis.avatar.plate.PlateNetwork;
import io.visavis.avatar.plate.PlateRegion;
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
    PlateNetwork network = plate.network();
    if (network != null) {
      out.addAll(network(plate, network.region()));
    }
    return out;
  }

  private static List<Finding> network(Plate plate, PlateRegion r) {
    List<Finding> out = new ArrayList<>();
    out.add(
        Finding.fact(
            String.format(
                Locale.ROOT,
                "A network mends where head and plate meet, with %dx%d pixels, from %.0f%% to %.0f%%"
                    + " of the picture's width and %.0f%% to %.0f%% of its height.",
                r.columns(),
                r.rows(),
                100 * r.left(),
                100 * (r.left() + r.width()),
                100 * r.top(),
                100 * (r.top() + r.height()))));
    boolean eased = plate.featherTo() > plate.featherFrom();
    if (eased && !(r.down(plate.featherFrom()) == 1 && r.down(plate.featherTo()) > 0)) {
      out.add(
          Finding.doubtful(
              "The region of the plate's network does not hold the whole feather, so that the"
                  + " network's change begins or ends within it; begin it higher, or end it lower."));
    }
    return out;
  }
}
