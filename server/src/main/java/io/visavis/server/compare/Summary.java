package io.visavis.server.compare;

import java.util.List;

/**
 * A figure over pictures.
 *
 * @param mean over the pictures that have it; infinite if one is
 * @param worst of them
 * @param at the picture that has the worst, the first of several
 * @param count pictures that have it
 */
record Summary(double mean, double worst, String at, int count) {
  /** The figure of one picture. */
  record Entry(String name, double value) {}

  /** Of at least one entry. */
  static Summary of(List<Entry> entries, boolean moreIsBetter) {
    double sum = 0;
    Entry worst = entries.getFirst();
    for (Entry entry : entries) {
      sum += entry.value();
      if (moreIsBetter ? entry.value() < worst.value() : entry.value() > worst.value()) {
        worst = entry;
      }
    }
    return new Summary(sum / entries.size(), worst.value(), worst.name(), entries.size());
  }
}
