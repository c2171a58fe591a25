package io.visavis.avatar.registry;

import java.util.List;

/** A name that no avatar has. The message is one sentence that names those there are. */
public final class UnknownAvatarException extends Exception {
  private static final long serialVersionUID = 1;

  UnknownAvatarException(String name, List<String> names) {
    super(
        "There is no avatar '%s'; there are %s."
            .formatted(
                name.substring(0, Math.min(name.length(), 64)).replaceAll("\\p{Cntrl}", "?"),
                names.isEmpty() ? "none" : String.join(", ", names)));
  }
}
