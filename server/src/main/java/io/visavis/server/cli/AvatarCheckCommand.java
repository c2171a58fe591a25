package io.visavis.server.cli;

import io.visavis.avatar.check.AvatarCheck;
import io.visavis.avatar.check.Finding;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code avatar check}. */
@Command(
    name = "check",
    description = {
      "Says in words what is wrong with an avatar and what to do about it.",
      "Exits with 2 if it cannot be used at all."
    },
    footer = {"", "Examples:", "  visavis avatar check my-head.glb", "  visavis avatar check mira"})
final class AvatarCheckCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private AvatarOptions avatars = new AvatarOptions();

  @Parameters(paramLabel = "FILE|NAME", description = "The avatar.")
  private String avatar = "";

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings =
        AvatarOptions.isFile(avatar)
            ? AvatarCheck.file(Path.of(avatar))
            : AvatarCheck.avatar(avatars.load(avatar));
    boolean broken = false;
    int doubts = 0;
    for (Finding finding : findings) {
      switch (finding.level()) {
        case BROKEN -> {
          broken = true;
          out.println("broken    " + finding.sentence());
        }
        case DOUBTFUL -> {
          doubts++;
          out.println("doubtful  " + finding.sentence());
        }
        case FACT -> out.println("          " + finding.sentence());
      }
    }
    out.println(verdict(broken, doubts));
    return broken ? 2 : 0;
  }

  private String verdict(boolean broken, int doubts) {
    if (broken) {
      return "%s cannot be used.".formatted(avatar);
    }
    return switch (doubts) {
      case 0 -> "%s is good.".formatted(avatar);
      case 1 -> "%s can be used, with one doubt.".formatted(avatar);
      default -> "%s can be used, with %d doubts.".formatted(avatar, doubts);
    };
  }
}
