package io.visavis.media.opus;

import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tomp2p.opuswrapper.Opus;

/** Encodes one mono voice at 48 kHz into Opus packets. One thread at a time. */
public final class OpusEncoder implements AutoCloseable {
  /** Samples of one packet where nothing else is said: 20 ms. */
  public static final int FRAME = 960;

  private static final int RATE = 48_000;

  private final float[] frame;
  private final ByteBuffer packet = ByteBuffer.allocate(1_500);
  private @Nullable PointerByReference encoder;

  /**
   * An encoder for speech in packets of {@link #FRAME}.
   *
   * @param bitrate bits a second, 6,000 to 128,000
   */
  public OpusEncoder(int bitrate) {
    this(bitrate, FRAME);
  }

  /**
   * An encoder for speech.
   *
   * @param bitrate bits a second, 6,000 to 128,000
   * @param samples of a packet: 480 (10 ms) or {@link #FRAME}
   */
  public OpusEncoder(int bitrate, int samples) {
    if (samples != FRAME && samples != FRAME / 2) {
      throw new IllegalArgumentException(
          "An Opus packet of " + samples + " samples is neither 480 nor 960.");
    }
    if (bitrate < 6_000 || bitrate > 128_000) {
      throw new IllegalArgumentException(
          "An Opus bit rate of " + bitrate + " is outside of 6000 to 128000.");
    }
    frame = new float[samples];
    Opus opus = NativeOpus.library();
    IntBuffer error = IntBuffer.allocate(1);
    PointerByReference e = opus.opus_encoder_create(RATE, 1, Opus.OPUS_APPLICATION_VOIP, error);
    if (error.get(0) != 0) {
      throw new IllegalStateException("libopus: " + NativeOpus.error(error.get(0)));
    }
    opus.opus_encoder_ctl(e, Opus.OPUS_SET_BITRATE_REQUEST, bitrate);
    encoder = e;
  }

  /**
   * Encodes one packet.
   *
   * @param pcm48k mono in -1..1; its samples from {@code offset} on
   * @return one packet
   */
  public synchronized byte[] encode(float[] pcm48k, int offset) {
    PointerByReference e = encoder;
    if (e == null) {
      throw new IllegalStateException("This Opus encoder is closed.");
    }
    System.arraycopy(pcm48k, offset, frame, 0, frame.length);
    packet.clear();
    int n =
        NativeOpus.library().opus_encode_float(e, frame, frame.length, packet, packet.capacity());
    if (n < 0) {
      throw new IllegalStateException("libopus: " + NativeOpus.error(n));
    }
    return Arrays.copyOf(packet.array(), n);
  }

  @Override
  public synchronized void close() {
    PointerByReference e = encoder;
    encoder = null;
    if (e != null) {
      NativeOpus.library().opus_encoder_destroy(e);
    }
  }
}
