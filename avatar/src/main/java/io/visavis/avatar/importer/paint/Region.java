package io.visavis.avatar.importer.paint;

/** What a triangle of a head is made of; the painter finds lips, brows and scalp on the skin. */
public enum Region {
  SKIN,
  /** An eyeball: white, iris and pupil by where they are as seen from its joint. */
  EYE,
  TEETH,
  /** A row of teeth that is one plain strip: the gaps between teeth are painted. */
  TEETH_STRIP,
  GUM,
  TONGUE,
  /** The dark inside of the mouth. */
  MOUTH,
  LASH,
  /** Nothing is drawn there. */
  HIDDEN
}
