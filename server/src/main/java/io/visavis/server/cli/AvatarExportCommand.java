package io.visavis.server.cli;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.glb.AvatarRules;
import io.visavis.avatar.glb.GlbWriter;
import io.visavis.avatar.plate.Plate;
import io.visavis.avatar.plate.PlateReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code avatar export}. */
@Command(
    name = "export",
    description = "Writes an avatar to a .glb file, which any glTF viewer shows.",
    footer = {
      "",
      "Examples:",
      "  visavis avatar export mira --out mira.glb",
      "  visavis avatar export mira --plate room.png --out mira-at-home.glb",
      "  visavis avatar export my.glb --plate body.png --feather 0.8,0.95 --inpaint net.onnx --out x.glb"
    })
final class AvatarExportCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private AvatarOptions avatars = new AvatarOptions();

  @Parameters(paramLabel = "NAME|FILE", description = "The avatar.")
  private String avatar = "";

  @Option(names = "--out", paramLabel = "FILE.glb", required = true, description = "The file.")
  private Path out = Path.of("");

  @Option(
      names = "--plate",
      paramLabel = "FILE.png",
      description =
          "What is behind the head where nothing else is asked for: a picture of a room, or of the"
              + " body, as the avatar's camera sees it.")
  private @Nullable Path plate;

  @Option(
      names = "--feather",
      paramLabel = "FROM,TO",
      split = ",",
      description =
          "Eases the head into its plate from one fraction of the picture's height to the other,"
              + " such as 0.8,0.95.")
  private float[] feather = {Plate.NONE, Plate.NONE};

  @Mixin private InpaintOptions inpainting = new InpaintOptions();

  @Override
  public Integer call() throws Exception {
    if (!out.toString().endsWith(".glb")) {
      throw new UsageException("An avatar is written to a .glb file, not to %s.".formatted(out));
    }
    Avatar exported = inpainting.applied(withPlate(avatars.load(avatar)));
    AvatarRules.firstFault(exported)
        .ifPresent(
            fault -> {
              throw new UsageException(fault);
            });
    GlbWriter.write(exported, out);
    PrintWriter printer = spec.commandLine().getOut();
    printer.printf(
        "Wrote %s: '%s', %d KB.%n", out, exported.title(), (Files.size(out) + 1023) / 1024);
    return 0;
  }

  private Avatar withPlate(Avatar loaded) throws IOException {
    if (feather.length != 2) {
      throw new UsageException(
          "A feather has two numbers, such as 0.8,0.95, not %d.".formatted(feather.length));
    }
    if (plate == null) {
      return loaded;
    }
    if (!Files.isRegularFile(plate)) {
      throw new UsageException("There is no picture %s.".formatted(plate));
    }
    if (Files.size(plate) > PlateReader.FILE) {
      throw new UsageException(
          "The picture %s is larger than %d MB.".formatted(plate, PlateReader.FILE >> 20));
    }
    return loaded.before(Plate.of(Files.readAllBytes(plate), feather[0], feather[1]));
  }
}
