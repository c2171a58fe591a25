package io.visavis.training.conversation;

import io.visavis.training.speech.Phone;
import io.visavis.training.speech.Segment;
import io.visavis.training.speech.Utterance;
import io.visavis.training.speech.Voice;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Tones with phones, so that tests need no synthesiser. */
public final class TestSpeech {
  private TestSpeech() {}

  /** Something to say for everybody of a split. */
  public static Repertoire repertoire(Split split) {
    Map<Voice, List<Utterance>> sentences = new EnumMap<>(Voice.class);
    Map<Voice, List<Utterance>> answers = new EnumMap<>(Voice.class);
    Map<Voice, List<Utterance>> laughs = new EnumMap<>(Voice.class);
    for (Person person : Person.of(split)) {
      Voice voice = person.voice();
      sentences.put(voice, List.of(falling(2.5), falling(3.5), falling(1.8)));
      answers.put(voice, List.of(falling(0.4)));
      laughs.put(voice, List.of(falling(0.9)));
    }
    return Repertoire.of(sentences, answers, laughs);
  }

  /** A phrase whose pitch rises and falls, and is low for its last 0.3 s. */
  static Utterance falling(double seconds) {
    return tone(seconds, t -> t > seconds - 0.3 ? 90 : 140 + 40 * Math.sin(Math.PI * t / seconds));
  }

  /** A buzzing voice of that pitch, saying m and a. */
  static Utterance tone(double seconds, DoubleUnaryOperator hertz) {
    float[] x = new float[(int) (seconds * Utterance.RATE)];
    double phase = 0;
    for (int i = 0; i < x.length; i++) {
      phase += hertz.applyAsDouble(i / (double) Utterance.RATE) / Utterance.RATE;
      x[i] = (float) (0.3 * (2 * (phase - Math.floor(phase)) - 1));
    }
    List<Segment> segments = new ArrayList<>();
    for (int k = 0; 0.15 * k < seconds; k++) {
      double end = Math.min(seconds, 0.15 * k + 0.15);
      segments.add(new Segment(0.15 * k, end, k % 2 == 0 ? Phone.M : Phone.AA));
    }
    return Utterance.of("tone", x, segments);
  }
}
