package io.visavis.server.whip;

import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.visavis.media.webrtc.WebRtc;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** WHIP and WHEP of a conversation on a port, and plain HTTP/1.1 to talk to them. */
final class Endpoint implements AutoCloseable {
  static final String SDP = "application/sdp";
  static final String FRAGMENT = "application/trickle-ice-sdpfrag";
  static final String WHIP = "/whip/c/anna";
  static final String WHEP = "/whep/c/anna";

  /** OBS gives up then. */
  static final Duration PATIENCE = Duration.ofSeconds(8);

  final TestConversation conversation = new TestConversation();
  final AtomicLong now = new AtomicLong(1_000_000_000L);
  final MediaSessions sessions;
  private final Server server;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Endpoint(MediaSettings settings) {
    sessions = new MediaSessions(WebRtc::open, conversation, conversation, settings, now::get);
    ServerBuilder b = Server.builder().http(0).gracefulShutdownTimeoutMillis(0, 0);
    MediaService.bind(b, sessions);
    server = b.build();
    server.start().join();
  }

  int port() {
    return server.activeLocalPort();
  }

  /** One request; headers as name, value, name, value. */
  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String offer) throws Exception {
    return send("POST", path, offer, "Content-Type", SDP);
  }

  /** A PATCH with that If-Match; none where it is empty. */
  HttpResponse<String> patch(String url, String match, String fragment) throws Exception {
    return match.isEmpty()
        ? send("PATCH", url, fragment, "Content-Type", FRAGMENT)
        : send("PATCH", url, fragment, "Content-Type", FRAGMENT, "If-Match", match);
  }

  static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  static String location(HttpResponse<?> response) {
    return header(response, "location");
  }

  /** Ends what a test has left open. */
  void clear() {
    sessions.endConversation("c");
    conversation.refusal = null;
  }

  @Override
  public void close() {
    sessions.close();
    server.stop().join();
    client.close();
    conversation.close();
  }
}
