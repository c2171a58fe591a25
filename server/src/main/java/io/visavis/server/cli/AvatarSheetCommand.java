package io.visavis.server.cli;

import io.visavis.avatar.Avatar;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code avatar sheet}. */
@Command(
    name = "sheet",
    description = "Draws a labelled contact sheet of one avatar or several, to look at.",
    footer = {
      "",
      "Examples:",
      "  visavis avatar sheet mira --out visemes.png",
      "  visavis avatar sheet theo --kind arkit --cell 192 --zoom 1.5 --out theo-arkit.png",
      "  visavis avatar sheet mira theo ines kenji --kind emotions --out people.png"
    })
final class AvatarSheetCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private AvatarOptions avatars = new AvatarOptions();
  @Mixin private PictureOptions pictures = new PictureOptions();

  /** Largest sheet: 100 megapixels, 400 MB while it is drawn. */
  private static final long MOST_PIXELS = 100_000_000;

  @Parameters(
      paramLabel = "NAME|FILE",
      arity = "1..*",
      description = "The avatars, one below the other.")
  private List<String> names = List.of();

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
    List<Avatar> drawn = new ArrayList<>();
    List<Sheet> sheets = new ArrayList<>();
    for (String name : names) {
      drawn.add(avatars.load(name));
      sheets.add(shown.sheet(drawn.getLast()));
    }
    Studio.write(painted(drawn, sheets, side), out);
    int cells = sheets.stream().mapToInt(sheet -> sheet.cells().size()).sum();
    String titles = String.join("', '", drawn.stream().map(Avatar::title).toList());
    spec.commandLine().getOut().printf("Wrote %s, %d pictures of '%s'.%n", out, cells, titles);
    return 0;
  }

  private BufferedImage painted(List<Avatar> drawn, List<Sheet> sheets, int side)
      throws IOException {
    int width = sheets.stream().mapToInt(sheet -> SheetPainter.width(sheet, side)).max().orElse(0);
    int height = sheets.stream().mapToInt(sheet -> SheetPainter.height(sheet, side)).sum();
    if ((long) width * height > MOST_PIXELS) {
      throw new UsageException(
          "A sheet of %d x %d pixels is too large; %d megapixels are the most, so a smaller --cell or fewer avatars are right."
              .formatted(width, height, MOST_PIXELS / 1_000_000));
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int top = 0;
    for (int i = 0; i < drawn.size(); i++) {
      Avatar avatar = drawn.get(i);
      String title = drawn.size() == 1 ? "" : avatar.title() + ", ";
      try (Studio studio = new Studio(avatar, pictures)) {
        new SheetPainter(studio, avatar, side, zoom).paint(sheets.get(i), image, top, title);
      }
      top += SheetPainter.height(sheets.get(i), side);
    }
    return image;
  }
}
