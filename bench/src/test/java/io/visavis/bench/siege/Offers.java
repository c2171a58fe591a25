package io.visavis.bench.siege;

import io.visavis.media.webrtc.IceSettings;
import io.visavis.media.webrtc.PeerException;
import io.visavis.media.webrtc.VideoReceiver;
import io.visavis.media.webrtc.VoiceSender;
import io.visavis.media.webrtc.WebRtc;

/**
 * What WebRTC offers, before somebody meddles with it.
 *
 * @param voice to publish one
 * @param viewer to watch a portrayal
 */
record Offers(String voice, String viewer) {
  static Offers make() throws PeerException {
    WebRtc rtc = WebRtc.open();
    try (VoiceSender microphone = new VoiceSender(rtc, IceSettings.DEFAULT, "eve", s -> {});
        VideoReceiver screen =
            new VideoReceiver(
                rtc, IceSettings.DEFAULT, (p, at) -> {}, (pcm, n, at) -> {}, s -> {})) {
      return new Offers(microphone.offer(), screen.offer());
    }
  }
}
