package io.visavis.server.sample;

import io.visavis.media.opus.OggOpusReader;
import io.visavis.media.opus.OpusException;
import io.visavis.media.opus.OpusPacket;
import io.visavis.server.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A voice that comes with the server.
 *
 * @param packets Opus packets in order
 * @param starts where each of them begins, 48 kHz
 * @param samples its length
 */
record SampleVoice(List<byte[]> packets, long[] starts, long samples) {

  /**
   * Reads the voice of that participant.
   *
   * @throws Refusal if this build has none
   */
  static SampleVoice read(String participant) {
    try (InputStream in = SampleVoice.class.getResourceAsStream(participant + ".ogg")) {
      if (in == null) {
        throw Refusal.notFound("This build has no sample voices.");
      }
      OggOpusReader reader = new OggOpusReader(in);
      List<byte[]> packets = new ArrayList<>();
      List<Long> starts = new ArrayList<>();
      long at = 0;
      for (byte[] p = reader.next(); p != null; p = reader.next()) {
        packets.add(p);
        starts.add(at);
        at += OpusPacket.samples(p, 0, p.length);
      }
      return new SampleVoice(packets, starts.stream().mapToLong(Long::longValue).toArray(), at);
    } catch (IOException | OpusException e) {
      throw new IllegalStateException("The sample voice " + participant + " is broken.", e);
    }
  }
}
