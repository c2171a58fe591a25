package io.visavis.server.grpc;

import io.visavis.inference.Emotion;
import io.visavis.inference.Kin;
import io.visavis.inference.Relation;
import io.visavis.inference.Status;
import io.visavis.proto.v1.Control;
import io.visavis.proto.v1.MotionSpace;
import io.visavis.server.Refusal;
import io.visavis.server.conversation.Event;
import io.visavis.server.conversation.Settings;
import io.visavis.server.lane.Camera;
import org.jspecify.annotations.Nullable;

/** Between the messages of {@code visavis.v1} and the terms of the server. */
final class Wire {
  private Wire() {}

  static Relation relation(io.visavis.proto.v1.Relation in) {
    Kin kin =
        switch (in.getKin()) {
          case BLOOD -> Kin.BLOOD;
          case NON_BLOOD, KIN_UNSPECIFIED -> Kin.NON_BLOOD;
          case UNRECOGNIZED -> throw Refusal.invalid("The relation's kin is not a known one.");
        };
    Status status =
        switch (in.getStatus()) {
          case EQUAL, STATUS_UNSPECIFIED -> Status.EQUAL;
          case SELF_HIGHER -> Status.SELF_HIGHER;
          case SELF_LOWER -> Status.SELF_LOWER;
          case UNEQUAL -> Status.UNEQUAL;
          case UNRECOGNIZED -> throw Refusal.invalid("The relation's status is not a known one.");
        };
    return new Relation(kin, status);
  }

  static Emotion emotion(io.visavis.proto.v1.Emotion in) {
    try {
      return Emotion.of(in.getIntensityMap());
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", "?"));
    }
  }

  /** The change that a control asks for; null where it is a flush. */
  static Settings.@Nullable Change change(Control in) {
    return switch (in.getChangeCase()) {
      case AVATAR -> Settings.Change.avatar(in.getAvatar());
      case RELATION -> Settings.Change.relation(relation(in.getRelation()));
      case EMOTION -> Settings.Change.emotion(emotion(in.getEmotion()));
      case IDENTITY -> Settings.Change.identity(in.getIdentity());
      case CAMERA ->
          Settings.Change.camera(
              new Camera(
                  in.getCamera().getYaw(),
                  in.getCamera().getPitch(),
                  in.getCamera().getDistance()));
      case BACKGROUND -> Settings.Change.background(in.getBackground());
      case FLUSH -> null;
      case CHANGE_NOT_SET ->
          throw Refusal.invalid("A control changes nothing; it names one thing to change.");
    };
  }

  static io.visavis.proto.v1.Event event(Event in) {
    return io.visavis.proto.v1.Event.newBuilder()
        .setKind(io.visavis.proto.v1.Event.Kind.valueOf(in.kind().name()))
        .setParticipant(in.participant())
        .setDetail(in.detail())
        .setAtSample(in.atSample())
        .setInterrupted(in.interrupted())
        .build();
  }

  static boolean arkit(MotionSpace space) {
    return space == MotionSpace.ARKIT || space == MotionSpace.MOTION_SPACE_UNSPECIFIED;
  }
}
