package io.visavis.server.conversation;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.motion.MotionSpace;
import java.util.Optional;

/** An avatar is moved by motion of its own space, and of another where it has a retargeting. */
public final class SpaceRule {
  private SpaceRule() {}

  /**
   * Whether a model's motion moves an avatar.
   *
   * @param model the name under which it was asked for
   * @param space of its motion
   * @return one sentence if it does not, else empty
   */
  public static Optional<String> fault(Avatar avatar, String model, MotionSpace space) {
    return avatar.isMovedBy(space)
        ? Optional.empty()
        : Optional.of(
            "The avatar '%s' is moved by %s motion, and the model '%s' gives %s; an avatar and a model of the same space are right."
                .formatted(
                    avatar.name(), avatar.space().id(), Settings.printable(model), space.id()));
  }
}
