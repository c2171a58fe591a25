package io.visavis.server.conversation;

import io.visavis.inference.Emotion;
import io.visavis.inference.Relation;
import io.visavis.server.Refusal;
import io.visavis.server.lane.Camera;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a participant is portrayed.
 *
 * @param id 1 to 32 of [a-z0-9-]
 * @param avatar name in the registry
 * @param model name in the registry
 * @param identity of those that the model's card names, or empty
 * @param background what is behind the head: {@code default}, a colour, or a name in the registry
 * @param motionOnly whether nobody will see pictures of it; a server has room for many more such
 */
public record Settings(
    String id,
    String avatar,
    String model,
    Relation relation,
    Emotion emotion,
    String identity,
    Camera camera,
    String background,
    boolean motionOnly) {
  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,32}");

  public Settings {
    if (!ID.matcher(id).matches()) {
      throw Refusal.invalid(
          "'%s' cannot be a participant's id; 1 to 32 small letters, digits and hyphens can."
              .formatted(printable(id)));
    }
  }

  /** A change of some of it; null leaves a part as it is. */
  public record Change(
      @Nullable String avatar,
      @Nullable Relation relation,
      @Nullable Emotion emotion,
      @Nullable String identity,
      @Nullable Camera camera,
      @Nullable String background) {
    /** A change of the avatar. */
    public static Change avatar(String name) {
      return new Change(name, null, null, null, null, null);
    }

    /** A change of the relation. */
    public static Change relation(Relation relation) {
      return new Change(null, relation, null, null, null, null);
    }

    /** A change of the emotion. */
    public static Change emotion(Emotion emotion) {
      return new Change(null, null, emotion, null, null, null);
    }

    /** A change of the identity. */
    public static Change identity(String identity) {
      return new Change(null, null, null, identity, null, null);
    }

    /** A change of the camera. */
    public static Change camera(Camera camera) {
      return new Change(null, null, null, null, camera, null);
    }

    /** A change of what is behind the head. */
    public static Change background(String background) {
      return new Change(null, null, null, null, null, background);
    }
  }

  Settings with(Change change) {
    return new Settings(
        id,
        change.avatar() == null ? avatar : change.avatar(),
        model,
        change.relation() == null ? relation : change.relation(),
        change.emotion() == null ? emotion : change.emotion(),
        change.identity() == null ? identity : change.identity(),
        change.camera() == null ? camera : change.camera(),
        change.background() == null ? background : change.background(),
        motionOnly);
  }

  /** Foreign text for a message: short, and without control characters. */
  public static String printable(String text) {
    String shortened = text.length() <= 64 ? text : text.substring(0, 64) + "…";
    return shortened.replaceAll("\\p{Cntrl}", "?");
  }
}
