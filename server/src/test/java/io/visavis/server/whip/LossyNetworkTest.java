package io.visavis.server.whip;

import static io.visavis.server.whip.Endpoint.WHEP;
import static io.visavis.server.whip.Endpoint.WHIP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.visavis.media.webrtc.IceSettings;
import io.visavis.media.webrtc.PeerState;
import io.visavis.media.webrtc.VideoReceiver;
import io.visavis.media.webrtc.VoiceSender;
import io.visavis.media.webrtc.WebRtc;
import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WebRTC through networks that lose, reorder and break, in real time. */
@Tag("long")
final class LossyNetworkTest {
  private static final int SECONDS = 12;

  private final WebRtc rtc = WebRtc.open();
  private final Endpoint endpoint = new Endpoint(MediaSettings.DEFAULT);

  @AfterEach
  void close() {
    endpoint.close();
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0.98", "0.01, 30, 0.97", "0.05, 30, 0.95", "0.20, 30, 0.90"})
  void shouldHearAVoiceThroughLossAndReordering(double loss, int millis, double heard)
      throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    try (VoiceSender microphone = microphone(connected)) {
      HttpResponse<String> r = endpoint.post(WHIP, LossyPath.hidden(microphone.offer()));
      try (LossyPath path = new LossyPath(r.body(), false, loss, millis, c -> true, 1)) {
        microphone.answer(path.through(r.body()));
        assertThat(connected.await(20, TimeUnit.SECONDS)).isTrue();
        try (Tone tone = new Tone(microphone.voice())) {
          assertThat(endpoint.conversation.loud.await(15, TimeUnit.SECONDS)).isTrue();
          TestConversation c = endpoint.conversation;
          long samples = c.samples.sum();
          long loud = c.loudSamples.sum();
          long from = System.nanoTime();
          TimeUnit.SECONDS.sleep(SECONDS);
          double seconds = (System.nanoTime() - from) * 1e-9;
          double all = c.samples.sum() - samples;
          double share = (c.loudSamples.sum() - loud) / all;
          System.out.printf(
              "voice, %.0f%% lost of %d: %.3f s heard in %.3f s, %.1f%% of it loud%n",
              100 * loss, path.passed() + path.lost(), all / 48_000, seconds, 100 * share);
          assertThat(all / 48_000).as("time goes on").isCloseTo(seconds, within(0.25));
          assertThat(share).as("share that is a voice").isGreaterThan(heard);
          assertThat(path.lost() > 0).isEqualTo(loss > 0);
          assertThat(tone.pushed()).isPositive();
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 22", "0.01, 30, 22", "0.05, 30, 18", "0.20, 30, 10"})
  void shouldShowAFaceThroughLossAndReordering(double loss, int millis, double fps)
      throws Exception {
    LongAdder pictures = new LongAdder();
    CountDownLatch first = new CountDownLatch(1);
    try (VideoReceiver viewer =
        new VideoReceiver(
            rtc,
            IceSettings.DEFAULT,
            (p, at) -> {
              pictures.increment();
              first.countDown();
            },
            (pcm, n, at) -> {},
            s -> {})) {
      HttpResponse<String> r = endpoint.post(WHEP, LossyPath.hidden(viewer.offer()));
      try (LossyPath path = new LossyPath(r.body(), false, loss, millis, c -> true, 2)) {
        viewer.answer(path.through(r.body()));
        assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
        long before = pictures.sum();
        long from = System.nanoTime();
        TimeUnit.SECONDS.sleep(SECONDS);
        double rate = (pictures.sum() - before) / ((System.nanoTime() - from) * 1e-9);
        System.out.printf(
            "face, %.0f%% lost of %d: %.1f pictures a second%n",
            100 * loss, path.passed() + path.lost(), rate);
        assertThat(rate).isGreaterThan(fps);
      }
    }
  }

  /** Consent to send is asked for all the time (RFC 7675): silence ends it. */
  @Test
  void shouldNoticeThatAClientHasVanished() throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    try (VoiceSender microphone = microphone(connected)) {
      HttpResponse<String> r = endpoint.post(WHIP, LossyPath.hidden(microphone.offer()));
      try (LossyPath path = new LossyPath(r.body(), false, 0, 0, c -> true, 3)) {
        microphone.answer(path.through(r.body()));
        assertThat(connected.await(20, TimeUnit.SECONDS)).isTrue();
        String[] way = Endpoint.location(r).split("/", -1);
        MediaSession session =
            Objects.requireNonNull(
                endpoint.sessions.find(MediaSession.Kind.WHIP, way[2], way[3], way[4]));
        // The client may know first.
        assertThat(soon(20, () -> session.state() == PeerState.CONNECTED)).isTrue();
        endpoint.sessions.tick();
        path.cut();
        long from = System.nanoTime();
        soon(30, () -> session.state() != PeerState.CONNECTED);
        System.out.printf("vanished: noticed after %.1f s%n", (System.nanoTime() - from) * 1e-9);
        assertThat(session.state()).isNotEqualTo(PeerState.CONNECTED);
        endpoint.sessions.tick();
        assertThat(endpoint.conversation.publishers).as("it may come back").hasValue(1);
        assertThat(endpoint.post(WHIP, Offers.microphone()).statusCode())
            .as("but another one may have its place at once")
            .isEqualTo(201);
        endpoint.clear();
      }
    }
  }

  /** Waits for it. */
  private static boolean soon(long seconds, BooleanSupplier what) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!what.getAsBoolean() && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return what.getAsBoolean();
  }

  private VoiceSender microphone(CountDownLatch connected) throws Exception {
    return new VoiceSender(
        rtc,
        IceSettings.DEFAULT,
        "test",
        s -> {
          if (s == PeerState.CONNECTED) {
            connected.countDown();
          }
        });
  }
}
