package io.visavis.server.testing;

import io.visavis.avatar.registry.AvatarRegistry;
import io.visavis.inference.model.MotionModel;
import io.visavis.server.app.VisavisServer;
import io.visavis.server.config.ConfigLoader;
import io.visavis.server.config.ServerConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** A real server with test faces on a free port of loopback, and a client for it. */
public final class House implements AutoCloseable {
  private final ServerConfig config;
  private final VisavisServer server;
  // Over HTTP/2 the JDK loses an answer that comes before the request was sent whole.
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Starts one with that configuration over the defaults. */
  public House(String hocon, Map<String, String> environment) {
    this(hocon, environment, TestFaces.avatars());
  }

  /** As above, with other avatars; one of them is mira. */
  public House(String hocon, Map<String, String> environment, AvatarRegistry avatars) {
    this(hocon, environment, avatars, TestFaces.models());
  }

  /** As above, with other models; one of them is the built-in one. */
  public House(
      String hocon,
      Map<String, String> environment,
      AvatarRegistry avatars,
      Map<String, MotionModel> models) {
    config =
        new ConfigLoader(environment)
            .parse(
                "visavis { listen.port = 0, lanes.max-portrayals = 6, render.backend = scalar, picture.size = 64 }\n"
                    + hocon);
    server = new VisavisServer(config, avatars, models);
  }

  /** How it was configured. */
  public ServerConfig config() {
    return config;
  }

  /** The server. */
  public VisavisServer server() {
    return server;
  }

  /** Where it is. */
  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /** Sends a request with an optional secret (empty for none) and body (empty for none). */
  public HttpResponse<String> send(String method, String path, String secret, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!secret.isEmpty()) {
      request.header("Authorization", "Bearer " + secret);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Sends a GET with one more header. */
  public HttpResponse<String> get(String path, String header, String value) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url() + path)).header(header, value).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
