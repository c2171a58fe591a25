package io.visavis.server.whip;

import io.visavis.media.webrtc.AvatarSource;
import io.visavis.media.webrtc.PicturePusher;
import io.visavis.media.webrtc.WebRtc;
import io.visavis.render.Picture;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One {@link AvatarSource} for each portrayal that is watched with or without a matte, shared by
 * its viewers: the first one connects it, the last one closes it. Request threads.
 */
final class PortrayalSources {
  private final Supplier<WebRtc> rtc;
  private final ViewerEgress egress;
  private final Map<Key, Shared> sources = new HashMap<>();

  PortrayalSources(Supplier<WebRtc> rtc, ViewerEgress egress) {
    this.rtc = rtc;
    this.egress = egress;
  }

  /**
   * Takes the source of a portrayal; every take is followed by one {@link #release}.
   *
   * @throws MediaRefusedException if the portrayal cannot be watched
   */
  synchronized AvatarSource take(String conversation, String participant, Matte matte)
      throws MediaRefusedException {
    Key key = new Key(conversation, participant, matte);
    Shared shared = sources.get(key);
    if (shared == null) {
      AvatarSource source = new AvatarSource(rtc.get(), participant);
      try {
        shared =
            new Shared(source, egress.connect(conversation, participant, matte, new Relay(source)));
      } catch (MediaRefusedException | RuntimeException e) {
        source.close();
        throw e;
      }
      sources.put(key, shared);
    }
    shared.viewers++;
    return shared.source;
  }

  /** Gives the source back; with the last viewer it goes. */
  synchronized void release(String conversation, String participant, Matte matte) {
    Key key = new Key(conversation, participant, matte);
    Shared shared = sources.get(key);
    if (shared != null && --shared.viewers == 0) {
      sources.remove(key);
      shared.flow.close();
      shared.source.close();
    }
  }

  private record Key(String conversation, String participant, Matte matte) {}

  private static final class Shared {
    private final AvatarSource source;
    private final ViewerEgress.Slot flow;
    private int viewers;

    Shared(AvatarSource source, ViewerEgress.Slot flow) {
      this.source = source;
      this.flow = flow;
    }
  }

  /** From the lane into the source. */
  private record Relay(AvatarSource source) implements PortrayalSink {
    @Override
    public void picture(long n, long dueNanos, Picture.I420 p, HandOver handOver) {
      source.pictures().push(n, p.width(), p.height(), p.y(), p.u(), p.v(), new Reported(handOver));
    }

    @Override
    public void voice(long n, long dueNanos, float[] pcm48k, int offset, int length) {
      source.voice().push(pcm48k, offset, length);
    }
  }

  private record Reported(PortrayalSink.HandOver to) implements PicturePusher.Outcome {
    @Override
    public void pushed(long n, long atNanos) {
      to.handedOver(n, atNanos);
    }

    @Override
    public void dropped(long n) {
      to.dropped(n);
    }
  }
}
