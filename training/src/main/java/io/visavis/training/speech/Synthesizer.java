package io.visavis.training.speech;

import java.util.List;

/** A program that speaks and tells when each phone was spoken. One thread at a time. */
public interface Synthesizer {
  /** A text and how to say it. */
  record Line(String text, double stretch) {}

  /**
   * Speaks the lines.
   *
   * @return one utterance a line; lines that the synthesiser could not speak are left out
   * @throws MissingSpeechToolException when the program or voice is not installed
   */
  List<Utterance> speak(Voice voice, List<Line> lines);
}
