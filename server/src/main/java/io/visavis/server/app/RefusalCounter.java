package io.visavis.server.app;

import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.RequestContext;
import com.linecorp.armeria.common.logging.RequestLog;
import com.linecorp.armeria.server.logging.AccessLogWriter;
import io.grpc.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.visavis.server.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests that were refused, by reason: what {@link Problems} noted, or else what the
 * status says. Looks at every request once it is over, whichever service or guard answered it. Any
 * thread.
 */
final class RefusalCounter implements AccessLogWriter {
  /** Those of which a rise from zero is worth seeing. */
  private static final List<String> KNOWN =
      List.of(
          "slots",
          "conversations",
          "viewers",
          "memory",
          "busy",
          "draining",
          "invalid",
          "unauthenticated",
          "forbidden",
          "not_found",
          "conflict",
          "too_large",
          "too_many",
          "internal");

  private final MeterRegistry registry;

  RefusalCounter(MeterRegistry registry) {
    this.registry = registry;
    KNOWN.forEach(this::counter);
  }

  private Counter counter(String reason) {
    return Counter.builder("visavis.refusals")
        .description("Requests that were refused")
        .tag("reason", reason)
        .register(registry);
  }

  @Override
  public void log(RequestLog log) {
    String reason = byStatus(log);
    if (reason != null) {
      String noted = noted(log.context());
      counter(noted == null ? reason : noted).increment();
    }
  }

  private static @Nullable String noted(RequestContext ctx) {
    return ctx.attr(Problems.REASON);
  }

  private static @Nullable String byStatus(RequestLog log) {
    int http = log.responseStatus().code();
    return http >= 400 ? byHttp(http) : byGrpc(log);
  }

  private static String byHttp(int status) {
    return switch (status) {
      case 401 -> "unauthenticated";
      case 403 -> "forbidden";
      case 404 -> "not_found";
      case 409 -> "conflict";
      case 413 -> "too_large";
      case 429 -> "too_many";
      case 503 -> "busy";
      default -> status >= 500 ? "internal" : "invalid";
    };
  }

  private static @Nullable String byGrpc(RequestLog log) {
    String status = grpcStatus(log.responseTrailers());
    if (status == null) {
      status = grpcStatus(log.responseHeaders());
    }
    if (status == null) {
      return null;
    }
    return switch (Status.fromCodeValue(Integer.parseInt(status)).getCode()) {
      case OK, CANCELLED -> null; // a client that leaves is not refused
      case UNAUTHENTICATED -> "unauthenticated";
      case PERMISSION_DENIED -> "forbidden";
      case NOT_FOUND -> "not_found";
      case ALREADY_EXISTS -> "conflict";
      case RESOURCE_EXHAUSTED, UNAVAILABLE -> "busy";
      case UNKNOWN, INTERNAL, DATA_LOSS -> "internal";
      default -> "invalid";
    };
  }

  private static @Nullable String grpcStatus(HttpHeaders headers) {
    String status = headers.get("grpc-status");
    return status == null || !status.chars().allMatch(Character::isDigit) || status.length() > 3
        ? null
        : status;
  }
}
