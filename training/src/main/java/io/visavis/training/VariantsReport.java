package io.visavis.training;

import java.util.Locale;

/** The page of results on what each sense is worth. */
final class VariantsReport {
  private VariantsReport() {}

  static String text(String table, String listening, int conversations, double minutes) {
    return String.format(
            Locale.ROOT,
            """
            # What each sense is worth

            All variants began with the weights of a model that had learnt with every sense, and learnt on without \
            theirs, all as long and on the same conversations, by the first of these commands; the *full model* learnt on \
            as long with all of them. *model* is the shipped one. Scored on %d conversations of %.1f minutes of each split \
            as on [the page of the shipped model](motion.md), which has the legend. Each cell: expression / jaw / \
            pose.

            ```
            ./visavis train converse --from MODEL.onnx --steps 800 --rate 0.0006 --out few \\
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
        - *no partner voice* still sees the partner's face; what it no longer hears are the cues, below.
        - *no long state*: what the first minute was like shifts a face for long ([two hours](hours.md)).

        ## Answers to the partner

        """
        + listening
        + """
        - *nods at cues*: of the partner's cues in whose answer's time self is silent, those that a nod \
        follows within 0.3 to 1.5 s; *shifted*: the same with cues 3.7 s later. A sense is worth what the ratio loses \
        without it.
        """;
  }
}
