package io.visavis.server.security;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.visavis.server.Problems;
import io.visavis.server.Refusal;
import io.visavis.server.conversation.Conversation;
import io.visavis.server.conversation.Conversations;
import io.visavis.server.conversation.Participant;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one interceptor of REST, WHIP, WHEP and gRPC: every request passes here first. What a gRPC
 * stream joins is known only from its messages, so it asks {@link #join} again. Any thread.
 */
public final class AccessGuard implements DecoratingHttpServiceFunction {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String CREATE_CALL = "/visavis.v1.Conversations/Create";

  /** Bytes of a body that an answer waits for; what is longer may have its refusal at once. */
  private static final int MOST_HEARD = 1 << 16;

  private final Conversations conversations;
  private final boolean loopback;
  private final @Nullable String publicHost;
  private final @Nullable Secret apiKey;

  /** What a secret lets one do with a participant. */
  public enum Direction {
    PUBLISH,
    WATCH
  }

  /**
   * A guard.
   *
   * @param loopback whether the server is bound to loopback, and so checks Host and Origin
   * @param publicUrl what clients are told to connect to, or empty
   * @param apiKey what creating needs, or null for nothing
   */
  public AccessGuard(
      Conversations conversations, boolean loopback, String publicUrl, @Nullable String apiKey) {
    this.conversations = conversations;
    this.loopback = loopback;
    this.publicHost = publicUrl.isEmpty() ? null : URI.create(publicUrl).getHost();
    this.apiKey = apiKey == null ? null : Secret.of(apiKey);
  }

  /** Whether creating conversations needs a key. */
  public boolean keyNeeded() {
    return apiKey != null;
  }

  @Override
  public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request)
      throws Exception {
    long length = request.headers().contentLength();
    return length < 1 || length > MOST_HEARD
        ? guarded(delegate, ctx, request)
        : heardOut(delegate, ctx, request);
  }

  private HttpResponse guarded(HttpService delegate, ServiceRequestContext ctx, HttpRequest request)
      throws Exception {
    try {
      check(ctx, request);
    } catch (Refusal refusal) {
      return Problems.http(refusal);
    }
    return delegate.serve(ctx, request);
  }

  /**
   * The answer once a small body has come whole: an answer of HTTP/2 that comes before the
   * request's end resets the stream, and some clients, the JDK's among them, lose it by that.
   */
  private HttpResponse heardOut(
      HttpService delegate, ServiceRequestContext ctx, HttpRequest request) {
    return HttpResponse.of(
        request
            .aggregate(ctx.eventLoop())
            .thenApply(
                body -> {
                  HttpRequest whole = body.toHttpRequest();
                  ctx.updateRequest(whole);
                  try {
                    return guarded(delegate, ctx, whole);
                  } catch (Exception e) {
                    return HttpResponse.ofFailure(e);
                  }
                }));
  }

  /** The secrets that a request shows. */
  public static Credentials credentials(HttpRequest request) {
    return Credentials.parse(request.headers().get(HttpHeaderNames.AUTHORIZATION));
  }

  private void check(ServiceRequestContext ctx, HttpRequest request) {
    if (loopback) {
      checkLoopback(request);
    }
    if (request.method() == HttpMethod.OPTIONS) {
      return;
    }
    Credentials shown = credentials(request);
    String path = ctx.path();
    if (path.equals(CREATE_CALL)) {
      requireKey(shown);
      return;
    }
    List<String> parts = List.of(path.substring(1).split("/", -1));
    switch (parts.getFirst()) {
      case "whip" -> requireMedia(parts, shown, Direction.PUBLISH);
      case "whep" -> requireMedia(parts, shown, Direction.WATCH);
      case "v1" -> checkRest(parts, request.method(), shown);
      default -> {} // page, metrics, health; gRPC streams by join
    }
  }

  private void checkRest(List<String> parts, HttpMethod method, Credentials shown) {
    String collection = parts.size() > 1 ? parts.get(1) : "";
    if (method == HttpMethod.POST
        && (collection.equals("conversations") || collection.equals("samples"))) {
      requireKey(shown);
    } else if (collection.equals("conversations") && parts.size() > 2) {
      requireMember(conversations.get(parts.get(2)), shown, method);
    }
  }

  private void requireKey(Credentials shown) {
    if (apiKey != null && !shown.show(apiKey)) {
      throw wrong(shown, "Creating a conversation needs the server's API key");
    }
  }

  /** GET by any secret of the conversation, a change by a publish secret of it; all by the key. */
  private void requireMember(Conversation conversation, Credentials shown, HttpMethod method) {
    boolean allowed = apiKey != null && shown.show(apiKey);
    for (Participant p : conversation.participants()) {
      allowed |= shown.show(p.publishSecret());
      allowed |= method == HttpMethod.GET && shown.show(p.watchSecret());
    }
    if (!allowed) {
      throw wrong(shown, "This conversation needs one of its secrets");
    }
  }

  private void requireMedia(List<String> parts, Credentials shown, Direction direction) {
    if (parts.size() < 3) {
      throw Refusal.notFound(
          "The path is /%s/{conversation}/{participant}.".formatted(parts.getFirst()));
    }
    require(conversations.get(parts.get(1)).participant(parts.get(2)), shown, direction);
  }

  /** Refuses those who do not show that participant's secret of that direction. */
  public void require(Participant participant, Credentials shown, Direction direction) {
    Secret secret =
        direction == Direction.PUBLISH ? participant.publishSecret() : participant.watchSecret();
    if (!shown.show(secret)) {
      throw wrong(
          shown,
          "This needs the %s secret of '%s'"
              .formatted(direction.name().toLowerCase(Locale.ROOT), participant.id()));
    }
  }

  /**
   * What those who show these secrets may do with the participant.
   *
   * @throws Refusal if nothing
   */
  public Direction join(Participant participant, Credentials shown) {
    if (shown.show(participant.publishSecret())) {
      return Direction.PUBLISH;
    }
    if (shown.show(participant.watchSecret())) {
      return Direction.WATCH;
    }
    throw wrong(shown, "Joining '%s' needs a secret of theirs".formatted(participant.id()));
  }

  /** Refuses a change of a participant by those who show only another one's publish secret. */
  public void requireChange(Participant participant, Credentials shown) {
    if (apiKey == null || !shown.show(apiKey)) {
      require(participant, shown, Direction.PUBLISH);
    }
  }

  private static Refusal wrong(Credentials shown, String what) {
    return shown.isEmpty()
        ? Refusal.of(Refusal.Kind.UNAUTHENTICATED, what + ", as 'Authorization: Bearer SECRET'.")
        : Refusal.of(Refusal.Kind.FORBIDDEN, what + "; the one that came is another.");
  }

  /** A web page elsewhere must not reach a server that is meant for this machine only. */
  private void checkLoopback(HttpRequest request) {
    String authority = request.authority();
    if (authority != null && !local(host(authority))) {
      throw Refusal.of(
          Refusal.Kind.FORBIDDEN,
          "This server serves its own machine only, and was asked for as another host.");
    }
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (origin != null && !local(originHost(origin))) {
      throw Refusal.of(
          Refusal.Kind.FORBIDDEN,
          "This server serves pages of its own machine only, and this one is from elsewhere.");
    }
  }

  private boolean local(String host) {
    return LOOPBACK.contains(host) || host.equals(publicHost);
  }

  private static String host(String authority) {
    int port = authority.lastIndexOf(':');
    boolean hasPort = port > authority.lastIndexOf(']');
    return (hasPort ? authority.substring(0, port) : authority).toLowerCase(Locale.ROOT);
  }

  private static String originHost(String origin) {
    int scheme = origin.indexOf("://");
    return scheme < 0 ? origin : host(origin.substring(scheme + 3));
  }
}
