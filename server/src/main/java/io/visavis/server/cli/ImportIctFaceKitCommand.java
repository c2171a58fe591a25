package io.visavis.server.cli;

import io.visavis.avatar.importer.Label;
import io.visavis.avatar.importer.ict.IctFaceKit;
import io.visavis.avatar.importer.ict.IctIdentity;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code avatar import ict-facekit}. */
@Command(
    name = "ict-facekit",
    description = {
      "Makes an avatar of ICT-FaceKit's light face model, a folder of OBJ files: a painted head.",
      "Its expressions are ARKit's; it moves by motion of the space arkit."
    },
    footer = {
      "",
      "Examples:",
      "  visavis avatar import ict-facekit ICT-FaceKit/FaceXModel --out anna.glb",
      "  visavis avatar import ict-facekit ICT-FaceKit --identity '0.8,-0.3,1.1' --out anna.glb"
    })
final class ImportIctFaceKitCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ImportOptions options = new ImportOptions();

  @Parameters(
      paramLabel = "FOLDER",
      description = "FaceXModel with generic_neutral_mesh.obj, or the one that it is in.")
  private Path folder = Path.of("");

  @Option(
      names = "--identity",
      paramLabel = "'A,B,...'",
      description =
          "Whose head: up to 100 weights of identity000.obj and so on (default: the generic face).")
  private @Nullable String identity;

  @Override
  public Integer call() throws Exception {
    Label label = options.label();
    IctIdentity who = identity == null ? IctIdentity.generic() : IctIdentity.parse(identity);
    var out = spec.commandLine().getOut();
    options.finish(new IctFaceKit(out::println).read(folder, who, label), out);
    return 0;
  }
}
