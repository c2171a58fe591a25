package io.visavis.training.fit.dual;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.training.net.dual.Latent;
import io.visavis.training.net.dual.Senses;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Draws clips of recordings. Batch number n is the same every time. */
final class DualBatches {
  /** Frames of a clip: ten seconds, of which the first two are for warming up. */
  static final int FRAMES = 250;

  /** Clips of people it knows that say who it is; the others are as good as strangers. */
  private static final double KNOWN = 0.8;

  /** Clips that are the beginning of a conversation, where nothing is remembered yet. */
  private static final double BEGINNINGS = 0.1;

  private final Recordings recordings;
  private final Timbres timbres;
  private final MotionSpace space;
  private final int people;
  private final int size;
  private final long seed;

  /**
   * Batches.
   *
   * @param space of the faces
   * @param people identities that the network knows
   * @param size clips of a batch
   */
  DualBatches(
      Recordings recordings, Timbres timbres, MotionSpace space, int people, int size, long seed) {
    this.recordings = recordings;
    this.timbres = timbres;
    this.space = space;
    this.people = people;
    this.size = size;
    this.seed = seed;
  }

  DualBatch batch(int number) {
    SplittableRandom random = new SplittableRandom(new Random(seed * 31_337 + number).nextLong());
    List<Recording> all = recordings.at(number);
    Recording[] of = new Recording[size];
    int[] first = new int[size];
    float[] relation = new float[size * FRAMES * 3];
    float[] identity = new float[size * FRAMES * people];
    for (int i = 0; i < size; i++) {
      of[i] = all.get(random.nextInt(all.size()));
      boolean beginning = random.nextDouble() < BEGINNINGS;
      first[i] = beginning ? 0 : random.nextInt(of[i].frames() - FRAMES + 1);
      boolean known = random.nextDouble() < KNOWN && of[i].person() >= 0;
      for (int n = 0; n < FRAMES; n++) {
        System.arraycopy(of[i].relation(), 0, relation, (i * FRAMES + n) * 3, 3);
        if (known) {
          identity[(i * FRAMES + n) * people + of[i].person()] = 1;
        }
      }
    }
    float[] noise = new float[2 * size * (Latent.WARM_UP + FRAMES) * Latent.NOISE];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    return new DualBatch(
        size,
        FRAMES,
        new Senses<>(
            cut(of, first, Senses.VOICE, r -> r.senses().self()),
            cut(of, first, Senses.VOICE, r -> r.senses().partner()),
            cut(of, first, Senses.MELODY, r -> r.senses().melody()),
            cut(of, first, Senses.seen(space), r -> r.senses().seen()),
            cut(of, first, Senses.past(space), r -> r.senses().past()),
            cut(of, first, 55, r -> r.senses().lips()),
            cut(of, first, 1, r -> r.senses().closes()),
            cut(of, first, 1, r -> r.senses().quiet())),
        relation,
        cut(of, first, 8, Recording::emotion),
        identity,
        noise,
        cut(of, first, space.size(), Recording::truth),
        timbres.draw(random));
  }

  private static float[] cut(
      Recording[] of, int[] first, int channels, Function<Recording, float[]> values) {
    float[] out = new float[of.length * FRAMES * channels];
    for (int i = 0; i < of.length; i++) {
      System.arraycopy(
          values.apply(of[i]), first[i] * channels, out, i * FRAMES * channels, FRAMES * channels);
    }
    return out;
  }
}
