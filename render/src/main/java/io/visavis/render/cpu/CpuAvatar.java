package io.visavis.render.cpu;

import io.visavis.avatar.Avatar;
import io.visavis.render.AvatarCheck;
import io.visavis.render.AvatarHandle;
import io.visavis.render.DrawRequest;

/**
 * An avatar laid out for the CPU back ends. Immutable, shared between portrayals and threads.
 *
 * @param avatar what was loaded
 * @param rig its mesh
 * @param cloud its Gaussians
 */
public record CpuAvatar(Avatar avatar, RigArrays rig, CloudArrays cloud) implements AvatarHandle {

  /**
   * Lays an avatar out.
   *
   * @throws IllegalArgumentException if it cannot be drawn, with one sentence why
   */
  public static CpuAvatar of(Avatar avatar) {
    AvatarCheck.requireDrawable(avatar);
    return new CpuAvatar(
        avatar,
        RigArrays.of(avatar.mesh(), avatar.space(), avatar.retarget()),
        CloudArrays.of(avatar));
  }

  /**
   * The avatar of a request.
   *
   * @throws IllegalArgumentException if another back end loaded it
   */
  public static CpuAvatar of(DrawRequest request) {
    CpuAvatar own = request.avatar().as(CpuAvatar.class);
    if (own != null) {
      return own;
    }
    throw new IllegalArgumentException(
        "Avatar '%s' was loaded by another back end; load it with the one that draws it."
            .formatted(request.avatar().avatar().name()));
  }

  @Override
  public void close() {}
}
