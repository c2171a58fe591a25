package io.visavis.server.cli;

import io.visavis.render.Background;
import io.visavis.render.RenderBackend;
import io.visavis.render.RenderBackends;
import io.visavis.render.View;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** How pictures are drawn; a mixin. */
public final class PictureOptions {
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

  @Option(
      names = "--background",
      paramLabel = "COLOUR",
      defaultValue = "default",
      description = "transparent, #rrggbb, or default (a calm grey-blue).")
  private String background = "default";

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "What draws: auto (the fastest that works here), or one by name.")
  private String backend = "auto";

  /** What is behind the head. */
  public Background background() {
    if (background.equals("default")) {
      return Background.DEFAULT;
    }
    if (background.equals("transparent")) {
      return Background.TRANSPARENT;
    }
    if (!COLOUR.matcher(background).matches()) {
      throw new UsageException(
          "The background '%s' is no colour; write transparent or #rrggbb, such as #203040."
              .formatted(background));
    }
    int rgb = Integer.parseInt(background.substring(1), 16);
    return new Background.Colour(
        (rgb >> 16) / 255f, ((rgb >> 8) & 0xff) / 255f, (rgb & 0xff) / 255f);
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
