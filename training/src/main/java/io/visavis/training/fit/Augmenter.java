package io.visavis.training.fit;

import java.util.SplittableRandom;

/** Makes synthesised speech sound as if it had been recorded: in rooms and in noise. */
final class Augmenter {
  private static final double ROOM_SHARE = 0.4;
  private static final double NOISE_SHARE = 0.85;

  private final Rooms rooms;
  private final Noises noises;

  Augmenter(Rooms rooms, Noises noises) {
    this.rooms = rooms;
    this.noises = noises;
  }

  /** Rooms and noise. */
  float[] samples(float[] x, SplittableRandom random) {
    float[] y = x;
    if (random.nextDouble() < ROOM_SHARE) {
      y = rooms.apply(y, random);
    }
    if (random.nextDouble() < NOISE_SHARE) {
      double snrDb = random.nextDouble(6, 48);
      noises.add(y, Math.sqrt(activePower(y)) * Math.pow(10, -snrDb / 20), random);
    }
    return y;
  }

  /** Mean square of the samples that are not silence. */
  static double activePower(float[] x) {
    double sum = 0;
    int count = 1;
    for (float v : x) {
      if (Math.abs(v) > 1e-3f) {
        sum += v * v;
        count++;
      }
    }
    return sum / count;
  }
}
