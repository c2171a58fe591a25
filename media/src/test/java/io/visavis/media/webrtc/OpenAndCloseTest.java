package io.visavis.media.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.media.sdp.SdpOffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class OpenAndCloseTest {
  private static final int CYCLES = 90;

  private final WebRtc rtc = WebRtc.open();

  @Test
  void shouldSurviveOpeningAndClosingWithoutGrowing() throws Exception {
    long settled = 0;
    for (int i = 0; i < CYCLES; i++) {
      cycle();
      if (i == CYCLES / 2) {
        settled = resident();
      }
    }
    // A leak of 0.3 MB a connection would be 54 MB more; threads and descriptors must not pile up.
    assertThat(resident() - settled).as("kilobytes more").isLessThan(30_000);
    try (var threads = Files.list(Path.of("/proc/self/task"))) {
      assertThat(threads.count()).isLessThan(80);
    }
  }

  private void cycle() throws Exception {
    CountDownLatch heard = new CountDownLatch(5);
    CountDownLatch connected = new CountDownLatch(1);
    try (AvatarSource source = new AvatarSource(rtc, "stress");
        VideoReceiver viewer =
            new VideoReceiver(
                rtc,
                IceSettings.DEFAULT,
                (p, at) -> {},
                (pcm, n, at) -> {},
                s -> {
                  if (s == PeerState.CONNECTED) {
                    connected.countDown();
                  }
                });
        AvatarSender sender =
            new AvatarSender(
                rtc,
                source,
                SdpOffer.parse(viewer.offer()),
                IceSettings.DEFAULT,
                SenderSettings.DEFAULT,
                s -> {});
        VoiceSender voice = new VoiceSender(rtc, IceSettings.DEFAULT, "stress", s -> {});
        MicrophoneReceiver microphone =
            new MicrophoneReceiver(
                rtc,
                SdpOffer.parse(voice.offer()),
                IceSettings.DEFAULT,
                (pcm, n, at) -> heard.countDown(),
                s -> {});
        TestPortrayal portrayal = new TestPortrayal(source, 128, 128, 100)) {
      viewer.answer(sender.answer());
      voice.answer(microphone.answer());
      assertThat(connected.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(portrayal.handedOver()).isNotNegative();
    }
  }

  private static long resident() throws Exception {
    System.gc();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return 0;
  }
}
