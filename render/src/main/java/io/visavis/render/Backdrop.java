package io.visavis.render;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.plate.Plate;
import io.visavis.avatar.plate.PlateImage;
import io.visavis.avatar.plate.PlateNetwork;
import io.visavis.render.seam.Inpainter;
import io.visavis.render.seam.Inpainting;
import org.jspecify.annotations.Nullable;

/** What is chosen to be behind a head, whatever the head and the size of the picture. */
public sealed interface Backdrop {
  /** The avatar's own plate, or the default colour where it has none. */
  Backdrop OWN = new Own();

  /** Nothing. */
  Backdrop CLEAR = new Flat(Background.TRANSPARENT);

  /**
   * The background of a picture of that size; slow for a picture's first use in a size.
   *
   * @param inpainter runs the network of the avatar's plate; null where nothing does
   */
  Background at(Avatar avatar, @Nullable Inpainter inpainter, int width, int height);

  /** See {@link #OWN}. */
  record Own() implements Backdrop {
    @Override
    public Background at(Avatar avatar, @Nullable Inpainter inpainter, int width, int height) {
      Plate plate = avatar.plate();
      if (plate == null) {
        return Background.DEFAULT;
      }
      PlateNetwork network = plate.network();
      return new Background.Plate(
          width,
          height,
          plate.image().covering(width, height),
          plate.featherFrom(),
          plate.featherTo(),
          network == null || inpainter == null
              ? null
              : new Inpainting(network.region(), inpainter, width, height));
    }
  }

  /** The same at every pixel: a colour, or nothing. */
  record Flat(Background behind) implements Backdrop {
    @Override
    public Background at(Avatar avatar, @Nullable Inpainter inpainter, int width, int height) {
      return behind;
    }
  }

  /** A picture that covers the view. */
  record Still(PlateImage image) implements Backdrop {
    @Override
    public Background at(Avatar avatar, @Nullable Inpainter inpainter, int width, int height) {
      return new Background.Plate(
          width, height, image.covering(width, height), Plate.NONE, Plate.NONE);
    }
  }
}
