package io.visavis.render;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.glb.AvatarRules;

/** Whether an avatar can be drawn at all; every back end asks before it loads one. */
public final class AvatarCheck {
  private AvatarCheck() {}

  /**
   * Checks sizes, indices and values.
   *
   * @throws IllegalArgumentException with one sentence that says what is wrong and where
   */
  public static void requireDrawable(Avatar avatar) {
    AvatarRules.firstFault(avatar)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException(fault);
            });
  }
}
