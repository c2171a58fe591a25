package io.visavis.server.conversation;

import io.visavis.server.lane.PictureFormat;
import java.util.Map;

/**
 * What things cost this machine: nanoseconds of one core, each frame of 40 ms.
 *
 * @param move a portrayal without pictures: its voice heard, its face moved
 * @param picture a picture of {@code size} of the default avatar
 * @param pictures the same by the avatar's name, where it is known
 * @param encoding one WebRTC viewer of {@code size}
 * @param size width and height that the other figures are of, pixels
 */
public record Prices(long move, long picture, Map<String, Long> pictures, long encoding, int size) {
  /** Posing costs what it costs, however small the picture. */
  private static final double LEAST_SHARE = 0.2;

  public Prices {
    pictures = Map.copyOf(pictures);
  }

  /** The same, with all avatars like the default one. */
  public Prices alike() {
    return new Prices(move, picture, Map.of(), encoding, size);
  }

  /** A portrayal of the default avatar with one viewer: what a slot is. */
  public long slot() {
    return move + picture + encoding;
  }

  /** A picture of that avatar in that format. */
  long picture(String avatar, PictureFormat format) {
    double area = (double) format.size() * format.size() / ((double) size * size);
    return Math.round(pictures.getOrDefault(avatar, picture) * Math.max(LEAST_SHARE, area));
  }

  /** A portrayal of that avatar with one viewer, as it is set aside at creation. */
  long watched(String avatar) {
    return move + pictures.getOrDefault(avatar, picture) + encoding;
  }
}
