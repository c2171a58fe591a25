package io.visavis.training.net.dual;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.training.net.MotionNet;
import io.visavis.training.net.Ops;

/**
 * What is fixed when the network is trained: the lips' network as the speech encoder of both voices
 * (as wav2vec 2.0 is in DualTalk and RSATalker), the melody of the partner's voice, the partner's
 * face held over gaps of the tracker, and the slow state.
 *
 * <p>The slow state has a mean over what was seen in the first minute, which then stays for good,
 * and a running mean of the last twelve seconds. It costs the same at every frame, for ever.
 */
public final class Perception {
  /** Of the partner's voice at a frame. */
  public static final int SAMPLES = Melody.WINDOW;

  /** Frames of the first minute. */
  private static final float FIRST_MINUTE = 60 * 25;

  /** The mean of the first minute begins as if so many frames had been 0. */
  private static final float PRIOR = 50;

  private static final float LATELY = 12 * 25;
  private static final double SEEN_SECONDS = 0.5;

  /** Silence takes lips back from a probability of 1 - 1 / this on. */
  private static final float SURE = 4;

  private final MotionNet voice;
  private final int size;

  /** Hears with that network, and sees faces of that space. */
  public Perception(MotionNet voice, MotionSpace space) {
    this.voice = voice;
    this.size = space.size();
  }

  /**
   * All senses.
   *
   * @param self [B, 4 n, bands] normalised log-mel
   * @param partner as self
   * @param samples [B, n, {@link #SAMPLES}] the partner's newest at each frame, at 16 kHz
   * @param motion [B, n, size of the space] the partner's, 0 where it is not seen
   * @param mask [B, n, size of the space] 1 where it is seen
   */
  public <T> Senses<T> of(Ops<T> o, T self, T partner, T samples, T motion, T mask) {
    T heard = voice.hidden(o, o.both(self, partner));
    T hidden = o.one(heard, 0);
    MotionNet.Heads<T> heads = voice.heads(o, hidden);
    // 0 where silence is sure.
    T spoken = o.atMost(o.affine(voice.silence(o, heads), -SURE, SURE), 1);
    T held = o.drift(motion, mask, "held", size);
    T seen = o.smooth(mask, "seen", size, SEEN_SECONDS);
    return new Senses<>(
        o.concat(hidden, o.mean(self, 4)),
        o.concat(o.one(heard, 1), o.mean(partner, 4)),
        Melody.of(o, samples),
        o.concat(held, seen),
        past(o, held, mask),
        talking(o, heads, spoken),
        voice.closing(o, heads),
        o.affine(spoken, -1, 1));
  }

  /** What the voice makes of the face; of a mouth that is sure to say nothing, nothing is left. */
  private <T> T talking(Ops<T> o, MotionNet.Heads<T> heads, T spoken) {
    T face = voice.face(o, heads);
    T lips = o.multiply(o.part(face, 0, ArkitChannel.COEFFICIENTS), spoken);
    return o.concat(lips, o.part(face, ArkitChannel.COEFFICIENTS, MotionSpace.ARKIT.size()));
  }

  private <T> T past(Ops<T> o, T held, T mask) {
    T change = o.absolute(o.add(held, o.affine(o.before(held, "before", size), -1, 0)));
    T now = o.concat(held, change);
    T there = o.times(mask, "there", mean());
    T count = o.count(there, "count", 1, 2 * FIRST_MINUTE);
    T early = o.atLeast(o.atMost(o.affine(count, -1, FIRST_MINUTE), 1), 0);
    T share = o.reciprocal(o.affine(count, 1, PRIOR));
    T first = o.drift(now, o.multiply(there, o.multiply(early, share)), "first", 2 * size);
    T lately = o.atLeast(o.reciprocal(o.affine(count, 1, 1)), 1 / LATELY);
    T recent = o.drift(now, o.multiply(there, o.atMost(lately, 1)), "recent", 2 * size);
    T known = o.atMost(o.affine(count, 1 / FIRST_MINUTE, 0), 1);
    return o.concat(o.concat(first, recent), known);
  }

  private float[][] mean() {
    float[][] m = new float[size][1];
    for (float[] row : m) {
      row[0] = 1f / size;
    }
    return m;
  }
}
