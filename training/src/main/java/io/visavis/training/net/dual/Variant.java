package io.visavis.training.net.dual;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The network as it is shipped, and what it is compared with: the same without some senses. */
public enum Variant {
  FULL("full model"),
  NO_PARTNER_VOICE("no partner voice", Sense.PARTNER_VOICE),
  NO_PARTNER_MOTION("no partner motion", Sense.PARTNER_MOTION, Sense.LONG_STATE),
  NO_RELATION("no socially-aware module", Sense.RELATION),
  NO_EMOTION("no emotion", Sense.EMOTION),
  NO_LONG_STATE("no long state", Sense.LONG_STATE),
  SPEAKER_ONLY("speaker only", Sense.PARTNER_VOICE, Sense.PARTNER_MOTION, Sense.LONG_STATE),
  LISTENER_ONLY("listener only", Sense.SELF_VOICE);

  private final String title;
  private final Set<Sense> without;

  Variant(String title, Sense... without) {
    this.title = title;
    this.without = without.length == 0 ? Set.of() : EnumSet.copyOf(List.of(without));
  }

  /** The name in tables. */
  public String title() {
    return title;
  }

  /** The name on the command line and of files. */
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** Whether it has that sense. */
  public boolean has(Sense sense) {
    return !without.contains(sense);
  }
}
