package io.visavis.training;

/** The page of results that {@code visavis train evaluate --write} makes. */
final class LipsReport {
  private LipsReport() {}

  static String text(String table, String moods) {
    return """
    # Lips on voices never trained on

    Made by `./visavis train evaluate --write`, through the shipped model, one step at a time, by \
    the same path as a live voice.

    """
        + table
        + """

        ## Under every feeling and relation

        Clean voices; the worst of six relations.

        """
        + moods
        + """

        - *p b m shut*: share of p, b and m in which a frame has an opening below a quarter of the \
        clip's 95th percentile. Opening = max(0, jawOpen - mouthClose + 0.35 (lowerDown + upperUp)).
        - *wrongly shut*: the same for other phones, those with a p b m or a pause within 80 ms left out.
        - *pauses shut*: pauses above 0.2 s, at their middle.
        - *correlation* and *lag*: opening against that of the true phones through the training's \
        coarticulation; a positive lag is late.
        - Noise at 20 dB below the clip's mean power; telephone 300 to 3,400 Hz; the room has a tail \
        that falls 60 dB in 0.4 s, with as much energy as the direct sound.

        The voices: flite-slt (American woman, cluster units), festival-ked (American man, diphones), \
        finnish-lj (Finnish woman, diphones, pseudo-words). They are synthesised, so these figures are \
        not those of recorded speech.
        """;
  }
}
