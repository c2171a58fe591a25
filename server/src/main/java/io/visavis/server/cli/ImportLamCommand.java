package io.visavis.server.cli;

import io.visavis.avatar.importer.Label;
import io.visavis.avatar.importer.lam.LamZip;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code avatar import lam}. */
@Command(
    name = "lam",
    description = {
      "Makes an avatar of a head that LAM made of a picture: the zip that it exports for chatting.",
      "Its Gaussians go where LAM has them; the head moves by motion of the space arkit."
    },
    footer = {
      "",
      "Examples:",
      "  visavis avatar import lam anna.zip --out anna.glb",
      "  visavis avatar import lam output/open_avatar_chat/anna.zip --title 'Anna' \\",
      "      --licence 'of the person in the picture' --out anna.glb"
    })
final class ImportLamCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ImportOptions options = new ImportOptions();

  @Parameters(
      paramLabel = "FILE.zip",
      description = "LAM's export for a chatting avatar, with skin.glb and offset.ply.")
  private Path zip = Path.of("");

  @Override
  public Integer call() throws Exception {
    Label label = options.label();
    var out = spec.commandLine().getOut();
    options.finish(new LamZip(out::println).read(zip, label), out);
    return 0;
  }
}
