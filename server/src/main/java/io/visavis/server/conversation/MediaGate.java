package io.visavis.server.conversation;

import io.visavis.render.Picture;
import io.visavis.server.Problems;
import io.visavis.server.Refusal;
import io.visavis.server.config.ServerConfig;
import io.visavis.server.lane.PictureFormat;
import io.visavis.server.lane.PortrayalViewer;
import io.visavis.server.voice.VoicePacket;
import io.visavis.server.whip.Matte;
import io.visavis.server.whip.MediaRefusedException;
import io.visavis.server.whip.PortrayalSink;
import io.visavis.server.whip.ViewerEgress;
import io.visavis.server.whip.VoiceIngress;

/** Between WebRTC and the conversations: microphones in, pictures and voices out. Any thread. */
public final class MediaGate implements VoiceIngress, ViewerEgress {
  private final Conversations conversations;
  private final PictureFormat plain;
  private final PictureFormat packed;

  /**
   * A gate.
   *
   * @param pictures what viewers see
   */
  public MediaGate(Conversations conversations, ServerConfig.Pictures pictures) {
    this.conversations = conversations;
    this.plain = new PictureFormat(pictures.size(), PictureFormat.Kind.I420, pictures.adapt());
    this.packed = new PictureFormat(pictures.size(), PictureFormat.Kind.PACKED, pictures.adapt());
  }

  @Override
  public Publisher publish(String conversation, String participant) throws MediaRefusedException {
    try {
      return new Microphone(conversations.get(conversation).publish(participant));
    } catch (Refusal refusal) {
      throw media(refusal);
    }
  }

  @Override
  public Slot admit(String conversation, String participant, Matte matte)
      throws MediaRefusedException {
    try {
      return conversations.get(conversation).admit(participant, format(matte), matte.encodings())
          ::close;
    } catch (Refusal refusal) {
      throw media(refusal);
    }
  }

  @Override
  public Slot connect(String conversation, String participant, Matte matte, PortrayalSink sink)
      throws MediaRefusedException {
    try {
      return conversations.get(conversation).feed(participant, new Sink(sink), format(matte))
          ::close;
    } catch (Refusal refusal) {
      throw media(refusal);
    }
  }

  private PictureFormat format(Matte matte) {
    return matte == Matte.PACKED ? packed : plain;
  }

  private static MediaRefusedException media(Refusal refusal) {
    Problems.note(refusal.reason());
    MediaRefusedException.Reason reason =
        switch (refusal.kind()) {
          case CONFLICT -> MediaRefusedException.Reason.TAKEN;
          case BUSY, DRAINING -> MediaRefusedException.Reason.FULL;
          case INVALID -> MediaRefusedException.Reason.NOTHING_TO_WATCH;
          default -> MediaRefusedException.Reason.NOT_FOUND;
        };
    return new MediaRefusedException(reason, refusal.sentence());
  }

  /** A microphone whose samples are counted; one native thread at a time. */
  private static final class Microphone implements Publisher {
    private final Publication publication;
    private long index;

    Microphone(Publication publication) {
      this.publication = publication;
    }

    @Override
    public void samples(float[] pcm48k, int offset, int length, long arrivalNanos) {
      byte[] pcm = new byte[2 * length];
      for (int i = 0; i < length; i++) {
        int v = Math.clamp(Math.round(pcm48k[offset + i] * 32_767), -32_768, 32_767);
        pcm[2 * i] = (byte) v;
        pcm[2 * i + 1] = (byte) (v >> 8);
      }
      publication.voice(VoicePacket.pcm16(index, pcm, VoicePacket.RATE, arrivalNanos));
      index += length;
    }

    @Override
    public void end() {
      publication.close();
    }
  }

  /** Passes a portrayal on to its WebRTC source. */
  private static final class Sink implements PortrayalViewer {
    private final PortrayalSink sink;

    Sink(PortrayalSink sink) {
      this.sink = sink;
    }

    @Override
    public void voice(long n, long dueNanos, float[] pcm, int offset, int length) {
      sink.voice(n, dueNanos, pcm, offset, length);
    }

    @Override
    public void picture(long n, long dueNanos, Picture picture, HandOver handOver) {
      switch (picture) {
        case Picture.I420 p -> sink.picture(n, dueNanos, p, new Passed(handOver));
        case Picture.Packed p -> sink.picture(n, dueNanos, p.both(), new Passed(handOver));
        case Picture.Rgba p -> throw new IllegalArgumentException("not for WebRTC");
        case Picture.FloatRgb p -> throw new IllegalArgumentException("not for WebRTC");
      }
    }
  }

  /** Tells the portrayal what its source tells of a picture. */
  private record Passed(PortrayalViewer.HandOver to) implements PortrayalSink.HandOver {
    @Override
    public void handedOver(long n, long atNanos) {
      to.handedOver(n, atNanos);
    }

    @Override
    public void dropped(long n) {
      to.dropped(n);
    }
  }
}
