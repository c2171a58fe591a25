package io.visavis.server.cli;

import io.visavis.avatar.importer.Label;
import io.visavis.avatar.importer.gnm.GnmHead;
import io.visavis.avatar.importer.gnm.GnmIdentity;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code avatar import gnm}. */
@Command(
    name = "gnm",
    description = {
      "Makes an avatar of a head of Google's GNM, version 3, the mean one or somebody's: a painted"
          + " head.",
      "Its expressions have no names of ARKit's, so those are solved for: mixtures under which its"
          + " face moves as a built-in head's. It moves by motion of the space arkit."
    },
    footer = {
      "",
      "Examples:",
      "  visavis avatar import gnm gnm_head.npz --out anna.glb",
      "  visavis avatar import gnm gnm_head.npz --identity anna.npy --out anna.glb",
      "  visavis avatar import gnm gnm_head.npz --title 'Anna' --licence Apache-2.0 --out anna.glb"
    })
final class ImportGnmCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ImportOptions options = new ImportOptions();

  @Parameters(paramLabel = "FILE.npz", description = "gnm_head.npz of GNM's version 3.")
  private Path file = Path.of("");

  @Option(
      names = "--identity",
      paramLabel = "FILE|'A,B,...'",
      description =
          "Whose head: up to 253 coefficients in GNM's order, as .npy, as .npz with an array"
              + " 'identity', as a .json list, or written out (default: the mean head).")
  private @Nullable String identity;

  @Override
  public Integer call() throws Exception {
    Label label = options.label();
    GnmIdentity who = identity == null ? GnmIdentity.mean() : GnmIdentity.parse(identity);
    var out = spec.commandLine().getOut();
    options.finish(new GnmHead(out::println).read(file, who, label), out);
    return 0;
  }
}
