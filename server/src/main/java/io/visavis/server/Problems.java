package io.visavis.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.common.grpc.protocol.StatusMessageEscaper;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.grpc.Status;
import io.netty.util.AttributeKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is refused, in the terms of each transport: problem+json (RFC 9457) or a gRPC status. */
public final class Problems {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MediaType PROBLEM = MediaType.create("application", "problem+json");

  /** Of a request that was refused: {@link Refusal#reason}. */
  public static final AttributeKey<String> REASON = AttributeKey.valueOf(Problems.class, "REASON");

  private Problems() {}

  /** Notes, for metrics, why the request in hand is refused. */
  public static void note(String reason) {
    ServiceRequestContext ctx = ServiceRequestContext.currentOrNull();
    if (ctx != null) {
      ctx.setAttr(REASON, reason);
    }
  }

  /** The status of a refusal. */
  public static HttpStatus status(Refusal.Kind kind) {
    return switch (kind) {
      case INVALID -> HttpStatus.BAD_REQUEST;
      case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
      case FORBIDDEN -> HttpStatus.FORBIDDEN;
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case CONFLICT -> HttpStatus.CONFLICT;
      case TOO_LARGE -> HttpStatus.REQUEST_ENTITY_TOO_LARGE;
      case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
      case BUSY, DRAINING -> HttpStatus.SERVICE_UNAVAILABLE;
    };
  }

  /** The response to a refused request, in the terms in which it was made. */
  public static HttpResponse answer(HttpRequest request, Refusal refusal) {
    MediaType type = request.contentType();
    return type != null && type.type().equals("application") && type.subtype().startsWith("grpc")
        ? trailers(type, grpc(refusal))
        : http(refusal);
  }

  /**
   * A gRPC response of trailers only. A status of HTTP would reach the caller as UNAVAILABLE or
   * UNKNOWN, and without a sentence.
   */
  private static HttpResponse trailers(MediaType type, Status status) {
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(type)
            .endOfStream(true)
            .addInt("grpc-status", status.getCode().value())
            .add(
                "grpc-message",
                StatusMessageEscaper.escape(String.valueOf(status.getDescription())))
            .build());
  }

  /** The HTTP response to a refused request. */
  public static HttpResponse http(Refusal refusal) {
    note(refusal.reason());
    ResponseHeadersBuilder headers = ResponseHeaders.builder(status(refusal.kind()));
    Duration retryAfter = refusal.retryAfter();
    if (retryAfter != null) {
      headers.add(
          HttpHeaderNames.RETRY_AFTER, Long.toString(retryAfter.plusMillis(999).toSeconds()));
    }
    if (refusal.kind() == Refusal.Kind.UNAUTHENTICATED) {
      headers.add(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
    }
    return whole(headers, refusal.sentence()).toHttpResponse();
  }

  /** A response of that status with one sentence. */
  public static HttpResponse http(HttpStatus status, String sentence) {
    return whole(status, sentence).toHttpResponse();
  }

  /** The same where nobody may wait for it to be made of its parts, as on an event loop. */
  public static AggregatedHttpResponse whole(HttpStatus status, String sentence) {
    return whole(ResponseHeaders.builder(status), sentence);
  }

  private static AggregatedHttpResponse whole(ResponseHeadersBuilder headers, String sentence) {
    HttpStatus status = headers.status();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("title", status.reasonPhrase());
    body.put("status", status.code());
    body.put("detail", sentence);
    try {
      headers.contentType(PROBLEM);
      return AggregatedHttpResponse.of(
          headers.build(), HttpData.wrap(JSON.writeValueAsBytes(body)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The gRPC status of a refused call. */
  public static Status grpc(Refusal refusal) {
    note(refusal.reason());
    Status status =
        switch (refusal.kind()) {
          case INVALID -> Status.INVALID_ARGUMENT;
          case UNAUTHENTICATED -> Status.UNAUTHENTICATED;
          case FORBIDDEN -> Status.PERMISSION_DENIED;
          case NOT_FOUND -> Status.NOT_FOUND;
          case CONFLICT -> Status.ALREADY_EXISTS;
          case TOO_LARGE, TOO_MANY, BUSY -> Status.RESOURCE_EXHAUSTED;
          case DRAINING -> Status.UNAVAILABLE;
        };
    return status.withDescription(refusal.sentence());
  }
}
