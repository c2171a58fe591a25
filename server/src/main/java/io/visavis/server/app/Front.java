package io.visavis.server.app;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestContext;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.annotation.Nullable;
import com.linecorp.armeria.common.grpc.GrpcSerializationFormats;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpResponseException;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.grpc.GrpcHealthCheckService;
import com.linecorp.armeria.server.grpc.GrpcService;
import com.linecorp.armeria.server.healthcheck.HealthCheckService;
import com.linecorp.armeria.server.healthcheck.HealthChecker;
import com.linecorp.armeria.server.healthcheck.ListenableHealthChecker;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.Status;
import io.visavis.server.Problems;
import io.visavis.server.Refusal;
import io.visavis.server.config.ServerConfig.Limits;
import io.visavis.server.security.AccessGuard;
import io.visavis.server.security.ClientLimits;
import io.visavis.server.security.OriginRule;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What stands on the one port, and how errors look there. */
final class Front {
  private static final Logger log = LoggerFactory.getLogger(Front.class);

  /** A connection on which nothing moves is asked whether it stands; one that is half open ends. */
  private static final Duration PING = Duration.ofSeconds(10);

  private Front() {}

  /** What stands before every service: limits first, as they cost least, secrets last. */
  static void guard(
      ServerBuilder server, ClientLimits limits, OriginRule origins, AccessGuard guard) {
    limits.bind(server);
    server.decorator(
        service ->
            service.decorate(guard).decorate(origins.cors()).decorate(origins).decorate(limits));
  }

  static void rest(ServerBuilder server, Limits limits, Object... services) {
    for (Object service : services) {
      server.annotatedService().maxRequestLength(limits.body()).build(service);
    }
    server.errorHandler(new Sentences().orElse(ServerErrorHandler.ofDefault()));
  }

  static void grpc(
      ServerBuilder server,
      Limits limits,
      ListenableHealthChecker ready,
      BindableService... services) {
    server.pingInterval(PING);
    GrpcService grpc =
        GrpcService.builder()
            .addServices(services)
            .addService(GrpcHealthCheckService.of(ready))
            .supportedSerializationFormats(GrpcSerializationFormats.values())
            .enableUnframedRequests(true)
            .maxRequestMessageLength(limits.message())
            .exceptionHandler(Front::fault)
            .build();
    server.service(
        grpc,
        delegate ->
            delegate.decorate(
                (next, ctx, request) -> {
                  ctx.clearRequestTimeout(); // a conversation may last for days
                  ctx.setMaxRequestLength(0); // each message has its own limit
                  return next.serve(ctx, request);
                }));
  }

  /** Has the log know of memory that is used up; the caller gets the usual status. */
  private static @Nullable Status fault(
      RequestContext ctx, Status status, Throwable cause, Metadata metadata) {
    if (cause instanceof OutOfMemoryError) {
      log.error("A gRPC call failed", cause);
    }
    return null;
  }

  /** Whether to start the process anew, and whether to send it new conversations. */
  static void health(ServerBuilder server, HealthChecker alive, ListenableHealthChecker ready) {
    server.service("/livez", HealthCheckService.builder().checkers(alive).longPolling(0).build());
    server.service("/readyz", HealthCheckService.of(ready));
  }

  /** Errors as problem+json with one sentence. */
  private static final class Sentences implements ServerErrorHandler {
    @Override
    public @Nullable HttpResponse onServiceException(ServiceRequestContext ctx, Throwable cause) {
      if (cause instanceof Refusal refusal) {
        return Problems.http(refusal);
      }
      if (!(cause instanceof HttpStatusException)
          && !(cause instanceof HttpResponseException)
          && !Exceptions.isExpected(cause)) {
        // The pattern, not the path: a path may name a conversation.
        log.error("A request of {} failed", ctx.config().route().patternString(), cause);
      }
      return null;
    }

    @Override
    public com.linecorp.armeria.common.@Nullable AggregatedHttpResponse renderStatus(
        @Nullable ServiceRequestContext ctx,
        ServiceConfig config,
        @Nullable RequestHeaders headers,
        HttpStatus status,
        @Nullable String description,
        @Nullable Throwable cause) {
      if (!status.isError()) {
        return null;
      }
      String sentence =
          switch (status.code()) {
            case 404 -> "There is nothing at this path.";
            case 405 -> "This path does not take this method.";
            case 413 -> "The body is too large.";
            case 503 -> "The server is too busy, or shutting down.";
            case 500 -> "The server failed at this; its log says why.";
            default -> "The request cannot be served.";
          };
      return Problems.whole(status, sentence);
    }
  }
}
