package io.visavis.server.rest;

import io.visavis.inference.Emotion;
import io.visavis.inference.EmotionName;
import io.visavis.inference.Kin;
import io.visavis.inference.Relation;
import io.visavis.inference.Status;
import io.visavis.server.Refusal;
import io.visavis.server.conversation.Catalogue;
import io.visavis.server.conversation.Settings;
import io.visavis.server.lane.Camera;
import io.visavis.server.rest.Bodies.CameraBody;
import io.visavis.server.rest.Bodies.ParticipantIn;
import io.visavis.server.rest.Bodies.RelationBody;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Between the JSON and the terms of the server. */
final class Reading {
  private Reading() {}

  static Settings settings(ParticipantIn in, Catalogue catalogue) {
    Relation relation = relation(in.relation());
    Emotion emotion = emotion(in.emotion());
    Camera camera = camera(in.camera());
    return new Settings(
        id(in),
        in.avatar() == null || in.avatar().isEmpty() ? catalogue.defaultAvatar() : in.avatar(),
        catalogue.modelName(in.model()),
        relation == null ? Relation.DEFAULT : relation,
        emotion == null ? Emotion.NEUTRAL : emotion,
        in.identity() == null ? "" : in.identity(),
        camera == null ? Camera.FRONT : camera,
        catalogue.backgroundName(in.background()),
        in.motionOnly() != null && in.motionOnly());
  }

  static Settings.Change change(ParticipantIn in) {
    if (in.model() != null) {
      throw Refusal.invalid(
          "The motion model of a participant cannot be changed; create a conversation with it.");
    }
    if (in.motionOnly() != null) {
      throw Refusal.invalid(
          "Whether a participant is for motion only cannot be changed; create a conversation with it.");
    }
    return new Settings.Change(
        in.avatar(),
        relation(in.relation()),
        emotion(in.emotion()),
        in.identity(),
        camera(in.camera()),
        in.background());
  }

  static String id(ParticipantIn in) {
    if (in.id() == null) {
      throw Refusal.invalid("A participant has no id; 1 to 32 of [a-z0-9-] would be right.");
    }
    return in.id();
  }

  private static @Nullable Relation relation(@Nullable RelationBody in) {
    if (in == null) {
      return null;
    }
    return new Relation(
        in.kin() == null ? Relation.DEFAULT.kin() : named(Kin.class, in.kin(), "kin"),
        in.status() == null
            ? Relation.DEFAULT.status()
            : named(Status.class, in.status(), "status"));
  }

  private static <E extends Enum<E>> E named(Class<E> type, String name, String what) {
    for (E value : type.getEnumConstants()) {
      if (name(value).equals(name)) {
        return value;
      }
    }
    throw Refusal.invalid(
        "A relation's %s cannot be '%s'; it is one of %s."
            .formatted(
                what,
                Settings.printable(name),
                Arrays.stream(type.getEnumConstants())
                    .map(Reading::name)
                    .collect(Collectors.joining(", "))));
  }

  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Emotion emotion(@Nullable Map<String, Float> in) {
    if (in == null) {
      return null;
    }
    if (in.containsValue(null)) {
      throw Refusal.invalid("An emotion has no intensity; 0 to 3 would be right.");
    }
    try {
      return Emotion.of(in);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", "?"));
    }
  }

  private static @Nullable Camera camera(@Nullable CameraBody in) {
    return in == null ? null : new Camera(in.yaw(), in.pitch(), in.distance());
  }

  static RelationBody body(Relation relation) {
    return new RelationBody(name(relation.kin()), name(relation.status()));
  }

  static Map<String, Float> body(Emotion emotion) {
    Map<String, Float> map = new LinkedHashMap<>();
    for (EmotionName name : EmotionName.values()) {
      float intensity = emotion.intensities()[name.ordinal()];
      if (intensity > 0) {
        map.put(name.id(), intensity);
      }
    }
    return map;
  }
}
