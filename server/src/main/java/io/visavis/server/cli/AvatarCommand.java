package io.visavis.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The group of commands about avatars. */
@Command(
    name = "avatar",
    description =
        "Lists, shows, checks, draws, compares, exports, imports, retargets and distils avatars.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "An avatar is asked for by its name (see 'avatar list') or by its file (.glb).",
      "",
      "Examples:",
      "  visavis avatar list",
      "  visavis avatar render --avatar mira --motion-set jawOpen=0.6 --out open.png",
      "  visavis avatar check my-head.glb",
      "  visavis avatar import gaussian-avatars output/306 --flame flame2023.pkl --out anna.glb"
    },
    subcommands = {
      AvatarListCommand.class,
      AvatarShowCommand.class,
      AvatarCheckCommand.class,
      AvatarRenderCommand.class,
      AvatarSheetCommand.class,
      AvatarCompareCommand.class,
      AvatarExportCommand.class,
      AvatarImportCommand.class,
      AvatarRetargetCommand.class,
      AvatarDistilCommand.class
    })
final class AvatarCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
