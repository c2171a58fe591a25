package io.visavis.server.compare;

import io.visavis.render.compare.PictureScore;
import io.visavis.render.compare.Region;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one pair of pictures.
 *
 * @param name of the reference's file
 * @param picture of the whole
 * @param face of the face alone, null where there is none
 * @param lmd distance of the mouths' landmarks in pixels, null where it is not known
 */
public record Scored(String name, Part picture, @Nullable Part face, @Nullable Double lmd) {

  /**
   * Of a rectangle.
   *
   * @param lpips null where no network was given, or where it does not take this size
   */
  public record Part(Region region, PictureScore score, @Nullable Double lpips) {}
}
