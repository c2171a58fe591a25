package io.visavis.training.speech;

import java.util.SplittableRandom;

/**
 * Sentences of invented words, rich in p b m, that Italian, Czech, Finnish and Russian voices can
 * all say.
 */
public final class PseudoWords {
  private static final String[] ONSETS =
      "p b m p b m f v t d n l s r k g pr br pl bl tr st sp fl z".split(" ", -1);
  private static final String[] NUCLEI = "a e i o u a e o".split(" ", -1);
  private static final String[] CODAS = {"n", "m", "l", "r", "s"};
  private static final int[] SYLLABLES = {1, 2, 2, 3};

  private PseudoWords() {}

  public static String sentence(SplittableRandom random) {
    StringBuilder s = new StringBuilder();
    int words = random.nextInt(4, 10);
    for (int i = 0; i < words; i++) {
      s.append(i > 0 ? " " : "").append(word(random));
      if (i + 1 < words && random.nextInt(8) == 0) {
        s.append(',');
      }
    }
    return s.append('.').toString();
  }

  private static String word(SplittableRandom random) {
    StringBuilder w = new StringBuilder();
    int syllables = SYLLABLES[random.nextInt(SYLLABLES.length)];
    for (int i = 0; i < syllables; i++) {
      String onset = ONSETS[random.nextInt(ONSETS.length)];
      String nucleus = NUCLEI[random.nextInt(NUCLEI.length)];
      // Italian and Czech soften k and g before front vowels.
      boolean velar = onset.equals("k") || onset.equals("g");
      w.append(onset).append(velar && "ei".contains(nucleus) ? "a" : nucleus);
      if (random.nextInt(7) == 0) {
        w.append(CODAS[random.nextInt(CODAS.length)]);
      }
    }
    return w.toString();
  }
}
