package io.visavis.training.speech;

import java.util.Map;

/**
 * The phones of festival's Italian, Czech, Finnish and Russian voices in terms of {@link Phone}.
 * Only what the lips do matters, so the nearest English phone will do.
 */
final class ForeignPhones {
  private static final Map<String, Phone> EXACT =
      Map.ofEntries(
          Map.entry("ts", Phone.S),
          Map.entry("dz", Phone.Z),
          Map.entry("tS", Phone.CH),
          Map.entry("dZ", Phone.JH),
          Map.entry("ng", Phone.NG),
          Map.entry("NG", Phone.NG),
          Map.entry("n*", Phone.NG),
          Map.entry("nj", Phone.N),
          Map.entry("sh", Phone.SH),
          Map.entry("sch", Phone.SH),
          Map.entry("zh", Phone.ZH),
          Map.entry("ch", Phone.CH),
          Map.entry("ay", Phone.AH),
          Map.entry("ae", Phone.AE),
          Map.entry("ax", Phone.AH),
          Map.entry("ur", Phone.UW),
          Map.entry("yy", Phone.IH),
          Map.entry("pau", Phone.SIL),
          Map.entry("brth", Phone.SIL),
          Map.entry("h#", Phone.SIL));

  private static final Map<Character, Phone> LETTERS =
      Map.ofEntries(
          Map.entry('a', Phone.AA),
          Map.entry('A', Phone.AA),
          Map.entry('e', Phone.EH),
          Map.entry('E', Phone.EH),
          Map.entry('@', Phone.AE),
          Map.entry('i', Phone.IY),
          Map.entry('I', Phone.IY),
          Map.entry('o', Phone.OW),
          Map.entry('O', Phone.AO),
          Map.entry('u', Phone.UW),
          Map.entry('U', Phone.UW),
          Map.entry('y', Phone.UH),
          Map.entry('p', Phone.P),
          Map.entry('b', Phone.B),
          Map.entry('m', Phone.M),
          Map.entry('f', Phone.F),
          Map.entry('v', Phone.V),
          Map.entry('t', Phone.T),
          Map.entry('T', Phone.T),
          Map.entry('D', Phone.D),
          Map.entry('d', Phone.D),
          Map.entry('n', Phone.N),
          Map.entry('J', Phone.N),
          Map.entry('N', Phone.NG),
          Map.entry('l', Phone.L),
          Map.entry('L', Phone.L),
          Map.entry('s', Phone.S),
          Map.entry('c', Phone.S),
          Map.entry('z', Phone.Z),
          Map.entry('r', Phone.D),
          Map.entry('R', Phone.D),
          Map.entry('k', Phone.K),
          Map.entry('g', Phone.G),
          Map.entry('j', Phone.Y),
          Map.entry('h', Phone.HH),
          Map.entry('x', Phone.HH),
          Map.entry('w', Phone.W),
          Map.entry('S', Phone.SH),
          Map.entry('Z', Phone.ZH),
          Map.entry('C', Phone.CH),
          Map.entry('#', Phone.SIL),
          Map.entry('_', Phone.SIL),
          Map.entry('?', Phone.T));

  private ForeignPhones() {}

  /** The nearest phone; stress digits and length marks are ignored. */
  static Phone of(String name) {
    Phone exact = EXACT.get(name);
    if (exact != null) {
      return exact;
    }
    String bare = name.replaceAll("[0-9:]", "");
    exact = EXACT.get(bare);
    if (exact != null) {
      return exact;
    }
    return bare.isEmpty() ? Phone.SIL : LETTERS.getOrDefault(bare.charAt(0), Phone.AH);
  }
}
