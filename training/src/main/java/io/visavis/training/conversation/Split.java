package io.visavis.training.conversation;

/** Parts of the corpus, as DualTalk has them. */
public enum Split {
  /** To learn from. */
  TRAIN,
  /** The people of {@link #TRAIN}, in conversations and sentences that were never trained on. */
  TEST,
  /** Voices, people and traits that were never trained on: out of distribution. */
  OOD;

  /** The name on the command line and in tables. */
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
