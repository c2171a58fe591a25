package io.visavis.avatar.importer;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.builtin.BuiltInHeads;
import io.visavis.avatar.flame.FlameException;
import io.visavis.avatar.flame.FlameFile;
import io.visavis.avatar.flame.FlameHead;
import io.visavis.avatar.flame.FlameModel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.retarget.RetargetSolver;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Retarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** Makes heads of one space move by motion of the other. */
public final class Retargeting {
  private static final String EXAMPLE = "mira";

  private Retargeting() {}

  /** How motion of {@code arkit} moves a head of {@code flame}: as it moves a built-in head. */
  public static Retarget arkitTo(HeadMesh flame, Consumer<String> log) {
    return solve(
        BuiltInHeads.build(EXAMPLE).mesh(), MotionSpace.ARKIT, flame, MotionSpace.FLAME, log);
  }

  /**
   * An avatar that motion of {@code flame} moves too: as it moves the mean face of a FLAME model.
   *
   * @param avatar of the space {@code arkit}, with known landmarks
   * @param flame the model's file
   * @param log hears how well it went
   * @throws ImportException with one sentence if it cannot be done
   */
  public static Avatar withFlame(Avatar avatar, Path flame, Consumer<String> log)
      throws IOException {
    if (avatar.space() != MotionSpace.ARKIT || avatar.mesh().landmarks().length == 0) {
      throw new ImportException(
          avatar.space() == MotionSpace.ARKIT
              ? "The landmarks of the avatar '%s' are not known; docs/avatar-file.md says how a file names them."
                  .formatted(avatar.name())
              : "The avatar '%s' is moved by flame motion already.".formatted(avatar.name()));
    }
    HeadMesh head = FlameHead.of(model(flame), new float[0], new float[0]);
    return avatar.with(solve(head, MotionSpace.FLAME, avatar.mesh(), MotionSpace.ARKIT, log));
  }

  /** A FLAME model, whose faults are the import's. */
  public static FlameModel model(Path flame) throws IOException {
    try {
      return FlameFile.read(flame);
    } catch (FlameException e) {
      throw new ImportException(e);
    }
  }

  private static Retarget solve(
      HeadMesh source, MotionSpace from, HeadMesh head, MotionSpace to, Consumer<String> log) {
    RetargetSolver.Solution found = RetargetSolver.solve(source, from, head, to);
    log.accept(
        String.format(
            Locale.ROOT,
            "Motion of %s moves it too: landmarks are off by %.1f %% of the distance between the eyes, %.1f %% at worst (%s).",
            from.id(),
            100 * found.meanError(),
            100 * found.worstError(),
            found.worst()));
    return found.retarget();
  }
}
