package io.visavis.inference;

/** Whether self and partner are family. */
public enum Kin {
  BLOOD,
  NON_BLOOD
}
