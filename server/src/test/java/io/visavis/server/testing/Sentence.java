package io.visavis.server.testing;

import io.visavis.media.opus.OggOpusReader;
import io.visavis.media.opus.OpusDecoder;
import io.visavis.media.opus.OpusException;
import io.visavis.server.sample.Samples;
import io.visavis.server.voice.VoicePacket;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The beginning of Mira's sample voice. */
public final class Sentence {
  private Sentence() {}

  /** As Opus packets with indices from 0 on, of at least so many seconds. */
  public static List<VoicePacket> packets(double seconds, long arrivalNanos) {
    try (InputStream in = Samples.class.getResourceAsStream("mira.ogg")) {
      if (in == null) {
        throw new IllegalStateException("The sample voice is missing.");
      }
      OggOpusReader reader = new OggOpusReader(in);
      List<VoicePacket> packets = new ArrayList<>();
      for (long at = 0; at < seconds * VoicePacket.RATE; at = packets.getLast().end()) {
        byte[] packet = reader.next();
        if (packet == null) {
          throw new IllegalStateException("The sample voice is shorter than that.");
        }
        packets.add(VoicePacket.opus(at, packet, arrivalNanos));
      }
      return packets;
    } catch (IOException | OpusException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As samples at 48 kHz. */
  public static float[] pcm(double seconds) {
    float[] pcm = new float[(int) (seconds * VoicePacket.RATE)];
    float[] out = new float[VoicePacket.RATE / 5];
    int at = 0;
    try (OpusDecoder decoder = new OpusDecoder()) {
      for (VoicePacket p : packets(seconds, 0)) {
        int n = decoder.decode(p.payload(), p.offset(), p.size(), out);
        System.arraycopy(out, 0, pcm, at, Math.min(n, pcm.length - at));
        at += n;
        if (at >= pcm.length) {
          break;
        }
      }
    } catch (OpusException e) {
      throw new IllegalStateException(e);
    }
    return pcm;
  }
}
