package io.visavis.server.lane;

import java.util.Arrays;

/** Holds a voice back until the frame that it belongs to is ready. Owned by one lane. */
final class VoiceHold {
  private final float[] ring;
  private long end;

  /** Keeps the last {@code samples}. */
  VoiceHold(int samples) {
    ring = new float[samples];
  }

  void write(float[] samples, int count) {
    for (int done = 0; done < count; ) {
      int at = (int) ((end + done) % ring.length);
      int n = Math.min(count - done, ring.length - at);
      System.arraycopy(samples, done, ring, at, n);
      done += n;
    }
    end += count;
  }

  /** Makes silence of what comes after {@code from}, but for a short fade. */
  void silence(long from, int fade) {
    for (long i = Math.max(from, end - ring.length); i < end; i++) {
      ring[(int) (i % ring.length)] *= Math.max(0, 1 - (i - from + 1f) / fade);
    }
  }

  /** Reads samples [from, from + count); what is not there is silence. */
  void read(long from, float[] out, int count) {
    if (from < 0 || from + count > end || from < end - ring.length) {
      Arrays.fill(out, 0, count, 0f);
      return;
    }
    for (int done = 0; done < count; ) {
      int at = (int) ((from + done) % ring.length);
      int n = Math.min(count - done, ring.length - at);
      System.arraycopy(ring, at, out, done, n);
      done += n;
    }
  }
}
