package io.visavis.training.net.dual;

import io.visavis.training.net.Ops;

/**
 * Who it is, what they feel and what they remember: GaussianTalker's identity embedding (section
 * 3.2.2) with one more entry for who is not known, emotions of any intensity or two at a time, and
 * the slow state.
 */
final class Conditioning {
  /** Channels of what comes out. */
  static final int SIZE = 96;

  /** Neutral and seven emotions. */
  private static final int EMOTIONS = 8;

  private static final int EMBEDDING = 32;
  private static final int MEMORY = 32;

  private Conditioning() {}

  /**
   * The person now.
   *
   * @param social s of {@link SocialModule}
   * @param emotion [8] intensities
   * @param identity [people] one of them 1, or all 0
   */
  static <T> T of(Ops<T> o, T social, T emotion, T identity, int people, T past) {
    T felt = o.relu(o.linear(emotion, "emotion", EMOTIONS, EMBEDDING));
    // The bias is the entry of the unknown person, to which a known one is the difference.
    T who = o.linear(identity, "identity", people, EMBEDDING);
    T memory = o.relu(o.linear(past, "past", Senses.PAST, MEMORY));
    T all = o.concat(o.concat(social, felt), o.concat(who, memory));
    int size = SocialModule.SIZE + 2 * EMBEDDING + MEMORY;
    T h = o.relu(o.linear(all, "person1", size, SIZE));
    return o.add(h, o.relu(o.linear(h, "person2", SIZE, SIZE)));
  }
}
