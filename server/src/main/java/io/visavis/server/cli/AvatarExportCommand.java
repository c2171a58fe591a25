package io.visavis.server.cli;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.glb.GlbWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code avatar export}. */
@Command(
    name = "export",
    description = "Writes an avatar to a .glb file, which any glTF viewer shows.",
    footer = {"", "Example:", "  visavis avatar export mira --out mira.glb"})
final class AvatarExportCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private AvatarOptions avatars = new AvatarOptions();

  @Parameters(paramLabel = "NAME|FILE", description = "The avatar.")
  private String avatar = "";

  @Option(names = "--out", paramLabel = "FILE.glb", required = true, description = "The file.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws Exception {
    if (!out.toString().endsWith(".glb")) {
      throw new UsageException("An avatar is written to a .glb file, not to %s.".formatted(out));
    }
    Avatar exported = avatars.load(avatar);
    GlbWriter.write(exported, out);
    PrintWriter printer = spec.commandLine().getOut();
    printer.printf(
        "Wrote %s: '%s', %d KB.%n", out, exported.title(), (Files.size(out) + 1023) / 1024);
    return 0;
  }
}
