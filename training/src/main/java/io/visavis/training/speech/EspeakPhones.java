package io.visavis.training.speech;

import java.util.HashMap;
import java.util.Map;

/** The IPA names of espeak-ng's phoneme events in terms of {@link Phone}. */
final class EspeakPhones {
  private static final Map<String, Phone> TABLE = table();

  private EspeakPhones() {}

  /** The nearest phone; stress marks are ignored, an empty name is a pause. */
  static Phone of(String ipa) {
    String bare = ipa.replace("ˈ", "").replace("ˌ", "").replace("_", "").replace(":", "");
    if (bare.isEmpty()) {
      return Phone.SIL;
    }
    for (String form :
        new String[] {
          bare,
          bare.replace("ː", ""),
          bare.length() > 2 ? bare.substring(0, 2) : bare,
          bare.substring(0, 1)
        }) {
      Phone phone = TABLE.get(form);
      if (phone != null) {
        return phone;
      }
    }
    return Phone.AH;
  }

  private static Map<String, Phone> table() {
    Map<String, Phone> t = new HashMap<>();
    put(t, Phone.P, "p");
    put(t, Phone.B, "b");
    put(t, Phone.M, "m", "m̩");
    put(t, Phone.F, "f");
    put(t, Phone.V, "v");
    put(t, Phone.W, "w", "ʍ");
    put(t, Phone.DH, "ð");
    put(t, Phone.TH, "θ");
    put(t, Phone.D, "d", "ɾ");
    put(t, Phone.T, "t", "ʔ");
    put(t, Phone.N, "n", "n̩");
    put(t, Phone.NG, "ŋ");
    put(t, Phone.K, "k", "x");
    put(t, Phone.G, "ɡ", "g");
    put(t, Phone.HH, "h");
    put(t, Phone.S, "s");
    put(t, Phone.Z, "z");
    put(t, Phone.SH, "ʃ");
    put(t, Phone.ZH, "ʒ");
    put(t, Phone.CH, "tʃ");
    put(t, Phone.JH, "dʒ");
    put(t, Phone.R, "ɹ", "r");
    put(t, Phone.L, "l", "ɫ", "əl", "l̩");
    put(t, Phone.Y, "j");
    put(t, Phone.AA, "ɑː", "ɑ", "aː", "ɑːɹ", "ɒ");
    put(t, Phone.AE, "æ", "a");
    put(t, Phone.AH, "ʌ", "ə", "ɐ");
    put(t, Phone.ER, "ɚ", "ɜː", "ɜ", "ɜːɹ");
    put(t, Phone.AO, "ɔː", "ɔ", "ɔːɹ", "oːɹ");
    put(t, Phone.OW, "oː", "o", "oʊ", "əʊ");
    put(t, Phone.OY, "ɔɪ");
    put(t, Phone.AY, "aɪ", "aɪə", "aɪɚ");
    put(t, Phone.AW, "aʊ");
    put(t, Phone.EY, "eɪ", "e", "eː");
    put(t, Phone.EH, "ɛ", "ɛɹ", "eə", "ɛː");
    put(t, Phone.IH, "ɪ", "ᵻ", "ɪɹ", "ɪə");
    put(t, Phone.IY, "i", "iː", "iə");
    put(t, Phone.UH, "ʊ", "ʊɹ", "ʊə");
    put(t, Phone.UW, "u", "uː", "ʉ", "ʉː", "y");
    return t;
  }

  private static void put(Map<String, Phone> t, Phone phone, String... names) {
    for (String name : names) {
      t.put(name, phone);
    }
  }
}
