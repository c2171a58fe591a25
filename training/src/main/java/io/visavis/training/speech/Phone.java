package io.visavis.training.speech;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The phones of American English in ARPAbet, and silence: what every synthesiser maps to. */
public enum Phone {
  SIL,
  AA,
  AE,
  AH,
  AO,
  AW,
  AY,
  B,
  CH,
  D,
  DH,
  EH,
  ER,
  EY,
  F,
  G,
  HH,
  IH,
  IY,
  JH,
  K,
  L,
  M,
  N,
  NG,
  OW,
  OY,
  P,
  R,
  S,
  SH,
  T,
  TH,
  UH,
  UW,
  V,
  W,
  Y,
  Z,
  ZH;

  /** Names that flite and festival give to allophones and pauses. */
  private static final Map<String, Phone> ALIASES =
      Map.ofEntries(
          Map.entry("AX", AH),
          Map.entry("AXR", ER),
          Map.entry("IX", IH),
          Map.entry("UX", UW),
          Map.entry("DX", D),
          Map.entry("EL", L),
          Map.entry("EM", M),
          Map.entry("EN", N),
          Map.entry("NX", N),
          Map.entry("HV", HH),
          Map.entry("PAU", SIL),
          Map.entry("H#", SIL),
          Map.entry("BRTH", SIL),
          Map.entry("SSIL", SIL),
          Map.entry("#", SIL));

  /** Lips closed: p, b, m. */
  public boolean bilabial() {
    return this == P || this == B || this == M;
  }

  /** Lower lip on the upper teeth: f, v. */
  public boolean labiodental() {
    return this == F || this == V;
  }

  public boolean vowel() {
    return switch (this) {
      case AA, AE, AH, AO, AW, AY, EH, ER, EY, IH, IY, OW, OY, UH, UW -> true;
      default -> false;
    };
  }

  /** The phone that flite or festival's English voices call {@code name}, in any case. */
  public static Optional<Phone> ofArpabet(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    Phone alias = ALIASES.get(upper);
    if (alias != null) {
      return Optional.of(alias);
    }
    for (Phone phone : values()) {
      if (phone.name().equals(upper)) {
        return Optional.of(phone);
      }
    }
    return Optional.empty();
  }
}
