package io.visavis.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The group of commands that make avatars of heads from elsewhere. */
@Command(
    name = "import",
    description = "Makes an avatar (.glb) of a head that was made elsewhere.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Nothing of FLAME comes with visavis: get the model's file from its makers, under their"
          + " licence.",
      "",
      "Examples:",
      "  visavis avatar import gaussian-avatars output/306 --flame flame2023.pkl --out anna.glb",
      "  visavis avatar import flame flame2023.pkl --out anna.glb",
      "  visavis avatar import ict-facekit ICT-FaceKit/FaceXModel --out anna.glb",
      "  visavis avatar import gnm gnm_head.npz --out anna.glb",
      "  visavis avatar import lam anna.zip --out anna.glb",
      "  visavis avatar import ply point_cloud.ply --out anna.glb",
      "  visavis avatar check anna.glb"
    },
    subcommands = {
      ImportGaussianAvatarsCommand.class,
      ImportFlameCommand.class,
      ImportIctFaceKitCommand.class,
      ImportGnmCommand.class,
      ImportLamCommand.class,
      ImportPlyCommand.class
    })
final class AvatarImportCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
