package io.visavis.server.voice;

import io.visavis.inference.audio.Resampler;
import io.visavis.media.opus.OpusDecoder;
import io.visavis.media.opus.OpusException;
import org.jspecify.annotations.Nullable;

/**
 * Packets in the order of their index to 48 kHz samples. Owned by one lane; allocates only when the
 * rate or the speaker changes.
 */
public final class VoiceDecoder implements AutoCloseable {
  private @Nullable OpusDecoder opus;
  private final float[] input = new float[VoicePacket.RATE / 5];
  private @Nullable Resampler resampler;
  private int rate = VoicePacket.RATE;

  /** Forgets what came before. */
  void reset() {
    close();
    resampler = null;
    rate = VoicePacket.RATE;
  }

  /**
   * Decodes a packet.
   *
   * @param skip samples at 48 kHz at its beginning that have been heard already
   * @param out room for 100 ms and more
   * @return how many samples were written from 0
   * @throws OpusException if the payload is junk, with one sentence
   */
  int decode(VoicePacket packet, int skip, float[] out) throws OpusException {
    if (packet.encoding() == VoicePacket.Encoding.OPUS) {
      OpusDecoder decoder = opus;
      if (decoder == null) {
        decoder = new OpusDecoder();
        opus = decoder;
      }
      int n = decoder.decode(packet.payload(), packet.offset(), packet.size(), out);
      int kept = Math.max(0, n - skip);
      System.arraycopy(out, n - kept, out, 0, kept);
      return kept;
    }
    if (packet.rate() != rate) {
      rate = packet.rate();
      resampler = rate == VoicePacket.RATE ? null : new Resampler(rate, VoicePacket.RATE);
    }
    int from = (int) ((long) skip * rate / VoicePacket.RATE);
    int n = packet.size() / 2 - from;
    byte[] bytes = packet.payload();
    float[] target = resampler == null ? out : input;
    for (int i = 0, at = packet.offset() + 2 * from; i < n; i++, at += 2) {
      target[i] = (short) ((bytes[at] & 0xff) | bytes[at + 1] << 8) * (1f / 32_768);
    }
    return resampler == null ? n : resampler.process(input, 0, n, out, 0);
  }

  /**
   * Silence in place of {@code samples} at 48 kHz; what the resampler still holds comes out first.
   *
   * @return how many samples were written, about as many as asked for
   */
  int silence(int samples, float[] out) {
    if (resampler == null) {
      java.util.Arrays.fill(out, 0, samples, 0f);
      return samples;
    }
    int n = (int) (((long) samples * rate + VoicePacket.RATE - 1) / VoicePacket.RATE);
    java.util.Arrays.fill(input, 0, n, 0f);
    return resampler.process(input, 0, n, out, 0);
  }

  @Override
  public void close() {
    OpusDecoder decoder = opus;
    opus = null;
    if (decoder != null) {
      decoder.close();
    }
  }
}
