package io.visavis.server.whip;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import io.visavis.media.sdp.BadSdpException;
import io.visavis.media.webrtc.IceSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What WHIP and WHEP answer, with the headers that pages elsewhere need to read it (CORS). */
final class MediaResponses {
  static final MediaType SDP = MediaType.create("application", "sdp");
  static final MediaType FRAGMENT = MediaType.create("application", "trickle-ice-sdpfrag");

  private static final MediaType PROBLEM = MediaType.create("application", "problem+json");
  private static final ObjectMapper JSON = new ObjectMapper();

  private MediaResponses() {}

  static HttpResponse created(MediaSession session, List<IceSettings.Server> servers) {
    ResponseHeadersBuilder h =
        headers(HttpStatus.CREATED)
            .contentType(SDP)
            .add(HttpHeaderNames.LOCATION, location(session))
            .add(HttpHeaderNames.ETAG, EntityTags.quoted(session.tag()));
    for (IceSettings.Server s : servers) {
      h.add(HttpHeaderNames.LINK, link(s));
    }
    return HttpResponse.of(h.build(), HttpData.ofUtf8(session.answer()));
  }

  static HttpResponse restarted(MediaSession session, String fragment) {
    return HttpResponse.of(
        headers(HttpStatus.OK)
            .contentType(FRAGMENT)
            .add(HttpHeaderNames.ETAG, EntityTags.quoted(session.tag()))
            .build(),
        HttpData.ofUtf8(fragment));
  }

  /** To a GET: no representation, and no error (RFC 9725, section 4.1). */
  static HttpResponse nothingToShow() {
    return empty(HttpStatus.NO_CONTENT);
  }

  static HttpResponse empty(HttpStatus status) {
    return HttpResponse.of(headers(status).build());
  }

  /** To a preflight; no TURN credentials, as the caller has shown no secret. */
  static HttpResponse options(boolean ofSession) {
    return HttpResponse.of(
        headers(HttpStatus.OK)
            .add("accept-post", "application/sdp")
            .add("accept-patch", "application/trickle-ice-sdpfrag")
            .add(HttpHeaderNames.ALLOW, allowed(ofSession))
            .add(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "POST, PATCH, DELETE, OPTIONS")
            .add(
                HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS,
                "Authorization, Content-Type, If-Match")
            .add(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, "600")
            .build());
  }

  static HttpResponse methodNotAllowed(boolean ofSession) {
    return problem(
        headers(HttpStatus.METHOD_NOT_ALLOWED).add(HttpHeaderNames.ALLOW, allowed(ofSession)),
        ofSession
            ? "This is a session: change it with PATCH, end it with DELETE."
            : "This makes sessions: create one with POST, and use the URL in its Location.");
  }

  private static String allowed(boolean ofSession) {
    return ofSession ? "GET, HEAD, PATCH, DELETE, OPTIONS" : "GET, HEAD, POST, OPTIONS";
  }

  static HttpResponse bad(BadSdpException e) {
    return problem(
        e.isUnsupported() ? HttpStatus.NOT_ACCEPTABLE : HttpStatus.BAD_REQUEST,
        String.valueOf(e.getMessage()));
  }

  static HttpResponse refused(MediaRefusedException e) {
    String sentence = String.valueOf(e.getMessage());
    return switch (e.reason()) {
      case NOT_FOUND -> problem(HttpStatus.NOT_FOUND, sentence);
      case TAKEN -> retry(HttpStatus.CONFLICT, 2, sentence);
      case NOTHING_TO_WATCH -> retry(HttpStatus.CONFLICT, 1, sentence);
      case FULL -> retry(HttpStatus.SERVICE_UNAVAILABLE, 5, sentence);
    };
  }

  static HttpResponse retry(HttpStatus status, int seconds, String sentence) {
    return problem(headers(status).addInt(HttpHeaderNames.RETRY_AFTER, seconds), sentence);
  }

  static HttpResponse problem(HttpStatus status, String sentence) {
    return problem(headers(status), sentence);
  }

  private static HttpResponse problem(ResponseHeadersBuilder headers, String sentence) {
    HttpStatus status = headers.status();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("title", status.reasonPhrase());
    body.put("status", status.code());
    body.put("detail", sentence);
    try {
      return HttpResponse.of(
          headers.contentType(PROBLEM).build(), HttpData.wrap(JSON.writeValueAsBytes(body)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ResponseHeadersBuilder headers(HttpStatus status) {
    return ResponseHeaders.builder(status)
        .add(
            HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS,
            "Location, Link, ETag, Retry-After, Accept-Post, Accept-Patch")
        .add(HttpHeaderNames.CACHE_CONTROL, "no-store");
  }

  private static String location(MediaSession s) {
    return "/"
        + (s.kind() == MediaSession.Kind.WHIP ? "whip" : "whep")
        + "/"
        + s.conversation()
        + "/"
        + s.participant()
        + "/"
        + s.id();
  }

  private static String link(IceSettings.Server s) {
    String link = "<" + s.url() + ">; rel=\"ice-server\"";
    return s.username().isEmpty()
        ? link
        : link
            + "; username=\""
            + escaped(s.username())
            + "\"; credential=\""
            + escaped(s.credential())
            + "\"; credential-type=\"password\"";
  }

  /** For a quoted string of a header (RFC 9110, section 5.6.4). */
  private static String escaped(String s) {
    return s.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
