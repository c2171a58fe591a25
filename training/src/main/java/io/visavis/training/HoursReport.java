package io.visavis.training;

import io.visavis.training.evaluate.HoursEvaluation;
import java.util.Locale;
import java.util.Map;

/** The page of results on a conversation of hours. */
final class HoursReport {
  private HoursReport() {}

  static String table(Map<String, HoursEvaluation.Result> results) {
    StringBuilder out =
        new StringBuilder(
            """
            | model | us a frame, minute 2 | last minute | bytes allocated a frame, minute 2 | last minute | smiles more, minute 2 | last tenth | faces apart, last tenth |
            |---|---|---|---|---|---|---|---|
            """);
    results.forEach(
        (name, r) ->
            out.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f (%+.1f%%) | %.0f | %.0f | %+.4f | %+.4f | %.4f |%n",
                    name,
                    r.micros()[0],
                    r.micros()[1],
                    100 * (r.micros()[1] / r.micros()[0] - 1),
                    r.bytes()[0],
                    r.bytes()[1],
                    r.smile()[0],
                    r.smile()[1],
                    r.apart())));
    return out.toString();
  }

  static String text(String table, int minutes) {
    return """
    # A conversation of hours

    Made by `./visavis train evaluate --only hours --write --compare DIR`: %d minutes without a \
    break (three minutes of a conversation, again and again). Two listeners in one batch hear and see the same, \
    with the same seed; only in the first minute one's partner smiled by 0.4 more.

    """
            .formatted(minutes)
        + table
        + """

        - *us a frame*: median of a minute, for both listeners together: both voices resampled and made \
        into features for each, and the model.
        - *smiles more*: how much more the listener smiles whose partner smiled in the first minute. Without \
        the slow state nothing of it is left in the end.
        - *faces apart*: root mean square over all 55 values of the difference between the two.
        """;
  }
}
