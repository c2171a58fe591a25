package io.visavis.render;

/** What is behind the head. */
public sealed interface Background {
  /**
   * One colour, display sRGB 0..1.
   *
   * @param r red
   * @param g green
   * @param b blue
   */
  record Colour(float r, float g, float b) implements Background {
    public Colour {
      if (!(r >= 0 && r <= 1 && g >= 0 && g <= 1 && b >= 0 && b <= 1)) {
        throw new IllegalArgumentException(
            "Background (%s, %s, %s) is no colour; 0 to 1 a channel would be right."
                .formatted(r, g, b));
      }
    }
  }

  /** Nothing: RGBA pictures carry true, not premultiplied, alpha; I420 pictures show black. */
  record Transparent() implements Background {}

  /** A calm grey-blue that flatters the built-in heads. */
  Background DEFAULT = new Colour(0.36f, 0.40f, 0.43f);

  /** True alpha. */
  Background TRANSPARENT = new Transparent();
}
