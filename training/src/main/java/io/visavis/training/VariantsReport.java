package io.visavis.training;

import java.util.Locale;

/** The page of results on what each sense is worth. */
final class VariantsReport {
  private VariantsReport() {}

  static String text(String table, int conversations, double minutes) {
    return String.format(
            Locale.ROOT,
            """
            # What each sense is worth

            All variants learnt from nothing, all as long and on the same conversations, by the first of these commands; \
            *model* is the shipped one, which learnt [for longer](../network.md). Scored on %d conversations of %.1f minutes of each split \
            as on [the page of the shipped model](motion.md), which has the legend. Each cell: expression / jaw / \
            pose.

            ```
            ./visavis train converse --steps 600 --out few \\
                --variant full,speaker-only,no-partner-voice,no-partner-motion,no-relation,no-emotion,no-long-state,listener-only
            ./visavis train evaluate --only motion --compare few --conversations %d --minutes %.1f --write
            ```
            """,
            conversations,
            minutes,
            conversations,
            minutes)
        + table
        + """

        ![Frechet distance of each, in times of the floor](variants.png)

        - *speaker only* hears and sees nothing of the partner, *listener only* does not hear its own voice.
        - *no long state*: what the first minute was like shifts a face for long ([two hours](hours.md)).
        """;
  }
}
