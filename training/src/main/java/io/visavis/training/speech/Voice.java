package io.visavis.training.speech;

import java.util.Arrays;

/**
 * The voices that the corpus is made of. All but espeak's come from recordings of a human; lips
 * learnt from espeak alone do not hold on recorded speech.
 */
public enum Voice {
  FLITE_RMS(Engine.FLITE, "rms", Text.ENGLISH, Use.TRAIN, 330, 1, "flite"),
  FLITE_AWB(Engine.FLITE, "awb", Text.ENGLISH, Use.TRAIN, 330, 1, "flite"),
  FLITE_KAL(Engine.FLITE, "kal16", Text.ENGLISH, Use.TRAIN, 330, 1, "flite"),
  FESTIVAL_KAL(
      Engine.FESTIVAL, "kal_diphone", Text.ENGLISH, Use.TRAIN, 120, 1, "festvox-kallpc16k"),
  ITALIAN_LP(Engine.FESTIVAL, "lp_diphone", Text.PSEUDO, Use.TRAIN, 120, 1.15, "festvox-italp16k"),
  ITALIAN_PC(Engine.FESTIVAL, "pc_diphone", Text.PSEUDO, Use.TRAIN, 120, 1.15, "festvox-itapc16k"),
  CZECH_DITA(
      Engine.FESTIVAL, "czech_dita", Text.PSEUDO, Use.TRAIN, 120, 1.15, "festvox-czech-dita"),
  CZECH_KRB(Engine.FESTIVAL, "czech_krb", Text.PSEUDO, Use.TRAIN, 120, 1.15, "festvox-czech-krb"),
  CZECH_MACHAC(
      Engine.FESTIVAL, "czech_machac", Text.PSEUDO, Use.TRAIN, 120, 1.15, "festvox-czech-machac"),
  CZECH_PH(Engine.FESTIVAL, "czech_ph", Text.PSEUDO, Use.TRAIN, 120, 1.15, "festvox-czech-ph"),
  FINNISH_MV(
      Engine.FESTIVAL, "hy_fi_mv_diphone", Text.PSEUDO, Use.TRAIN, 120, 1.15, "festvox-suopuhe-mv"),
  RUSSIAN_NSH(
      Engine.FESTIVAL, "msu_ru_nsh_clunits", Text.PSEUDO, Use.TRAIN, 180, 0.75, "festvox-ru"),
  ESPEAK(Engine.ESPEAK, "", Text.ENGLISH, Use.TRAIN, 720, 1, "libespeak-ng1 espeak-ng-data"),
  FLITE_SLT(Engine.FLITE, "slt", Text.ENGLISH, Use.HELD_OUT, 40, 1, "flite"),
  FESTIVAL_KED(
      Engine.FESTIVAL, "ked_diphone", Text.ENGLISH, Use.HELD_OUT, 40, 1, "festvox-kdlpc16k"),
  FINNISH_LJ(
      Engine.FESTIVAL,
      "suo_fi_lj_diphone",
      Text.PSEUDO,
      Use.HELD_OUT,
      40,
      1.15,
      "festvox-suopuhe-lj");

  /** Which program speaks. */
  public enum Engine {
    ESPEAK,
    FLITE,
    FESTIVAL
  }

  /** What is spoken: English sentences, or pseudo-words that a foreign voice can say. */
  public enum Text {
    ENGLISH,
    PSEUDO
  }

  /** Held-out voices are never trained on. */
  public enum Use {
    TRAIN,
    HELD_OUT
  }

  private final Engine engine;
  private final String engineName;
  private final Text text;
  private final Use use;
  private final int utterances;
  private final double pace;
  private final String debianPackage;

  Voice(
      Engine engine,
      String engineName,
      Text text,
      Use use,
      int utterances,
      double pace,
      String debianPackage) {
    this.engine = engine;
    this.engineName = engineName;
    this.text = text;
    this.use = use;
    this.utterances = utterances;
    this.pace = pace;
    this.debianPackage = debianPackage;
  }

  /** Name in files and tables, such as {@code flite-slt}. */
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  public Engine engine() {
    return engine;
  }

  /** What the engine calls the voice; empty for espeak, which draws among its variants. */
  public String engineName() {
    return engineName;
  }

  public Text text() {
    return text;
  }

  public Use use() {
    return use;
  }

  /** How many utterances of it the corpus holds. */
  public int utterances() {
    return utterances;
  }

  /**
   * What its durations are stretched by so that it speaks as fast as people do: 10 to 13 phones a
   * second.
   */
  public double pace() {
    return pace;
  }

  public String debianPackage() {
    return debianPackage;
  }

  /** True where the voice was cut from recordings of a human speaker. */
  public boolean human() {
    return engine != Engine.ESPEAK;
  }

  /** The voices of that use. */
  public static Voice[] of(Use use) {
    return Arrays.stream(values()).filter(v -> v.use == use).toArray(Voice[]::new);
  }
}
