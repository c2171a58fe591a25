package io.visavis.training.net.dual;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.training.net.Ops;

/**
 * DualTalk's dual-speaker joint encoder (equations 3 and 4). One projection for both voices; it is
 * de-identified as GaussianTalker's universal audio encoder is (section 3.2.1), by contrast between
 * timbres.
 */
final class JointEncoder {
  /** Channels of a voice and of a face. */
  static final int SIZE = 96;

  private static final int MOTION = 64;

  private JointEncoder() {}

  /** Z = W_a H. */
  static <T> T voice(Ops<T> o, T heard) {
    return o.linear(heard, "voice", Senses.VOICE, SIZE);
  }

  /** What is in the melody of a voice, for all who speak. */
  static <T> T melody(Ops<T> o, T melody) {
    return o.linear(melody, "melody", Senses.MELODY, SIZE);
  }

  /** M' = relu(W_2 relu(W_1 M)). */
  static <T> T motion(Ops<T> o, T seen, MotionSpace space) {
    T h = o.relu(o.linear(seen, "motion1", Senses.seen(space), MOTION));
    return o.relu(o.linear(h, "motion2", MOTION, SIZE));
  }
}
