package io.visavis.server.cli;

import io.visavis.avatar.importer.GaussianAvatars;
import io.visavis.avatar.importer.Label;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code avatar import gaussian-avatars}. */
@Command(
    name = "gaussian-avatars",
    description = {
      "Makes an avatar of what GaussianAvatars trained: point_cloud.ply and flame_param.npz.",
      "The Gaussians stay as they are; the head moves by motion of the space flame."
    },
    footer = {
      "",
      "Examples:",
      "  visavis avatar import gaussian-avatars output/306 --flame flame2023.pkl --out anna.glb",
      "  visavis avatar import gaussian-avatars output/306/point_cloud/iteration_300000 \\",
      "      --flame flame2023.pkl --title 'Anna' --out anna.glb"
    })
final class ImportGaussianAvatarsCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ImportOptions options = new ImportOptions();

  @Parameters(
      paramLabel = "FOLDER",
      description = "With both files, or that of a training, whose last iteration counts.")
  private Path folder = Path.of("");

  @Option(
      names = "--flame",
      paramLabel = "FILE",
      required = true,
      description = "The FLAME model that it was trained with: flame2023.pkl or the like, or .npz.")
  private Path flame = Path.of("");

  @Override
  public Integer call() throws Exception {
    Label label = options.label();
    var out = spec.commandLine().getOut();
    options.finish(new GaussianAvatars(out::println).read(folder, flame, label), out);
    return 0;
  }
}
