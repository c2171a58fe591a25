package io.visavis.render.vector;

import io.visavis.render.SplatRules;

/**
 * What laying Gaussians on a 4x4 block of pixels, nearest first, is made of. {@link RuleBlend} does
 * it by the rules of the picture, {@link SightBlend} as far as eight bits a sample can tell.
 */
final class Blend {
  /** Pixels of a block. */
  static final int PIXELS = 16;

  /** Floats of a tile's channel in an accumulator: transmittance, then three colours. */
  static final int CHANNEL = TileRow.BLOCKS * PIXELS;

  /** Floats of a tile in an accumulator. */
  static final int TILE = 4 * CHANNEL;

  /** Gaussians after which a look is taken whether any pixel is unfinished. */
  static final int CHUNK = 8;

  /** Positive floats order as their bits; an integer minimum is one instruction. */
  static final int MAX_ALPHA_BITS = Float.floatToRawIntBits((float) SplatRules.MAX_ALPHA);

  /** x, then y, of the pixels of a block. */
  static final float[] PIXEL_X = new float[PIXELS];

  static final float[] PIXEL_Y = new float[PIXELS];

  static {
    for (int i = 0; i < PIXELS; i++) {
      PIXEL_X[i] = i % 4;
      PIXEL_Y[i] = i >> 2;
    }
  }

  private Blend() {}
}
