package io.visavis.server.app;

import io.visavis.avatar.Avatar;
import io.visavis.render.RenderBackend;
import io.visavis.server.Refusal;
import io.visavis.server.config.ServerConfig;
import io.visavis.server.conversation.Admission;
import io.visavis.server.conversation.Catalogue;
import io.visavis.server.conversation.Prices;
import io.visavis.server.lane.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many portrayals this machine has room for: measured, or as the user says. */
final class Capacity {
  private static final Logger log = LoggerFactory.getLogger(Capacity.class);

  /** Portrayals that are let in by however slow a machine. */
  static final int FEWEST_SLOTS = 3;

  /**
   * The share of the cores that portrayals may fill. Beyond it pictures wait for each other, and
   * voice-to-video goes beyond 120 ms (docs/results/load.md).
   */
  private static final double FILL = 0.55;

  private final ServerConfig config;
  private final Catalogue catalogue;
  private final int cores;

  Capacity(ServerConfig config, Catalogue catalogue, int cores) {
    this.config = config;
    this.catalogue = catalogue;
    this.cores = cores;
  }

  /** How much fits: as measured, or as many slots as the user says, in which avatars are alike. */
  Admission admission(RenderBackend backend, HeapRoom heap) {
    Prices prices =
        new Calibration(backend, CalibrationCache.standard(), config.pictures().size())
            .measure(catalogue.avatar(catalogue.defaultAvatar()), others(), catalogue.model(null));
    int wanted = config.lanes().maxPortrayals();
    if (wanted > 0) {
      return new Admission(prices.alike(), wanted, heap::require);
    }
    double fitting = cores * Lane.PERIOD * FILL / prices.slot();
    if (fitting < FEWEST_SLOTS) {
      log.warn(
          "This machine is too slow for {} faces of {}x{} pixels at 25 pictures a second: some will"
              + " be left out. A smaller picture.size helps.",
          FEWEST_SLOTS,
          prices.size(),
          prices.size());
    }
    Admission admission = new Admission(prices, Math.max(FEWEST_SLOTS, fitting), heap::require);
    log.info(
        "Room for {} portrayals: drawing takes {} ms, moving {} ms, a viewer {} ms on this machine",
        admission.slots(),
        millis(prices.picture()),
        millis(prices.move()),
        millis(prices.encoding()));
    return admission;
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.1f", nanos / 1e6);
  }

  private List<Avatar> others() {
    List<Avatar> others = new ArrayList<>();
    for (String name : catalogue.avatarNames()) {
      try {
        others.add(catalogue.avatar(name));
      } catch (Refusal e) {
        log.warn("An avatar cannot be used: {}", e.sentence());
      }
    }
    others.removeIf(a -> a.name().equals(catalogue.defaultAvatar()));
    return others;
  }
}
