package io.visavis.media.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.media.sdp.BadSdpException;
import io.visavis.media.sdp.SdpOffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AvatarSenderTest {
  private static final int W = 256;
  private static final int H = 256;

  private final WebRtc rtc = WebRtc.open();

  @Test
  void shouldBringPicturesAndVoiceToAViewer() throws Exception {
    CountDownLatch pictures = new CountDownLatch(20);
    CountDownLatch loud = new CountDownLatch(30);
    AtomicInteger luma = new AtomicInteger();
    byte[] plane = new byte[W * H];
    VideoReceiver viewer =
        new VideoReceiver(
            rtc,
            IceSettings.DEFAULT,
            (p, at) -> {
              if (p.width() == W && p.height() == H) {
                p.copyLuma(plane);
                luma.set(plane[W * H / 2 + W / 2] & 0xff);
                pictures.countDown();
              }
            },
            (pcm, n, at) -> {
              if (rms(pcm, n) > 0.1) {
                loud.countDown();
              }
            },
            s -> {});
    try (viewer;
        AvatarSource source = new AvatarSource(rtc, "test");
        AvatarSender sender =
            new AvatarSender(
                rtc,
                source,
                SdpOffer.parse(viewer.offer()),
                IceSettings.DEFAULT,
                SenderSettings.DEFAULT,
                s -> {})) {
      viewer.answer(sender.answer());
      try (TestPortrayal portrayal = new TestPortrayal(source, W, H, 180)) {
        assertThat(pictures.await(15, TimeUnit.SECONDS)).as("pictures").isTrue();
        assertThat(loud.await(15, TimeUnit.SECONDS)).as("voice").isTrue();
        assertThat(luma.get()).isBetween(176, 184);
        assertThat(portrayal.handedOver()).isGreaterThanOrEqualTo(20);
        PeerStats stats = sender.stats().get(5, TimeUnit.SECONDS);
        assertThat(stats.videoCodec()).isEqualTo("video/H264");
        assertThat(stats.bytesSent()).isPositive();
        assertThat(stats.framesEncoded()).isGreaterThanOrEqualTo(20);
      }
    }
  }

  @Test
  void shouldFeedSeveralViewersFromOneSource() throws Exception {
    CountDownLatch first = new CountDownLatch(10);
    CountDownLatch second = new CountDownLatch(10);
    try (AvatarSource source = new AvatarSource(rtc, "test");
        VideoReceiver a = viewer(first);
        VideoReceiver b = viewer(second);
        AvatarSender sa = sender(source, a, "VP8");
        AvatarSender sb = sender(source, b, "H264");
        TestPortrayal portrayal = new TestPortrayal(source, W, H, 90)) {
      assertThat(first.await(15, TimeUnit.SECONDS)).isTrue();
      assertThat(second.await(15, TimeUnit.SECONDS)).isTrue();
      assertThat(sa.stats().get(5, TimeUnit.SECONDS).videoCodec()).isEqualTo("video/VP8");
      assertThat(sb.stats().get(5, TimeUnit.SECONDS).videoCodec()).isEqualTo("video/H264");
      assertThat(portrayal.handedOver()).isPositive();
    }
  }

  /** 72 kbit/s are 180 bytes in 20 ms, fewer for a tone and for silence; the usual 32 are 80. */
  @Test
  void shouldSendAVoiceAtTheRateThatIsCheapToEncode() throws Exception {
    CountDownLatch loud = new CountDownLatch(100);
    try (AvatarSource source = new AvatarSource(rtc, "test");
        VideoReceiver viewer =
            new VideoReceiver(
                rtc,
                IceSettings.DEFAULT,
                (p, at) -> {},
                (pcm, n, at) -> {
                  if (rms(pcm, n) > 0.1) {
                    loud.countDown();
                  }
                },
                s -> {});
        AvatarSender sender =
            new AvatarSender(
                rtc,
                source,
                SdpOffer.parse(withoutPictures(viewer.offer())),
                IceSettings.DEFAULT,
                SenderSettings.DEFAULT,
                s -> {});
        TestPortrayal _ = new TestPortrayal(source, W, H, 90)) {
      viewer.answer(sender.answer());
      assertThat(loud.await(15, TimeUnit.SECONDS)).isTrue();
      PeerStats heard = viewer.stats().get(5, TimeUnit.SECONDS);
      assertThat(heard.bytesReceived() / heard.packetsReceived()).isBetween(110L, 200L);
    }
  }

  @Test
  void shouldAnswerSendonlyWithCandidates() throws Exception {
    try (AvatarSource source = new AvatarSource(rtc, "test");
        VideoReceiver viewer = viewer(new CountDownLatch(1));
        AvatarSender sender = sender(source, viewer, "H264")) {
      assertThat(sender.answer())
          .contains("a=sendonly", "a=candidate:", "a=rtcp-mux", "a=group:BUNDLE 0 1")
          .doesNotContain("a=sendrecv", "a=recvonly");
    }
  }

  @Test
  void shouldRefuseAnOfferThatReceivesNothing() throws Exception {
    try (AvatarSource source = new AvatarSource(rtc, "test");
        VideoReceiver viewer = viewer(new CountDownLatch(1))) {
      SdpOffer offer = SdpOffer.parse(viewer.offer().replace("a=recvonly", "a=sendonly"));
      assertThatThrownBy(
              () ->
                  new AvatarSender(
                      rtc, source, offer, IceSettings.DEFAULT, SenderSettings.DEFAULT, s -> {}))
          .isInstanceOf(BadSdpException.class)
          .hasMessageContaining("receives nothing");
    }
  }

  @Test
  void shouldTellWhenAConnectionIsThroughAndWhenItCloses() throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    try (AvatarSource source = new AvatarSource(rtc, "test");
        VideoReceiver viewer = viewer(new CountDownLatch(1))) {
      AvatarSender sender =
          new AvatarSender(
              rtc,
              source,
              SdpOffer.parse(viewer.offer()),
              IceSettings.DEFAULT,
              SenderSettings.DEFAULT,
              s -> {
                if (s == PeerState.CONNECTED) {
                  connected.countDown();
                } else if (s == PeerState.CLOSED) {
                  closed.countDown();
                }
              });
      viewer.answer(sender.answer());
      assertThat(connected.await(10, TimeUnit.SECONDS)).isTrue();
      sender.close();
      sender.close();
      assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(sender.stats().get(1, TimeUnit.SECONDS)).isEqualTo(PeerStats.NONE);
    }
  }

  @Test
  void shouldKeepToThePortRange() throws Exception {
    IceSettings ice =
        new IceSettings(
            41_000, 41_050, IceSettings.DEFAULT.gathering(), IceSettings.DEFAULT.servers());
    try (AvatarSource source = new AvatarSource(rtc, "test");
        VideoReceiver viewer = viewer(new CountDownLatch(1));
        AvatarSender sender =
            new AvatarSender(
                rtc,
                source,
                SdpOffer.parse(viewer.offer()),
                ice,
                SenderSettings.DEFAULT,
                s -> {})) {
      assertThat(
              sender
                  .answer()
                  .lines()
                  .filter(l -> l.startsWith("a=candidate:") && l.contains(" udp "))
                  .map(l -> Integer.parseInt(l.split(" ", -1)[5])))
          .isNotEmpty()
          .allMatch(port -> port >= 41_000 && port <= 41_050);
    }
  }

  private VideoReceiver viewer(CountDownLatch pictures) throws PeerException {
    return new VideoReceiver(
        rtc, IceSettings.DEFAULT, (p, at) -> pictures.countDown(), (pcm, n, at) -> {}, s -> {});
  }

  private static String withoutPictures(String offer) {
    int video = offer.indexOf("m=video");
    int audio = offer.indexOf("m=audio");
    int end = audio > video ? audio : offer.length();
    return offer.substring(0, video)
        + offer.substring(video, end).replace("a=recvonly", "a=inactive")
        + offer.substring(end);
  }

  private AvatarSender sender(AvatarSource source, VideoReceiver viewer, String codec)
      throws Exception {
    AvatarSender s =
        new AvatarSender(
            rtc,
            source,
            SdpOffer.parse(viewer.offer()),
            IceSettings.DEFAULT,
            new SenderSettings(codec, 300_000, 1_000_000),
            state -> {});
    viewer.answer(s.answer());
    return s;
  }

  static double rms(float[] pcm, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += pcm[i] * pcm[i];
    }
    return Math.sqrt(sum / n);
  }
}
