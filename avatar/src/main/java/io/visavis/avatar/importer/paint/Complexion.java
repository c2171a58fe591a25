package io.visavis.avatar.importer.paint;

import io.visavis.avatar.builtin.form.Vec;

/** The colours of a painted head, linear RGB; those on the skin are factors. */
final class Complexion {
  static final Vec SKIN = Vec.of(.60, .345, .235);
  static final Vec FLUSH = Vec.of(1.0, .66, .64);
  static final Vec GLOW = Vec.of(1.05, 1.10, 1.08);
  static final Vec LID = Vec.of(.80, .68, .70);
  static final Vec LOWER_LID = Vec.of(.80, .74, .86);
  static final Vec LASH_LINE = Vec.of(.06, .032, .027);
  static final Vec LIP = Vec.of(.45, .145, .125);
  static final Vec INNER_LIP = Vec.of(.30, .075, .070);
  static final Vec BROW = Vec.of(.060, .034, .021);
  static final Vec HAIR = Vec.of(.024, .0145, .0095);
  static final Vec LASH = Vec.of(.020, .012, .010);
  static final Vec TOOTH = Vec.of(.98, .91, .79);
  static final Vec GUM = Vec.of(.50, .17, .15);
  static final Vec TONGUE = Vec.of(.46, .16, .15);
  static final Vec MOUTH = Vec.of(.13, .030, .028);

  private Complexion() {}
}
