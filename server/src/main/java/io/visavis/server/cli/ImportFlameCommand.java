package io.visavis.server.cli;

import io.visavis.avatar.importer.Label;
import io.visavis.avatar.importer.flame.FlameFace;
import io.visavis.avatar.importer.flame.FlameShape;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code avatar import flame}. */
@Command(
    name = "flame",
    description = {
      "Makes an avatar of FLAME alone, without a trained Gaussian avatar: a painted head.",
      "It moves by motion of the space flame, and by arkit's through a retargeting."
    },
    footer = {
      "",
      "Examples:",
      "  visavis avatar import flame flame2023.pkl --out anna.glb",
      "  visavis avatar import flame flame2023.pkl --shape '1.2,-0.5,0.8' --out anna.glb",
      "  visavis avatar import flame flame2023.pkl --shape tracked/flame_param.npz --out anna.glb"
    })
final class ImportFlameCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ImportOptions options = new ImportOptions();

  @Parameters(
      paramLabel = "FILE",
      description = "The FLAME model: generic_model.pkl, flame2023.pkl or the like, or .npz.")
  private Path file = Path.of("");

  @Option(
      names = "--shape",
      paramLabel = "'A,B,...'|FILE.npz",
      description =
          "Whose head: up to 300 coefficients, or an .npz with an array shape"
              + " (default: the mean face).")
  private @Nullable String shape;

  @Override
  public Integer call() throws Exception {
    Label label = options.label();
    float[] coefficients = shape == null ? new float[0] : FlameShape.parse(shape);
    var out = spec.commandLine().getOut();
    options.finish(new FlameFace(out::println).read(file, coefficients, label), out);
    return 0;
  }
}
