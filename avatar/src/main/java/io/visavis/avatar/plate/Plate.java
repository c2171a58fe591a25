package io.visavis.avatar.plate;

import java.io.IOException;

/**
 * What an avatar has behind its head: a room, or the body that the head belongs to, as the avatar's
 * own camera sees it from the front. It covers the whole picture. Where it holds the body, the head
 * is eased into it over its neck. Immutable; any thread.
 *
 * @param png the file, as it is written; not to be changed
 * @param image what it shows
 * @param featherFrom down to this fraction of the picture's height the head is whole
 * @param featherTo from this fraction on there is only the plate; both 1: the head is not eased
 */
public record Plate(byte[] png, PlateImage image, float featherFrom, float featherTo) {
  /** Where a feather is that eases nothing. */
  public static final float NONE = 1;

  /**
   * A plate of the bytes of a PNG file.
   *
   * @throws IOException with one sentence if they are none, or too many
   */
  public static Plate of(byte[] png, float featherFrom, float featherTo) throws IOException {
    if (!PlateReader.isPng(png)) {
      throw new IOException("The plate is no PNG file.");
    }
    return new Plate(png, PlateReader.decode(png, "The plate"), featherFrom, featherTo);
  }
}
