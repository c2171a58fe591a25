package io.visavis.avatar.builtin.topology;

/** What a vertex belongs to, which decides how it moves. */
public enum Tissue {
  /** Skin, lips and the walls of the mouth. */
  SKIN,
  /** The edge of a lid between its margin and the eyeball; moves as its root does. */
  LID_RIM,
  /** The shadow that the upper lid throws; hangs from its root on the margin. */
  LID_SHADOW,
  /** A reflection on the eyeball; sinks into it as the lid comes over it. */
  CATCHLIGHT,
  /** A lash; turns with the lid about its root. */
  LASH,
  /** Fixed to the head: upper teeth, ears, hair. */
  HEAD,
  LOWER_TEETH,
  TONGUE,
  EYEBALL,
  /** Stays with the shoulders. */
  CLOTH
}
