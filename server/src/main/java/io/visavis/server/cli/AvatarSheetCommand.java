package io.visavis.server.cli;

import io.visavis.avatar.Avatar;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code avatar sheet}. */
@Command(
    name = "sheet",
    description = "Draws a labelled contact sheet of an avatar, to look at.",
    footer = {
      "",
      "Examples:",
      "  visavis avatar sheet mira --out visemes.png",
      "  visavis avatar sheet theo --kind arkit --cell 192 --zoom 1.5 --out theo-arkit.png"
    })
final class AvatarSheetCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private AvatarOptions avatars = new AvatarOptions();
  @Mixin private PictureOptions pictures = new PictureOptions();

  @Parameters(paramLabel = "NAME|FILE", description = "The avatar.")
  private String avatar = "";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "visemes",
      description = "visemes, arkit, views or emotions (default: ${DEFAULT-VALUE}).")
  private String kind = "";

  @Option(
      names = "--cell",
      paramLabel = "PIXELS",
      defaultValue = "256",
      description = "Width and height of one picture (default: ${DEFAULT-VALUE}).")
  private int cell;

  @Option(
      names = "--zoom",
      paramLabel = "FACTOR",
      defaultValue = "1",
      description = "Moves the camera nearer; 1 is the avatar's own framing.")
  private double zoom;

  @Option(names = "--out", paramLabel = "FILE.png", required = true, description = "The sheet.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws Exception {
    Studio.requirePng(out);
    int side = PictureOptions.side(cell);
    if (!(zoom >= 0.1 && zoom <= 10)) {
      throw new UsageException("A zoom of %s is out of range; 0.1 to 10 is right.".formatted(zoom));
    }
    Sheet.Kind shown = Sheet.Kind.of(kind);
    Avatar drawn = avatars.load(avatar);
    Sheet sheet = shown.sheet(drawn);
    try (Studio studio = new Studio(drawn, pictures)) {
      Studio.write(new SheetPainter(studio, drawn, side, zoom).paint(sheet), out);
    }
    spec.commandLine()
        .getOut()
        .printf("Wrote %s, %d pictures of '%s'.%n", out, sheet.cells().size(), drawn.title());
    return 0;
  }
}
