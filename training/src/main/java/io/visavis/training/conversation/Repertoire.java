package io.visavis.training.conversation;

import io.visavis.inference.behaviour.Draws;
import io.visavis.training.speech.Corpus;
import io.visavis.training.speech.Utterance;
import io.visavis.training.speech.Voice;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each voice can say in a split. Not safe for several threads. */
public final class Repertoire {
  /** Of the sentences of a voice to learn from, the last part is kept for tests. */
  private static final double TRAIN_SHARE = 0.8;

  private final Map<Voice, List<Utterance>> sentences = new EnumMap<>(Voice.class);
  private final Map<Voice, List<Utterance>> answers = new EnumMap<>(Voice.class);
  private final Map<Voice, List<Utterance>> laughs = new EnumMap<>(Voice.class);
  private final Map<Utterance, Spoken> known = new HashMap<>();

  private Repertoire() {}

  /**
   * Reads what was synthesised before.
   *
   * @throws IOException if something is missing, with one sentence
   */
  public static Repertoire load(Corpus corpus, Split split) throws IOException {
    Repertoire all = new Repertoire();
    for (Person person : Person.of(split)) {
      Voice voice = person.voice();
      if (!all.sentences.containsKey(voice)) {
        all.sentences.put(voice, part(corpus.load(voice), split));
        all.answers.put(voice, corpus.loadAsides(voice, Corpus.Aside.ANSWER));
        all.laughs.put(voice, corpus.loadAsides(voice, Corpus.Aside.LAUGH));
      }
    }
    return all;
  }

  /** A repertoire of one's own. */
  static Repertoire of(
      Map<Voice, List<Utterance>> sentences,
      Map<Voice, List<Utterance>> answers,
      Map<Voice, List<Utterance>> laughs) {
    Repertoire all = new Repertoire();
    all.sentences.putAll(sentences);
    all.answers.putAll(answers);
    all.laughs.putAll(laughs);
    return all;
  }

  private static List<Utterance> part(List<Utterance> all, Split split) {
    int cut = (int) (TRAIN_SHARE * all.size());
    return switch (split) {
      case TRAIN -> all.subList(0, cut);
      case TEST -> all.subList(cut, all.size());
      case OOD -> all;
    };
  }

  Spoken draw(Voice voice, Act.Kind kind, Draws draws) {
    Map<Voice, List<Utterance>> from =
        switch (kind) {
          case SPEECH -> sentences;
          case ANSWER -> answers;
          case LAUGH -> laughs;
        };
    List<Utterance> all = from.getOrDefault(voice, List.of());
    if (all.isEmpty()) {
      throw new IllegalStateException(
          "The voice %s has nothing to say (%s).".formatted(voice.id(), kind));
    }
    Utterance utterance = all.get((int) (draws.uniform() * all.size()));
    return known.computeIfAbsent(utterance, Spoken::of);
  }
}
