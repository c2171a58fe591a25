package io.visavis.training.conversation;

import io.visavis.inference.behaviour.Draws;
import io.visavis.training.speech.Voice;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody who takes part in conversations.
 *
 * @param name of the identity
 * @param voice who spoke for them
 * @param timbre how much faster the recordings are played: pitch, vocal tract and pace together
 */
public record Person(String name, Voice voice, double timbre, Style style) {
  private static final double[] TIMBRES = {0.9, 1.0, 1.1};

  /** Timbres of strangers. */
  private static final double LOWEST = 0.87;

  private static final double HIGHEST = 1.13;

  /** The people of a split: those of {@link Split#TEST} are those of {@link Split#TRAIN}. */
  public static List<Person> of(Split split) {
    boolean outside = split == Split.OOD;
    List<Person> people = new ArrayList<>();
    for (Voice voice : Voice.of(outside ? Voice.Use.HELD_OUT : Voice.Use.TRAIN)) {
      if (!voice.human()) {
        continue; // espeak has another timbre in every sentence
      }
      for (int k = 0; k < TIMBRES.length; k++) {
        String name = voice.id() + "-" + (char) ('a' + k);
        Draws draws = new Draws(k, voice.id());
        Style style = outside ? Style.outside(draws) : Style.inside(draws);
        people.add(new Person(name, voice, TIMBRES[k], style));
      }
    }
    return people;
  }

  /** Two of them. */
  static List<Person> two(List<Person> all, Draws draws) {
    Person first = all.get((int) (draws.uniform() * all.size()));
    Person second = first;
    while (second.equals(first)) {
      second = all.get((int) (draws.uniform() * all.size()));
    }
    return List.of(first, second);
  }

  /**
   * Somebody nobody knows, who speaks with this voice: from how a stranger sounds nothing follows
   * for what they are like.
   */
  Person stranger(Draws draws) {
    double any = draws.uniform(LOWEST, HIGHEST);
    return new Person("stranger", voice, any, Style.inside(draws));
  }
}
