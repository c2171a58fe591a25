package io.visavis.loadclient;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.client.grpc.GrpcClients;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.visavis.proto.v1.ConversationsGrpc.ConversationsStub;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The server under load, and how to speak to it. */
final class Target {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final String url;
  private final ClientFactory factory;
  private final ConversationsStub stub;
  private final WebClient web;
  private final Queue<CompletableFuture<?>> leaving = new ConcurrentLinkedQueue<>();

  /**
   * A target.
   *
   * @param target {@code HOST:PORT}, or a URL
   * @param insecure whether any certificate will do
   */
  Target(String target, boolean insecure) throws LoadException {
    url = normalised(target);
    factory = insecure ? ClientFactory.insecure() : ClientFactory.ofDefault();
    stub =
        GrpcClients.builder("gproto+" + url + "/")
            .factory(factory)
            .responseTimeoutMillis(0)
            .maxResponseLength(0)
            .build(ConversationsStub.class);
    web = WebClient.builder(url).factory(factory).responseTimeoutMillis(20_000).build();
  }

  /** Such as {@code http://localhost:8080}. */
  String url() {
    return url;
  }

  /** gRPC, showing that secret. */
  ConversationsStub grpc(@Nullable String secret) {
    if (secret == null) {
      return stub;
    }
    Metadata m = new Metadata();
    m.put(AUTHORIZATION, "Bearer " + secret);
    return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(m));
  }

  /** HTTP. */
  WebClient web() {
    return web;
  }

  /** Deletes a resource; does not wait. */
  void delete(String path, String secret) {
    leaving.add(
        web.execute(
                RequestHeaders.of(
                    HttpMethod.DELETE, path, HttpHeaderNames.AUTHORIZATION, "Bearer " + secret))
            .aggregate()
            // The server is gone; there is nothing left to delete.
            .exceptionally(e -> AggregatedHttpResponse.of(HttpStatus.SERVICE_UNAVAILABLE)));
  }

  /** Waits for what is being deleted, for a few seconds at most. */
  void settle() throws InterruptedException {
    try {
      CompletableFuture.allOf(leaving.toArray(CompletableFuture[]::new)).get(3, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // The server ends what is left by itself, a minute later.
    }
    leaving.clear();
  }

  private static String normalised(String target) throws LoadException {
    String withScheme = target.contains("://") ? target : "http://" + target;
    try {
      URI u = new URI(withScheme);
      boolean http = "http".equals(u.getScheme()) || "https".equals(u.getScheme());
      if (http && u.getHost() != null && u.getPort() > 0 && u.getPort() < 65_536) {
        return u.getScheme() + "://" + u.getHost() + ":" + u.getPort();
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new LoadException(
        "The target '" + target + "' is not HOST:PORT, such as localhost:8080.");
  }
}
