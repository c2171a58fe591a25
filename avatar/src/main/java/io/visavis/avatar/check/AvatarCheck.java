package io.visavis.avatar.check;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.glb.AvatarFormatException;
import io.visavis.avatar.glb.GlbReader;
import io.visavis.avatar.motion.MotionSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks an avatar over: what would stop it from being used, what would make it look wrong, and what
 * it costs. Sizes, rig, Gaussians and correctives each have a check of their own.
 */
public final class AvatarCheck {
  private AvatarCheck() {}

  /**
   * Checks a file.
   *
   * @return what there is to say, the worst first; exactly one finding if the file is broken
   * @throws IOException if the file cannot be read at all
   */
  public static List<Finding> file(Path file) throws IOException {
    try {
      return avatar(GlbReader.read(file));
    } catch (AvatarFormatException e) {
      return List.of(new Finding(Finding.Level.BROKEN, e.getMessage()));
    }
  }

  /** Checks an avatar that keeps the rules of a file. */
  public static List<Finding> avatar(Avatar avatar) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(SizeCheck.check(avatar));
    // In centimetres everything else looks wrong too.
    if (SizeCheck.isOfAHead(avatar.mesh())) {
      findings.addAll(parts(avatar));
    }
    findings.sort((a, b) -> a.level().compareTo(b.level()));
    return findings;
  }

  private static List<Finding> parts(Avatar avatar) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(JointCheck.check(avatar.mesh(), avatar.space()));
    findings.addAll(WindingCheck.check(avatar.mesh()));
    if (avatar.space() == MotionSpace.FLAME) {
      findings.addAll(FlameCheck.check(avatar.mesh()));
    } else {
      findings.addAll(MorphCheck.check(avatar.mesh()));
      findings.addAll(FaceCheck.check(avatar.mesh()));
    }
    findings.addAll(GaussianCheck.check(avatar));
    findings.addAll(HarmonicsCheck.check(avatar.gaussians()));
    findings.addAll(CorrectiveCheck.check(avatar));
    findings.addAll(PlateCheck.check(avatar));
    return findings;
  }
}
