package io.visavis.training.net.dual;

import io.visavis.training.net.Attention;
import io.visavis.training.net.Ops;

/**
 * RSATalker's socially-aware module (section 3.5) and fusion (equation 5): two sets of two
 * orthogonal embeddings, one for blood and one for standing, make the query of the relation; the
 * motion socialnet, two layers, makes the motion social feature s of it; s asks the encoded
 * conversation. Beyond the paper, who stands higher turns the standing's embedding.
 */
final class SocialModule {
  /** Channels of s. */
  static final int SIZE = 64;

  private static final int EMBEDDING = 16;
  private static final Attention FUSE =
      new Attention(SIZE, Interaction.SIZE, Interaction.SIZE, 4, 50, 8);

  private SocialModule() {}

  /**
   * The motion social feature.
   *
   * @param relation [3] blood, equal, self higher; between two relations while it changes
   */
  static <T> T feature(Ops<T> o, T relation) {
    T blood = embedded(o, o.part(relation, 0, 1), "kin");
    T standing = embedded(o, o.part(relation, 1, 2), "status");
    T higher = o.linear(o.part(relation, 2, 3), "higher", 1, EMBEDDING);
    T query = o.concat(blood, o.add(standing, higher));
    T h = o.relu(o.linear(query, "social1", 2 * EMBEDDING, SIZE));
    return o.linear(h, "social2", SIZE, SIZE);
  }

  /** x e_1 + (1 - x) e_0 of embeddings e_0 = (a, b) and e_1 = (-b, a), which are orthogonal. */
  private static <T> T embedded(Ops<T> o, T x, String name) {
    int half = EMBEDDING / 2;
    T not = o.affine(x, -1, 1);
    T minus = o.affine(x, -1, 0);
    String a = name + ".a";
    String b = name + ".b";
    return o.concat(
        o.add(o.spread(not, a, half), o.spread(minus, b, half)),
        o.add(o.spread(not, b, half), o.spread(x, a, half)));
  }

  /** z = CrossAttn(Q = s, K = V = the encoded conversation). */
  static <T> T fuse(Ops<T> o, T social, T encoded) {
    return o.attend(social, encoded, "fuse", FUSE);
  }
}
