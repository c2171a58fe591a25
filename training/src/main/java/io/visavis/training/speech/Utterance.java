package io.visavis.training.speech;

import java.util.List;

/**
 * Speech with phone times.
 *
 * @param voice name of the voice, such as {@code flite-rms}
 * @param pcm mono, {@link #RATE} Hz
 * @param segments in order of time, without gaps
 */
public record Utterance(String voice, short[] pcm, List<Segment> segments) {
  /** Samples a second of every utterance. */
  public static final int RATE = 16_000;

  public Utterance {
    segments = List.copyOf(segments);
  }

  public double seconds() {
    return pcm.length / (double) RATE;
  }

  /** The samples as floats in -1..1. */
  public float[] samples() {
    float[] out = new float[pcm.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = pcm[i] / 32768f;
    }
    return out;
  }

  /** The same from floats; values beyond -1..1 are clipped. */
  public static Utterance of(String voice, float[] samples, List<Segment> segments) {
    short[] pcm = new short[samples.length];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) Math.round(Math.clamp(samples[i], -1f, 1f) * 32767);
    }
    return new Utterance(voice, pcm, segments);
  }
}
