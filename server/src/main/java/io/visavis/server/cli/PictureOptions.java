package io.visavis.server.cli;

import io.visavis.avatar.plate.PlateReader;
import io.visavis.render.Backdrop;
import io.visavis.render.RenderBackend;
import io.visavis.render.RenderBackends;
import io.visavis.render.View;
import io.visavis.server.Refusal;
import io.visavis.server.backdrop.Backdrops;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** How pictures are drawn; a mixin. */
public final class PictureOptions {
  private static final Pattern FILE = Pattern.compile(".*\\.(png|jpe?g)|.*[/\\\\].*");

  @Option(
      names = "--background",
      paramLabel = "COLOUR|NAME|FILE",
      defaultValue = "default",
      description =
          "transparent, #rrggbb, dusk, studio, a .png or .jpg file, or default (the avatar's own"
              + " plate, else a calm grey-blue).")
  private String background = "default";

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "What draws: auto (the fastest that works here), or one by name.")
  private String backend = "auto";

  /**
   * What is behind the head.
   *
   * @throws IOException with one sentence if it is a file that is no picture
   */
  public Backdrop background() throws IOException {
    if (background.equals("transparent")) {
      return Backdrop.CLEAR;
    }
    if (FILE.matcher(background).matches()) {
      return new Backdrop.Still(PlateReader.read(Path.of(background)));
    }
    try {
      return new Backdrops(null).get(background);
    } catch (Refusal e) {
      throw new UsageException(e.sentence());
    }
  }

  /** A new back end, to be closed. */
  public RenderBackend backend() {
    return RenderBackends.pick(Optional.of(backend).filter(name -> !name.equals("auto")));
  }

  /** Refuses sizes that cannot be drawn. */
  static int side(int size) {
    if (size < View.MIN_SIZE || size > View.MAX_SIZE || size % 2 != 0) {
      throw new UsageException(
          "A size of %d cannot be drawn; even numbers from %d to %d can."
              .formatted(size, View.MIN_SIZE, View.MAX_SIZE));
    }
    return size;
  }
}
