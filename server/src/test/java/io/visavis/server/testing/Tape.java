package io.visavis.server.testing;

import io.visavis.server.lane.VoiceTap;
import java.util.Arrays;

/** Keeps what a portrayal heard. */
public final class Tape implements VoiceTap {
  private float[] samples = new float[48_000];
  private int count;

  @Override
  public void samples(float[] pcm, int offset, int length) {
    if (count + length > samples.length) {
      samples = Arrays.copyOf(samples, 2 * samples.length);
    }
    System.arraycopy(pcm, offset, samples, count, length);
    count += length;
  }

  /** All of it. */
  public float[] all() {
    return Arrays.copyOf(samples, count);
  }
}
