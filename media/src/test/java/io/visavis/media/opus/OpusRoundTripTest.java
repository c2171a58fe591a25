package io.visavis.media.opus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OpusRoundTripTest {
  private static final int SECONDS = 2;

  @Test
  void shouldGiveBackWhatWasEncoded() throws Exception {
    float[] in = chirp();
    float[] out = decode(in, -1);
    assertThat(bestCorrelation(in, out)).isGreaterThan(0.97);
  }

  @Test
  void shouldConcealALostPacket() throws Exception {
    float[] in = chirp();
    float[] out = decode(in, 40);
    assertThat(out).hasSameSizeAs(in);
    // The lost 20 ms are made up from what was before, so they are not silent.
    assertThat(energy(out, 40 * OpusEncoder.FRAME, OpusEncoder.FRAME)).isGreaterThan(0.005);
    assertThat(bestCorrelation(in, out)).isGreaterThan(0.95);
  }

  @Test
  void shouldRefuseJunkAndGoOnDecoding() throws Exception {
    float[] out = new float[OpusPacket.MAX_SAMPLES];
    try (OpusEncoder encoder = new OpusEncoder(32_000);
        OpusDecoder decoder = new OpusDecoder()) {
      byte[] good = encoder.encode(chirp(), 0);
      assertThatThrownBy(() -> decoder.decode(new byte[0], 0, 0, out))
          .isInstanceOf(OpusException.class)
          .hasMessageContaining("empty");
      // Code 3 with 63 frames of 20 ms would be 1.26 s.
      assertThatThrownBy(() -> decoder.decode(new byte[] {(byte) 0x0b, 0x3f, 1, 2}, 0, 4, out))
          .isInstanceOf(OpusException.class)
          .hasMessageContaining("longer than 120 ms");
      assertThatThrownBy(() -> decoder.decode(new byte[] {(byte) 0x79, 1}, 0, 2, out))
          .isInstanceOf(OpusException.class)
          .hasMessageContaining("even length");
      assertThat(decoder.decode(good, 0, good.length, out)).isEqualTo(OpusEncoder.FRAME);
    }
  }

  @Test
  void shouldSurviveAnyBytes() throws Exception {
    Random random = new Random(7);
    float[] out = new float[OpusPacket.MAX_SAMPLES];
    int decoded = 0;
    try (OpusDecoder decoder = new OpusDecoder()) {
      for (int i = 0; i < 3_000; i++) {
        byte[] junk = new byte[1 + random.nextInt(200)];
        random.nextBytes(junk);
        try {
          int n = decoder.decode(junk, 0, junk.length, out);
          assertThat(n).isBetween(120, OpusPacket.MAX_SAMPLES);
          decoded++;
        } catch (OpusException e) {
          assertThat(e.getMessage()).endsWith(".").startsWith("The Opus packet");
        }
      }
    }
    assertThat(decoded).isPositive();
  }

  @Test
  void shouldDecodeFromTheMiddleOfAnArray() throws Exception {
    float[] out = new float[OpusPacket.MAX_SAMPLES];
    try (OpusEncoder encoder = new OpusEncoder(32_000);
        OpusDecoder decoder = new OpusDecoder()) {
      byte[] good = encoder.encode(chirp(), 9_600);
      byte[] wide = new byte[good.length + 20];
      System.arraycopy(good, 0, wide, 10, good.length);
      assertThat(decoder.decode(wide, 10, good.length, out)).isEqualTo(OpusEncoder.FRAME);
    }
  }

  @Test
  void shouldRefuseToWorkOnceClosed() {
    OpusDecoder decoder = new OpusDecoder();
    decoder.close();
    decoder.close();
    assertThatThrownBy(() -> decoder.decode(new byte[] {8, 1, 2}, 0, 3, new float[5_760]))
        .isInstanceOf(IllegalStateException.class);
  }

  private static float[] decode(float[] in, int lost) throws OpusException {
    float[] out = new float[in.length];
    float[] piece = new float[OpusPacket.MAX_SAMPLES];
    try (OpusEncoder encoder = new OpusEncoder(48_000);
        OpusDecoder decoder = new OpusDecoder()) {
      for (int f = 0; f < in.length / OpusEncoder.FRAME; f++) {
        byte[] packet = encoder.encode(in, f * OpusEncoder.FRAME);
        int n =
            f == lost
                ? decoder.conceal(OpusEncoder.FRAME, piece)
                : decoder.decode(packet, 0, packet.length, piece);
        assertThat(n).isEqualTo(OpusEncoder.FRAME);
        System.arraycopy(piece, 0, out, f * OpusEncoder.FRAME, n);
      }
    }
    return out;
  }

  private static float[] chirp() {
    float[] s = new float[SECONDS * 48_000];
    for (int i = 0; i < s.length; i++) {
      double t = i / 48_000.0;
      s[i] = (float) (0.3 * Math.sin(2 * Math.PI * (200 * t + 150 * t * t)));
    }
    return s;
  }

  private static double energy(float[] s, int from, int n) {
    double e = 0;
    for (int i = from; i < from + n; i++) {
      e += s[i] * s[i];
    }
    return e / n;
  }

  /** The codec delays by a few milliseconds, so the best of the lags up to 20 ms counts. */
  private static double bestCorrelation(float[] a, float[] b) {
    double best = -1;
    for (int lag = 0; lag < 960; lag++) {
      double ab = 0;
      double aa = 0;
      double bb = 0;
      for (int i = 4_800; i < a.length - 960; i += 7) {
        ab += a[i] * b[i + lag];
        aa += a[i] * a[i];
        bb += b[i + lag] * b[i + lag];
      }
      best = Math.max(best, ab / Math.sqrt(aa * bb));
    }
    return best;
  }
}
