package io.visavis.server.voice;

import io.visavis.media.opus.OpusException;
import io.visavis.media.opus.OpusPacket;
import io.visavis.server.Refusal;

/**
 * One message of voice as it arrived. Immutable; made by a transport, read by a lane.
 *
 * @param index first sample at 48 kHz on the participant's own clock
 * @param encoding what the payload is
 * @param rate samples a second of a PCM payload, 48000 for Opus
 * @param payload one Opus packet, or little-endian mono 16 bit samples
 * @param offset first byte of the payload that counts
 * @param size bytes of the payload that count
 * @param samples length at 48 kHz
 * @param arrivalNanos when it arrived, on the server's monotonic clock
 * @param ends whether an utterance ends with it, where the voice is paced
 */
public record VoicePacket(
    long index,
    Encoding encoding,
    int rate,
    byte[] payload,
    int offset,
    int size,
    int samples,
    long arrivalNanos,
    boolean ends) {

  /** Samples a second of every timeline. */
  public static final int RATE = 48_000;

  /** Largest index that is believed: 300 years would fit, a sign error does not. */
  private static final long MAX_INDEX = Long.MAX_VALUE / 4;

  private static final byte[] NOTHING = {};

  /** What a payload is. */
  public enum Encoding {
    OPUS,
    PCM16
  }

  /** First sample after this packet. */
  public long end() {
    return index + samples;
  }

  /**
   * One Opus packet.
   *
   * @throws Refusal if it cannot be one
   */
  public static VoicePacket opus(long index, byte[] payload, long arrivalNanos) {
    checkIndex(index);
    try {
      int samples = OpusPacket.samples(payload, 0, payload.length);
      return new VoicePacket(
          index, Encoding.OPUS, RATE, payload, 0, payload.length, samples, arrivalNanos, false);
    } catch (OpusException e) {
      throw Refusal.invalid(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Little-endian mono samples of 16 bit.
   *
   * @param rate 8000 to 48000
   * @throws Refusal if size or rate are impossible
   */
  public static VoicePacket pcm16(long index, byte[] payload, int rate, long arrivalNanos) {
    checkIndex(index);
    if (rate < 8_000 || rate > RATE) {
      throw Refusal.invalid(
          "Voice at %d samples a second is not taken; 8000 to 48000 are.".formatted(rate));
    }
    if (payload.length == 0 || payload.length % 2 != 0) {
      throw Refusal.invalid(
          "A pcm16 voice message of %d bytes is not taken; 16 bit samples come in pairs of bytes."
              .formatted(payload.length));
    }
    int samples = (int) ((long) payload.length / 2 * RATE / rate);
    return new VoicePacket(
        index, Encoding.PCM16, rate, payload, 0, payload.length, samples, arrivalNanos, false);
  }

  /** The part of a PCM packet that starts at its sample {@code from} and has {@code count}. */
  VoicePacket slice(int from, int count) {
    long at = index + (long) from * RATE / rate;
    long until = index + (long) (from + count) * RATE / rate;
    return new VoicePacket(
        at,
        encoding,
        rate,
        payload,
        offset + 2 * from,
        2 * count,
        (int) (until - at),
        arrivalNanos,
        ends && 2 * (from + count) == size);
  }

  /** The same, and an utterance ends with it. */
  public VoicePacket ending() {
    return new VoicePacket(
        index, encoding, rate, payload, offset, size, samples, arrivalNanos, true);
  }

  /** No audio; an utterance ends before it. */
  public static VoicePacket end(long arrivalNanos) {
    return new VoicePacket(0, Encoding.PCM16, RATE, NOTHING, 0, 0, 0, arrivalNanos, true);
  }

  private static void checkIndex(long index) {
    if (index < 0 || index > MAX_INDEX) {
      throw Refusal.invalid(
          "A voice message at sample index %s is not taken; indices start at 0 and count at 48 kHz."
              .formatted(Long.toUnsignedString(index)));
    }
  }
}
