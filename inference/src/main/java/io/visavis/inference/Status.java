package io.visavis.inference;

/** How self, who is portrayed, stands to the partner. */
public enum Status {
  EQUAL,
  SELF_HIGHER,
  SELF_LOWER,
  /** Unequal, with no word on who is higher. */
  UNEQUAL
}
