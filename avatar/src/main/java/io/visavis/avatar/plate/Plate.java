package io.visavis.avatar.plate;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What an avatar has behind its head: a room, or the body that the head belongs to, as the avatar's
 * own camera sees it from the front. It covers the whole picture. Where it holds the body, the head
 * is eased into it over its neck. Immutable; any thread.
 *
 * @param png the file, as it is written; not to be changed
 * @param image what it shows
 * @param featherFrom down to this fraction of the picture's height the head is whole
 * @param featherTo from this fraction on there is only the plate; both 1: the head is not eased
 * @param network mends what is seen where the head meets the plate; null where nothing does
 */
public record Plate(
    byte[] png,
    PlateImage image,
    float featherFrom,
    float featherTo,
    @Nullable PlateNetwork network) {
  /** Where a feather is that eases nothing. */
  public static final float NONE = 1;

  /**
   * A plate of the bytes of a PNG file, without a network.
   *
   * @throws IOException with one sentence if they are none, or too many
   */
  public static Plate of(byte[] png, float featherFrom, float featherTo) throws IOException {
    if (!PlateReader.isPng(png)) {
      throw new IOException("The plate is no PNG file.");
    }
    return new Plate(png, PlateReader.decode(png, "The plate"), featherFrom, featherTo, null);
  }

  /** The same plate with a network, or with none. */
  public Plate with(@Nullable PlateNetwork other) {
    return new Plate(png, image, featherFrom, featherTo, other);
  }
}
