package io.visavis.loadclient;

import io.visavis.proto.v1.Control;
import io.visavis.proto.v1.Emotion;
import io.visavis.proto.v1.Kin;
import io.visavis.proto.v1.Relation;
import io.visavis.proto.v1.Status;
import java.util.List;

/** How emotion and relation change in the course of a conversation. */
final class Changes {
  private static final List<String> EMOTIONS =
      List.of("happy", "surprised", "sad", "angry", "contempt", "fear", "disgusted");
  private static final List<Status> STATUS =
      List.of(Status.EQUAL, Status.SELF_HIGHER, Status.SELF_LOWER, Status.UNEQUAL);

  private Changes() {}

  /** The change with that number: every third is one of relation, every fourth back to neutral. */
  static Control change(String participant, int number) {
    Control.Builder c = Control.newBuilder().setParticipant(participant);
    if (number % 3 == 2) {
      Relation.Builder relation =
          Relation.newBuilder()
              .setKin(number % 2 == 0 ? Kin.BLOOD : Kin.NON_BLOOD)
              .setStatus(STATUS.get(number / 3 % STATUS.size()));
      return c.setRelation(relation).build();
    }
    Emotion.Builder emotion = Emotion.newBuilder();
    if (number % 4 != 3) {
      emotion.putIntensity(EMOTIONS.get(number % EMOTIONS.size()), 1 + number % 3 * 0.5f);
    }
    return c.setEmotion(emotion).build();
  }
}
