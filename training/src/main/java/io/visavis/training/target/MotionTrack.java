package io.visavis.training.target;

import io.visavis.training.speech.Phone;
import io.visavis.training.speech.Segment;
import io.visavis.training.speech.Utterance;
import java.util.List;

/**
 * What a face should do while an utterance is heard: articulators and phones every 10 ms.
 *
 * @param frames [n][Articulator.COUNT], frame i at i / 100 s
 * @param phones [n], ordinals of {@link Phone}
 */
public record MotionTrack(float[][] frames, byte[] phones) {
  /** Frames a second. */
  public static final int RATE = Coarticulation.RATE;

  /** The track of an utterance: lips from its phones, the rest from its sound too. */
  public static MotionTrack of(Utterance u) {
    int n = (int) Math.ceil(u.seconds() * RATE) + 1;
    float[][] lips = new Coarticulation().lips(u.segments(), n);
    float[][] frames = new float[n][Articulator.COUNT];
    for (int i = 0; i < n; i++) {
      System.arraycopy(lips[i], 0, frames[i], 0, Articulator.LIPS);
    }
    Prosody.fill(u.segments(), Loudness.of(u.samples(), n), frames);
    return new MotionTrack(frames, phones(u.segments(), n));
  }

  private static byte[] phones(List<Segment> segments, int n) {
    byte[] out = new byte[n];
    for (Segment s : segments) {
      int first = Math.max(0, (int) Math.ceil(s.begin() * RATE));
      for (int i = first; i < n && i < s.end() * RATE; i++) {
        out[i] = (byte) s.phone().ordinal();
      }
    }
    return out;
  }

  /** Articulators at a time, between frames by a line; the last frame stands after the end. */
  public void at(double seconds, float[] out) {
    double x = Math.clamp(seconds * RATE, 0, frames.length - 1.0);
    int i = Math.min((int) x, Math.max(0, frames.length - 2));
    float f = (float) (x - i);
    float[] a = frames[i];
    float[] b = frames[Math.min(i + 1, frames.length - 1)];
    for (int c = 0; c < out.length; c++) {
      out[c] = a[c] + f * (b[c] - a[c]);
    }
  }

  /** The phone at a time; a closure of the lips within 10 ms wins. */
  public Phone phoneAt(double seconds) {
    Phone here = phone(seconds);
    for (double d : new double[] {-0.01, 0.01}) {
      Phone near = phone(seconds + d);
      if (near.bilabial() && !here.bilabial()) {
        return near;
      }
    }
    return here;
  }

  private Phone phone(double seconds) {
    int i = (int) Math.round(seconds * RATE);
    return i < 0 || i >= phones.length ? Phone.SIL : Phone.values()[phones[i]];
  }
}
