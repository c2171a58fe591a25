package io.visavis.server.cli;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.Emotion;
import io.visavis.inference.Relation;
import io.visavis.inference.expression.Expression;

/**
 * What a still face feels, and before whom it stands.
 *
 * @param emotion what it feels
 * @param relation how it stands to whom it sees
 */
record Mood(Emotion emotion, Relation relation) {
  /** Nothing in particular, before an equal. */
  static final Mood NEUTRAL = new Mood(Emotion.NEUTRAL, Relation.DEFAULT);

  /** [3] as networks hear it. */
  float[] standing() {
    float[] out = new float[Relation.SIZE];
    relation.write(out);
    return out;
  }

  /** The face with that feeling in it, where its space is one that feelings are known in. */
  MotionSet on(MotionSet face) {
    if (face.space() != MotionSpace.ARKIT) {
      return face;
    }
    float[] values = face.values().clone();
    Expression.feel(emotion.intensities(), values);
    Expression.relate(standing(), values);
    return new MotionSet(face.space(), values);
  }
}
