package io.visavis.loadclient;

import io.visavis.media.opus.OggOpusReader;
import io.visavis.media.opus.OpusDecoder;
import io.visavis.media.opus.OpusEncoder;
import io.visavis.media.opus.OpusException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One clip of speech, cut into pieces of 10 or 20 ms as they go on the wire.
 *
 * @param millis of a piece
 * @param rate hertz of 16 bit PCM, or 0 where the pieces are Opus packets
 * @param pieces of {@code millis} each
 * @param silence a piece of the same kind with nothing in it
 */
record Speech(int millis, int rate, List<byte[]> pieces, byte[] silence) {
  private static final int BITRATE = 32_000;

  Speech {
    pieces = List.copyOf(pieces);
  }

  /** The speech that the client brings along: two voices, 10 and 11 s. */
  static List<Speech> bundled(int millis) throws LoadException {
    return List.of(bundled("speech-1.opus", millis), bundled("speech-2.opus", millis));
  }

  /** Samples of a piece on the 48 kHz clock. */
  int samples() {
    return samples(millis);
  }

  /** The same of any piece. */
  static int samples(int millis) {
    return 48 * millis;
  }

  /** A wav file of the user's. */
  static Speech of(Path wav, int millis) throws LoadException {
    PcmFile file = PcmFile.read(wav);
    int samples = file.rate() * millis / 1_000;
    List<byte[]> pieces = new ArrayList<>();
    byte[] pcm = file.pcm16();
    for (int at = 0; at + 2 * samples <= pcm.length; at += 2 * samples) {
      byte[] piece = new byte[2 * samples];
      System.arraycopy(pcm, at, piece, 0, piece.length);
      pieces.add(piece);
    }
    if (pieces.isEmpty()) {
      throw new LoadException("The file " + wav + " holds less than " + millis + " ms of sound.");
    }
    return new Speech(millis, file.rate(), pieces, new byte[2 * samples]);
  }

  private static Speech bundled(String name, int millis) throws LoadException {
    try (InputStream in = Speech.class.getResourceAsStream(name);
        OpusEncoder encoder = new OpusEncoder(BITRATE, samples(millis));
        OpusDecoder decoder = new OpusDecoder()) {
      if (in == null) {
        throw new LoadException("The bundled speech " + name + " is missing from this build.");
      }
      OggOpusReader reader = new OggOpusReader(in);
      List<byte[]> packets = new ArrayList<>();
      float[] pcm = new float[OpusEncoder.FRAME];
      for (byte[] p = reader.next(); p != null; p = reader.next()) {
        if (samples(millis) == OpusEncoder.FRAME) {
          packets.add(p);
          continue;
        }
        int length = decoder.decode(p, 0, p.length, pcm);
        for (int at = 0; at + samples(millis) <= length; at += samples(millis)) {
          packets.add(encoder.encode(pcm, at));
        }
      }
      byte[] silence = encoder.encode(new float[samples(millis)], 0);
      return new Speech(millis, 0, packets, silence);
    } catch (IOException | OpusException e) {
      throw new LoadException("The bundled speech " + name + " cannot be read: " + e.getMessage());
    }
  }
}
