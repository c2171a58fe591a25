package io.visavis.avatar.glb;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.rig.Retarget;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What every avatar keeps, whether it is read from a file or about to be written: sizes that fit
 * together, finite values, indices in range. Whoever draws may rely on it.
 */
public final class AvatarRules {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

  private AvatarRules() {}

  /** Is this a name that the registry takes? */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * The first rule that an avatar breaks.
   *
   * @return one sentence, empty if it keeps them all
   */
  public static Optional<String> firstFault(Avatar avatar) {
    return text(avatar)
        .or(() -> camera(avatar.camera()))
        .or(() -> MeshRules.firstFault(avatar.mesh()))
        .or(() -> retarget(avatar))
        .or(() -> CloudRules.firstFault(avatar.gaussians(), avatar.mesh().triangleCount()))
        .or(
            () ->
                CorrectiveRules.firstFault(
                    avatar.correctives(), avatar.gaussians().size(), avatar.mesh().triangleCount()))
        .or(() -> PlateFile.firstFault(avatar.plate()));
  }

  private static Optional<String> text(Avatar avatar) {
    if (!isName(avatar.name())) {
      return Rule.fault(
          "The avatar's name is not of 1 to 32 small letters, digits and hyphens, such as anna-2.");
    }
    return Rule.printable("title", avatar.title(), Limits.TITLE)
        .or(() -> Rule.printable("licence", avatar.licence(), Limits.LICENCE));
  }

  private static Optional<String> retarget(Avatar avatar) {
    Retarget retarget = avatar.retarget();
    if (retarget == null) {
      return Optional.empty();
    }
    if (retarget.from() == avatar.space()) {
      return Rule.fault(
          "The avatar has a retargeting from its own space, %s; one from another is right.",
          avatar.space().id());
    }
    int right = Retarget.values(avatar.space()) * Retarget.drivers(retarget.from());
    return retarget.matrix().length == right
        ? Rule.finite("the retargeting", retarget.matrix(), 1)
        : Rule.fault(
            "The retargeting has %d values; %d are right.", retarget.matrix().length, right);
  }

  private static Optional<String> camera(Avatar.DefaultCamera camera) {
    if (camera.target().length != 3) {
      return Rule.fault("The camera's target has %d values; 3 are right.", camera.target().length);
    }
    return Rule.finite("the camera's target", camera.target(), 3)
        .or(
            () ->
                Rule.within(camera.distance(), 0.01, 100)
                    ? Optional.empty()
                    : Rule.fault(
                        "The camera's distance is %s m; 0.01 to 100 are right.", camera.distance()))
        .or(
            () ->
                Rule.within(camera.fovY(), 0.01, 3)
                    ? Optional.empty()
                    : Rule.fault(
                        "The camera's field of view is %s radians; 0.01 to 3 are right.",
                        camera.fovY()));
  }
}
