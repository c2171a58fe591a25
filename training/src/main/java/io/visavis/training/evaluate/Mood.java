package io.visavis.training.evaluate;

import io.visavis.inference.Emotion;
import io.visavis.inference.EmotionName;
import io.visavis.inference.Relation;
import java.util.ArrayList;
import java.util.List;

/**
 * What a face is told while it speaks.
 *
 * @param feeling its name in tables
 */
public record Mood(String feeling, Emotion emotion, Relation relation) {
  /** Nothing special. */
  public static final Mood NEUTRAL = new Mood("neutral", Emotion.NEUTRAL, Relation.DEFAULT);

  private static final List<Relation> RELATIONS =
      List.of(
          Relation.DEFAULT,
          Relation.parse("blood,equal"),
          Relation.parse("non-blood,unequal"),
          Relation.parse("blood,unequal"),
          Relation.parse("self-higher"),
          Relation.parse("self-lower"));

  /** No emotion and each at its strongest, under each relation. */
  public static List<Mood> all() {
    List<Mood> all = new ArrayList<>();
    for (Relation relation : RELATIONS) {
      all.add(new Mood(NEUTRAL.feeling, Emotion.NEUTRAL, relation));
      for (EmotionName name : EmotionName.values()) {
        float[] felt = new float[EmotionName.COUNT];
        felt[name.ordinal()] = Emotion.MAX;
        all.add(new Mood(name.id(), new Emotion(felt), relation));
      }
    }
    return all;
  }

  /** One of all for each feeling, each with another relation than the one before. */
  static List<Mood> some() {
    List<Mood> some = new ArrayList<>();
    for (int k = 0; k <= EmotionName.COUNT; k++) {
      some.add(all().get((k % RELATIONS.size()) * (EmotionName.COUNT + 1) + k));
    }
    return some;
  }
}
