package io.visavis.avatar.builtin.part;

/** What a Gaussian is made of, which decides how light falls on it. */
public enum Material {
  SKIN(true, true),
  EAR(true, true),
  LIP_INSIDE(true, false),
  TONGUE(true, true),
  MOUTH(false, true),
  TEETH(false, true),
  EYE(false, true),
  LASH(false, false),
  BROW(false, false),
  HAIR(false, true),
  CLOTH(false, true),
  /** Takes its colour as it is, in display sRGB: catchlights and painted shadows. */
  PAINTED(false, false);

  private final boolean flesh;
  private final boolean shades;

  Material(boolean flesh, boolean shades) {
    this.flesh = flesh;
    this.shades = shades;
  }

  /** Whether light goes into it and comes out redder. */
  public boolean flesh() {
    return flesh;
  }

  /** Whether it keeps light from others. */
  public boolean shades() {
    return shades;
  }

  /** Whether it is seen through the open mouth only and lit with the mouth open. */
  public boolean insideMouth() {
    return this == LIP_INSIDE || this == TONGUE || this == MOUTH || this == TEETH;
  }
}
