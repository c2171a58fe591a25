package io.visavis.media.opus;

import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one Opus stream to mono at 48 kHz. Stateful: packets in order, lost ones by {@link
 * #conceal}. One thread at a time.
 */
public final class OpusDecoder implements AutoCloseable {
  private static final int RATE = 48_000;

  private final FloatBuffer pcm =
      ByteBuffer.allocateDirect(4 * OpusPacket.MAX_SAMPLES)
          .order(ByteOrder.nativeOrder())
          .asFloatBuffer();
  private @Nullable PointerByReference decoder;

  /** A decoder that has heard nothing yet. */
  public OpusDecoder() {
    IntBuffer error = IntBuffer.allocate(1);
    decoder = NativeOpus.library().opus_decoder_create(RATE, 1, error);
    if (error.get(0) != 0) {
      throw new IllegalStateException("libopus: " + NativeOpus.error(error.get(0)));
    }
  }

  /**
   * Decodes one packet.
   *
   * @param out gets mono samples in -1..1; {@link OpusPacket#MAX_SAMPLES} is always enough
   * @return number of samples at 48 kHz, 120 to 5,760
   * @throws OpusException if the packet is junk or cut short; the decoder stays usable
   */
  public synchronized int decode(byte[] packet, int offset, int length, float[] out)
      throws OpusException {
    int samples = OpusPacket.samples(packet, offset, length);
    byte[] exact = packet;
    if (offset != 0) {
      exact = new byte[length];
      System.arraycopy(packet, offset, exact, 0, length);
    }
    return run(exact, length, Math.min(samples, out.length), out);
  }

  /**
   * Makes up what a lost packet would have held (packet loss concealment).
   *
   * @param samples how many at 48 kHz; cut down to a multiple of 120, at most 5,760
   * @param out gets mono samples in -1..1
   * @return number of samples made
   */
  public synchronized int conceal(int samples, float[] out) throws OpusException {
    int whole = Math.min(Math.min(samples, OpusPacket.MAX_SAMPLES), out.length) / 120 * 120;
    return whole == 0 ? 0 : run(null, 0, whole, out);
  }

  @Override
  public synchronized void close() {
    PointerByReference d = decoder;
    decoder = null;
    if (d != null) {
      NativeOpus.library().opus_decoder_destroy(d);
    }
  }

  private int run(byte @Nullable [] packet, int length, int room, float[] out)
      throws OpusException {
    PointerByReference d = decoder;
    if (d == null) {
      throw new IllegalStateException("This Opus decoder is closed.");
    }
    pcm.clear();
    int n = decodeNative(d, packet, length, packet == null ? room : OpusPacket.MAX_SAMPLES);
    if (n < 0) {
      throw new OpusException("The Opus packet cannot be decoded: " + NativeOpus.error(n) + ".");
    }
    if (n > out.length) {
      throw new IllegalArgumentException(
          "There is room for " + out.length + " of " + n + " samples.");
    }
    pcm.get(0, out, 0, n);
    return n;
  }

  // JNA passes null on as libopus's sign for a lost packet.
  @SuppressWarnings("NullAway")
  private int decodeNative(
      PointerByReference d, byte @Nullable [] packet, int length, int frameSize) {
    return NativeOpus.library().opus_decode_float(d, packet, length, pcm, frameSize, 0);
  }
}
