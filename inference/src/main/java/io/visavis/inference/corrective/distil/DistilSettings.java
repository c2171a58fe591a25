package io.visavis.inference.corrective.distil;

import java.util.List;

/**
 * How a network is sampled and fitted.
 *
 * @param rank most coefficients that are kept, 1 to 256
 * @param samples conditions in which the network is run, 2 a coefficient at least
 * @param seed same seed, same result
 * @param faces [frames][55] of {@code arkit} without emotion; empty for faces by chance
 * @param voice 48 kHz; where there are faces, frame n is heard at n / 25 s; empty for sounds by
 *     chance
 */
public record DistilSettings(int rank, int samples, long seed, List<float[]> faces, float[] voice) {
  /** Most coefficients, as avatar files hold. */
  public static final int MOST_RANK = 256;

  /** Fewest samples: an eighth is kept to judge the fit. */
  public static final int LEAST_SAMPLES = 16;

  /** Most samples: the fit takes time by their cube. */
  public static final int MOST_SAMPLES = 2048;

  public DistilSettings {
    faces = List.copyOf(faces);
    if (rank < 1 || rank > MOST_RANK) {
      throw new IllegalArgumentException(
          "A rank of %d cannot be fitted; 1 to %d is right.".formatted(rank, MOST_RANK));
    }
    int least = Math.max(LEAST_SAMPLES, 2 * rank);
    if (samples < least || samples > MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "%d samples are not right for a rank of %d; %d to %d are."
              .formatted(samples, rank, least, MOST_SAMPLES));
    }
  }

  /** Is that sample kept out of the fit, to judge it? */
  static boolean isHeldOut(int sample) {
    return sample % 8 == 7;
  }
}
