package io.visavis.server.cli;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.glb.GlbWriter;
import io.visavis.avatar.importer.Retargeting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code avatar retarget}. */
@Command(
    name = "retarget",
    description = {
      "Makes an avatar of the space arkit that motion of flame moves too, from where landmarks move.",
      "Heads that 'avatar import' makes of FLAME are moved by arkit motion already."
    },
    footer = {
      "",
      "Examples:",
      "  visavis avatar retarget mira --flame flame2023.pkl --out mira-flame.glb",
      "  visavis animate --self b.wav --model my-flame.onnx --avatar mira-flame.glb --video b.mp4"
    })
final class AvatarRetargetCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private AvatarOptions avatars = new AvatarOptions();

  @Parameters(paramLabel = "NAME|FILE", description = "The avatar.")
  private String avatar = "";

  @Option(
      names = "--flame",
      paramLabel = "FILE",
      required = true,
      description = "The FLAME model whose motion it is: flame2023.pkl or the like, or .npz.")
  private Path flame = Path.of("");

  @Option(names = "--out", paramLabel = "FILE.glb", required = true, description = "The avatar.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws Exception {
    if (!out.toString().endsWith(".glb")) {
      throw new UsageException("An avatar is written to a .glb file, not to %s.".formatted(out));
    }
    var printer = spec.commandLine().getOut();
    Avatar retargeted = Retargeting.withFlame(avatars.load(avatar), flame, printer::println);
    GlbWriter.write(retargeted, out);
    printer.printf("Wrote %s, %d KB.%n", out, (Files.size(out) + 1023) / 1024);
    return 0;
  }
}
