package io.visavis.server.security;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.cors.CorsService;
import io.visavis.server.Problems;
import io.visavis.server.Refusal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages reach the server: its own and those of named origins. A page of another origin is
 * refused outright, rather than only kept from reading the answer. Bound to loopback, the server
 * also refuses to be another host, so that no name elsewhere that points here is its own origin.
 * What is no page sends no Origin and passes. Any thread.
 */
public final class OriginRule implements DecoratingHttpServiceFunction {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String ANY = "*";
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final boolean loopback;
  private final Set<String> named;
  private final @Nullable String publicOrigin;
  private final @Nullable String publicHost;

  /**
   * A rule.
   *
   * @param loopback whether the server is bound to loopback
   * @param publicUrl what clients are told to connect to, or empty
   * @param named origins whose pages may use the server, such as {@code https://app.example.org};
   *     {@code *} is every one
   */
  public OriginRule(boolean loopback, String publicUrl, List<String> named) {
    this.loopback = loopback;
    this.publicOrigin = publicUrl.isEmpty() ? null : origin(publicUrl);
    this.publicHost = publicUrl.isEmpty() ? null : URI.create(publicUrl).getHost();
    this.named = Set.copyOf(named);
  }

  @Override
  public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request)
      throws Exception {
    String authority = request.authority();
    if (loopback && authority != null && !local(authority)) {
      return refused("This server serves its own machine only, and was asked for as another host.");
    }
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (origin != null && !elsewhereAllowed(origin) && !own(origin, authority)) {
      return refused(
          loopback
              ? "This server serves pages of its own machine only, and this one is from elsewhere."
              : "This server serves its own page and those of security.origins; this page is neither.");
    }
    return delegate.serve(ctx, request);
  }

  /** Lets pages of other origins read the answers, and answers their preflights. */
  public Function<? super HttpService, CorsService> cors() {
    return CorsService.builder(this::elsewhereAllowed)
        .allowRequestMethods(HttpMethod.GET, HttpMethod.POST, HttpMethod.PATCH, HttpMethod.DELETE)
        .allowAllRequestHeaders(true)
        .exposeHeaders(
            HttpHeaderNames.LOCATION,
            HttpHeaderNames.RETRY_AFTER,
            HttpHeaderNames.LINK,
            HttpHeaderNames.ETAG,
            "accept-post",
            "accept-patch",
            "grpc-status",
            "grpc-message")
        .maxAge(REMEMBERED)
        .newDecorator();
  }

  private boolean elsewhereAllowed(String origin) {
    return named.contains(ANY)
        || named.contains(origin.toLowerCase(Locale.ROOT))
        || (loopback && local(origin.substring(Math.max(0, origin.indexOf("://") + 3))));
  }

  private boolean own(String origin, @Nullable String authority) {
    int scheme = origin.indexOf("://");
    return origin.equalsIgnoreCase(publicOrigin)
        || (scheme > 0
            && authority != null
            && origin.equals(origin(origin.substring(0, scheme) + "://" + authority)));
  }

  /**
   * The origin of a URL (RFC 6454): without path, and without the port that goes without saying.
   */
  private static String origin(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    int host = lower.indexOf("://") + 3;
    int path = lower.indexOf('/', host);
    String origin = path < 0 ? lower : lower.substring(0, path);
    String implied = origin.startsWith("https:") ? ":443" : ":80";
    return origin.endsWith(implied)
        ? origin.substring(0, origin.length() - implied.length())
        : origin;
  }

  private boolean local(String authority) {
    int port = authority.lastIndexOf(':');
    boolean hasPort = port > authority.lastIndexOf(']');
    String host = (hasPort ? authority.substring(0, port) : authority).toLowerCase(Locale.ROOT);
    return LOOPBACK.contains(host) || host.equals(publicHost);
  }

  private static HttpResponse refused(String sentence) {
    return Problems.http(Refusal.of(Refusal.Kind.FORBIDDEN, sentence));
  }
}
