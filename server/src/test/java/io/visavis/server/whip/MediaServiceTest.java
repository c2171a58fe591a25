package io.visavis.server.whip;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.BlockingWebClient;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.visavis.media.webrtc.IceSettings;
import io.visavis.media.webrtc.VideoReceiver;
import io.visavis.media.webrtc.VoiceSender;
import io.visavis.media.webrtc.WebRtc;
import io.visavis.server.whip.MediaRefusedException.Reason;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MediaServiceTest {
  private static final String SDP = "application/sdp";
  private static final String WHIP = "/whip/c/anna";
  private static final String WHEP = "/whep/c/anna";

  private final WebRtc rtc = WebRtc.open();
  private final AtomicLong now = new AtomicLong(1_000_000_000L);
  private final TestConversation conversation = new TestConversation();
  private MediaSessions sessions;
  private Server server;
  private BlockingWebClient client;

  @BeforeEach
  void begin() {
    serve(
        new MediaSettings(
            IceSettings.DEFAULT,
            List.of(
                new IceSettings.Server("stun:stun.example:3478", "", ""),
                new IceSettings.Server("turn:turn.example?transport=udp", "u", "p")),
            MediaSettings.DEFAULT.sender(),
            false,
            MediaSettings.DEFAULT.connecting(),
            MediaSettings.DEFAULT.disconnected()));
  }

  @AfterEach
  void end() {
    stop();
    conversation.close();
    assertThat(conversation.publishers).hasValue(0);
    assertThat(conversation.slots).hasValue(0);
    assertThat(conversation.connected).hasValue(0);
  }

  @Test
  void shouldTakeAVoice() throws Exception {
    try (VoiceSender microphone = microphone()) {
      AggregatedHttpResponse created = post(WHIP, SDP, microphone.offer());
      assertThat(created.status()).isEqualTo(HttpStatus.CREATED);
      assertThat(header(created, "content-type")).isEqualTo(SDP);
      assertThat(header(created, "location")).startsWith("/whip/c/anna/");
      assertThat(header(created, "etag")).matches("\"[A-Za-z0-9_-]{22}\"");
      assertThat(created.headers().getAll("link"))
          .containsExactly(
              "<stun:stun.example:3478>; rel=\"ice-server\"",
              "<turn:turn.example?transport=udp>; rel=\"ice-server\"; username=\"u\";"
                  + " credential=\"p\"; credential-type=\"password\"");
      assertThat(created.contentUtf8()).contains("a=recvonly", "a=candidate:");
      microphone.answer(created.contentUtf8());
      try (Tone tone = new Tone(microphone.voice())) {
        assertThat(conversation.loud.await(15, TimeUnit.SECONDS)).isTrue();
        assertThat(tone.pushed()).isPositive();
      }
    }
  }

  @Test
  void shouldShowAPortrayalToSeveralViewers() throws Exception {
    CountDownLatch first = new CountDownLatch(10);
    CountDownLatch second = new CountDownLatch(10);
    try (VideoReceiver a = viewer(first);
        VideoReceiver b = viewer(second)) {
      AggregatedHttpResponse ra = post(WHEP, SDP, a.offer());
      AggregatedHttpResponse rb = post(WHEP, SDP, b.offer());
      assertThat(ra.contentUtf8()).contains("a=sendonly").doesNotContain("a=recvonly");
      a.answer(ra.contentUtf8());
      b.answer(rb.contentUtf8());
      assertThat(first.await(15, TimeUnit.SECONDS)).isTrue();
      assertThat(second.await(15, TimeUnit.SECONDS)).isTrue();
      assertThat(conversation.slots).hasValue(2);
      assertThat(conversation.connected).hasValue(1);
      assertThat(conversation.handedOver.get()).isGreaterThanOrEqualTo(10);
      assertThat(delete(header(ra, "location")).status()).isEqualTo(HttpStatus.OK);
      assertThat(conversation.connected).hasValue(1);
      assertThat(delete(header(rb, "location")).status()).isEqualTo(HttpStatus.OK);
      assertThat(conversation.connected).hasValue(0);
      assertThat(delete(header(rb, "location")).status()).isEqualTo(HttpStatus.NOT_FOUND);
    }
  }

  @Test
  void shouldRefuseASecondPublisherUntilTheFirstIsGone() throws Exception {
    try (VoiceSender one = microphone();
        VoiceSender two = microphone()) {
      AggregatedHttpResponse created = post(WHIP, SDP, one.offer());
      AggregatedHttpResponse refused = post(WHIP, SDP, two.offer());
      assertProblem(refused, HttpStatus.CONFLICT, "already");
      assertThat(header(refused, "retry-after")).isEqualTo("2");
      assertThat(delete(header(created, "location")).status()).isEqualTo(HttpStatus.OK);
      assertThat(post(WHIP, SDP, two.offer()).status()).isEqualTo(HttpStatus.CREATED);
    }
  }

  @Test
  void shouldLetAReloadedPageReplaceASilentPublisher() throws Exception {
    try (VoiceSender gone = microphone();
        VoiceSender back = microphone()) {
      AggregatedHttpResponse first = post(WHIP, SDP, gone.offer());
      now.addAndGet(4_000_000_000L);
      assertThat(post(WHIP, SDP, back.offer()).status()).isEqualTo(HttpStatus.CREATED);
      assertThat(sessions.publishers()).isEqualTo(1);
      assertThat(delete(header(first, "location")).status()).isEqualTo(HttpStatus.NOT_FOUND);
    }
  }

  @Test
  void shouldCloseAPeerThatNeverComes() throws Exception {
    try (VoiceSender microphone = microphone();
        VideoReceiver viewer = viewer(new CountDownLatch(1))) {
      post(WHIP, SDP, microphone.offer());
      post(WHEP, SDP, viewer.offer());
      now.addAndGet(29_000_000_000L);
      sessions.tick();
      assertThat(sessions.publishers() + sessions.viewers()).isEqualTo(2);
      now.addAndGet(2_000_000_000L);
      sessions.tick();
      assertThat(sessions.publishers() + sessions.viewers()).isZero();
      assertThat(conversation.publishers).hasValue(0);
      assertThat(conversation.slots).hasValue(0);
    }
  }

  @Test
  void shouldEndTheSessionsOfAConversation() throws Exception {
    try (VoiceSender microphone = microphone()) {
      post(WHIP, SDP, microphone.offer());
      sessions.endConversation("another");
      assertThat(sessions.publishers()).isEqualTo(1);
      sessions.endConversation("c");
      assertThat(sessions.publishers()).isZero();
    }
  }

  @Test
  void shouldAnswerBadOffersWithAProblem() throws Exception {
    assertProblem(post(WHIP, SDP, "hello"), HttpStatus.BAD_REQUEST, "not SDP");
    assertProblem(post(WHIP, SDP, ""), HttpStatus.BAD_REQUEST, "v=0");
    assertProblem(
        post(WHIP, "text/plain", "v=0\r\n"), HttpStatus.UNSUPPORTED_MEDIA_TYPE, "application/sdp");
    assertProblem(
        post(WHIP, SDP, "v=0\r\n" + "a=x\r\n".repeat(20_000)),
        HttpStatus.REQUEST_ENTITY_TOO_LARGE,
        "longer");
    try (VoiceSender microphone = microphone();
        VideoReceiver viewer = viewer(new CountDownLatch(1))) {
      assertProblem(
          post(WHEP, SDP, microphone.offer()), HttpStatus.BAD_REQUEST, "receives nothing");
      assertProblem(post(WHIP, SDP, viewer.offer()), HttpStatus.BAD_REQUEST, "does not send");
      String noFingerprint = microphone.offer().replaceAll("a=fingerprint:.*", "a=x");
      assertProblem(post(WHIP, SDP, noFingerprint), HttpStatus.BAD_REQUEST, "fingerprint");
      // After all that the next one is served.
      assertThat(post(WHIP, SDP, microphone.offer()).status()).isEqualTo(HttpStatus.CREATED);
    }
  }

  @Test
  void shouldPassOnRefusals() throws Exception {
    try (VideoReceiver viewer = viewer(new CountDownLatch(1))) {
      assertProblem(post("/whep/c/bert", SDP, viewer.offer()), HttpStatus.NOT_FOUND, "bert");
      conversation.refusal = Reason.FULL;
      AggregatedHttpResponse full = post(WHEP, SDP, viewer.offer());
      assertProblem(full, HttpStatus.SERVICE_UNAVAILABLE, "Refused");
      assertThat(header(full, "retry-after")).isEqualTo("5");
      conversation.refusal = Reason.NOTHING_TO_WATCH;
      AggregatedHttpResponse early = post(WHEP, SDP, viewer.offer());
      assertProblem(early, HttpStatus.CONFLICT, "Refused");
      assertThat(header(early, "retry-after")).isEqualTo("1");
    }
  }

  @Test
  void shouldConnectAViewerWithAMatteByItself() throws Exception {
    CountDownLatch plain = new CountDownLatch(5);
    CountDownLatch packed = new CountDownLatch(5);
    try (VideoReceiver a = viewer(plain);
        VideoReceiver b = viewer(packed)) {
      AggregatedHttpResponse ra = post(WHEP, SDP, a.offer());
      AggregatedHttpResponse rb = post(WHEP + "?matte=packed", SDP, b.offer());
      a.answer(ra.contentUtf8());
      b.answer(rb.contentUtf8());
      assertThat(conversation.connected).hasValue(2);
      assertThat(conversation.slots).hasValue(3);
      assertThat(packed.await(15, TimeUnit.SECONDS)).isTrue();
      assertThat(delete(header(rb, "location")).status()).isEqualTo(HttpStatus.OK);
      assertThat(conversation.connected).hasValue(1);
      assertThat(conversation.slots).hasValue(1);
      assertThat(delete(header(ra, "location")).status()).isEqualTo(HttpStatus.OK);
    }
  }

  @Test
  void shouldRefuseAMatteThatItDoesNotKnow() throws Exception {
    CountDownLatch none = new CountDownLatch(1);
    try (VideoReceiver a = viewer(none)) {
      assertProblem(
          post(WHEP + "?matte=green", SDP, a.offer()),
          HttpStatus.BAD_REQUEST,
          "packed or none would be right.");
    }
    assertThat(conversation.slots).hasValue(0);
  }

  private void stop() {
    sessions.close();
    server.stop().join();
  }

  private void serve(MediaSettings settings) {
    sessions = new MediaSessions(() -> rtc, conversation, conversation, settings, now::get);
    ServerBuilder b = Server.builder().http(0).gracefulShutdownTimeoutMillis(0, 0);
    MediaService.bind(b, sessions);
    server = b.build();
    server.start().join();
    client =
        WebClient.builder("http://127.0.0.1:" + server.activeLocalPort())
            .responseTimeoutMillis(20_000)
            .build()
            .blocking();
  }

  private VoiceSender microphone() throws Exception {
    return new VoiceSender(rtc, IceSettings.DEFAULT, "test", s -> {});
  }

  private VideoReceiver viewer(CountDownLatch pictures) throws Exception {
    return new VideoReceiver(
        rtc, IceSettings.DEFAULT, (p, at) -> pictures.countDown(), (pcm, n, at) -> {}, s -> {});
  }

  private AggregatedHttpResponse post(String path, String type, String body) {
    return client.execute(
        RequestHeaders.of(HttpMethod.POST, path, HttpHeaderNames.CONTENT_TYPE, type), body);
  }

  private AggregatedHttpResponse delete(String path) {
    return client.execute(RequestHeaders.of(HttpMethod.DELETE, path, "if-match", "\"whatever\""));
  }

  private static String header(AggregatedHttpResponse r, String name) {
    return r.headers().get(name, "");
  }

  private static void assertProblem(AggregatedHttpResponse r, HttpStatus status, String words) {
    assertThat(r.status()).isEqualTo(status);
    assertThat(header(r, "content-type")).startsWith("application/problem+json");
    assertThat(r.contentUtf8()).contains("\"status\":" + status.code()).contains(words);
  }
}
