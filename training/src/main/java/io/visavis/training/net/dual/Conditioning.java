package io.visavis.training.net.dual;

import io.visavis.training.net.Ops;
import org.jspecify.annotations.Nullable;

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
   * @param identity [people] one of them 1, or all 0; null where nobody is known
   * @param past [remembered]
   */
  static <T> T of(
      Ops<T> o, T social, T emotion, @Nullable T identity, int people, T past, int remembered) {
    T felt = o.relu(o.linear(emotion, "emotion", EMOTIONS, EMBEDDING));
    T self = o.concat(social, felt);
    if (identity != null) {
      // The bias is the entry of the unknown person, to which a known one is the difference.
      self = o.concat(self, o.linear(identity, "identity", people, EMBEDDING));
    }
    T memory = o.relu(o.linear(past, "past", remembered, MEMORY));
    int size = SocialModule.SIZE + (identity == null ? 1 : 2) * EMBEDDING + MEMORY;
    T h = o.relu(o.linear(o.concat(self, memory), "person1", size, SIZE));
    return o.add(h, o.relu(o.linear(h, "person2", SIZE, SIZE)));
  }
}
