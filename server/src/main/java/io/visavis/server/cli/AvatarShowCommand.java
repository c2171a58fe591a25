package io.visavis.server.cli;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.check.AvatarCheck;
import io.visavis.avatar.check.Finding;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.Joint;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code avatar show}. */
@Command(
    name = "show",
    description = "Says what an avatar is made of.",
    footer = {"", "Examples:", "  visavis avatar show mira", "  visavis avatar show ./my-head.glb"})
final class AvatarShowCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private AvatarOptions avatars = new AvatarOptions();

  @Parameters(paramLabel = "NAME|FILE", description = "The avatar.")
  private String avatar = "";

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Avatar shown = avatars.load(avatar);
    line(out, "name", shown.name());
    line(out, "title", shown.title());
    line(out, "licence", shown.licence());
    for (Finding fact : AvatarCheck.avatar(shown)) {
      line(out, fact.level() == Finding.Level.FACT ? "" : "doubtful", fact.sentence());
    }
    Avatar.DefaultCamera camera = shown.camera();
    line(
        out,
        "camera",
        String.format(
            Locale.ROOT,
            "%.2f m before (%.3f, %.3f, %.3f), field of view %.1f degrees",
            camera.distance(),
            camera.target()[0],
            camera.target()[1],
            camera.target()[2],
            Math.toDegrees(camera.fovY())));
    float[] pivots = shown.mesh().pivots();
    for (Joint joint : Joint.values()) {
      int at = 3 * joint.ordinal();
      line(
          out,
          "joint " + joint.jointName(),
          String.format(
              Locale.ROOT, "(%.3f, %.3f, %.3f)", pivots[at], pivots[at + 1], pivots[at + 2]));
    }
    line(out, "channels", String.join(" ", MotionSpace.ARKIT.names()));
    return 0;
  }

  private static void line(PrintWriter out, String label, String text) {
    out.printf("%-15s %s%n", label, text);
  }
}
