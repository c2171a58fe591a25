package io.visavis.server.whip;

import com.linecorp.armeria.common.QueryParams;
import java.util.Optional;

/** How a viewer gets what is not the head: as the background, or as a matte to cut it out with. */
public enum Matte {
  /** Pictures before the participant's background. */
  NONE(1),
  /** Colour beside matte, twice as wide: {@link io.visavis.render.Picture.Packed}. */
  PACKED(2);

  private final int encodings;

  Matte(int encodings) {
    this.encodings = encodings;
  }

  /** What it costs: pictures of the plain size that an encoder would do in the same time. */
  public int encodings() {
    return encodings;
  }

  /**
   * What a request's query asks for by {@code matte=packed}.
   *
   * @return empty if it is not a known one
   */
  static Optional<Matte> of(QueryParams query) {
    return switch (query.get("matte", "none")) {
      case "none" -> Optional.of(NONE);
      case "packed" -> Optional.of(PACKED);
      default -> Optional.empty();
    };
  }
}
