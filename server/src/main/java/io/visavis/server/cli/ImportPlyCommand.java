package io.visavis.server.cli;

import io.visavis.avatar.importer.Label;
import io.visavis.avatar.importer.scan.Placement;
import io.visavis.avatar.importer.scan.ScanPly;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code avatar import ply}. */
@Command(
    name = "ply",
    description = {
      "Makes an avatar of a scan of a head: the point_cloud.ply of 3D Gaussian splatting.",
      "It rides on the mesh of a built-in head: it turns, and brows, cheeks and lips move. The"
          + " mouth cannot open and the eyes cannot blink, for a scan has nothing behind lips and"
          + " lids."
    },
    footer = {
      "",
      "Examples:",
      "  visavis avatar import ply scan/point_cloud/iteration_30000/point_cloud.ply --out anna.glb",
      "  visavis avatar import ply anna.ply --up -y --facing -z --on theo --out anna.glb",
      "  visavis avatar import ply anna.ply --eyes \"0.31,-0.12,1.9 -0.29,-0.1,1.9\" --out anna.glb"
    })
final class ImportPlyCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ImportOptions options = new ImportOptions();

  @Parameters(paramLabel = "FILE.ply", description = "The scan.")
  private Path file = Path.of("");

  @Option(
      names = "--on",
      paramLabel = "HEAD",
      defaultValue = "mira",
      description =
          "The built-in head whose mesh it rides on: mira, theo, ines or kenji (default: mira).")
  private String on = "";

  @Option(
      names = "--up",
      paramLabel = "AXIS",
      description = "Where the top of the head is in the file, such as -y (default: found).")
  private @Nullable String up;

  @Option(
      names = "--facing",
      paramLabel = "AXIS",
      description = "Where the face looks in the file, such as -z (default: found).")
  private @Nullable String facing;

  @Option(
      names = "--eyes",
      paramLabel = "\"X,Y,Z X,Y,Z\"",
      description =
          "Where the pupils are in the file, the subject's left eye first: then it lies exactly"
              + " (default: found).")
  private @Nullable String eyes;

  @Override
  public Integer call() throws Exception {
    Label label = options.label();
    Placement placement = Placement.parse(on, up, facing, eyes);
    var out = spec.commandLine().getOut();
    options.finish(new ScanPly(out::println).read(file, placement, label), out);
    return 0;
  }
}
