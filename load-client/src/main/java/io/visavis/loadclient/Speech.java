package io.visavis.loadclient;

import io.visavis.media.opus.OggOpusReader;
import io.visavis.media.opus.OpusEncoder;
import io.visavis.media.opus.OpusException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One clip of speech, cut into pieces of 20 ms as they go on the wire.
 *
 * @param rate hertz of 16 bit PCM, or 0 where the pieces are Opus packets
 * @param pieces 20 ms each
 * @param silence a piece of the same kind with nothing in it
 */
record Speech(int rate, List<byte[]> pieces, byte[] silence) {
  /** Samples of a piece on the 48 kHz clock. */
  static final int PIECE = 960;

  Speech {
    pieces = List.copyOf(pieces);
  }

  /** The speech that the client brings along: two voices, 10 and 11 s. */
  static List<Speech> bundled() throws LoadException {
    return List.of(bundled("speech-1.opus"), bundled("speech-2.opus"));
  }

  /** A wav file of the user's. */
  static Speech of(Path wav) throws LoadException {
    PcmFile file = PcmFile.read(wav);
    int samples = file.rate() / 50;
    List<byte[]> pieces = new ArrayList<>();
    byte[] pcm = file.pcm16();
    for (int at = 0; at + 2 * samples <= pcm.length; at += 2 * samples) {
      byte[] piece = new byte[2 * samples];
      System.arraycopy(pcm, at, piece, 0, piece.length);
      pieces.add(piece);
    }
    if (pieces.isEmpty()) {
      throw new LoadException("The file " + wav + " holds less than 20 ms of sound.");
    }
    return new Speech(file.rate(), pieces, new byte[2 * samples]);
  }

  private static Speech bundled(String name) throws LoadException {
    try (InputStream in = Speech.class.getResourceAsStream(name);
        OpusEncoder encoder = new OpusEncoder(16_000)) {
      if (in == null) {
        throw new LoadException("The bundled speech " + name + " is missing from this build.");
      }
      OggOpusReader reader = new OggOpusReader(in);
      List<byte[]> packets = new ArrayList<>();
      for (byte[] p = reader.next(); p != null; p = reader.next()) {
        packets.add(p);
      }
      return new Speech(0, packets, encoder.encode(new float[OpusEncoder.FRAME], 0));
    } catch (IOException | OpusException e) {
      throw new LoadException("The bundled speech " + name + " cannot be read: " + e.getMessage());
    }
  }
}
