package io.visavis.server.app;

import com.linecorp.armeria.common.RequestContext;
import com.linecorp.armeria.common.annotation.Nullable;
import com.linecorp.armeria.common.grpc.GrpcSerializationFormats;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.grpc.GrpcHealthCheckService;
import com.linecorp.armeria.server.grpc.GrpcService;
import com.linecorp.armeria.server.healthcheck.HealthCheckService;
import com.linecorp.armeria.server.healthcheck.HealthChecker;
import com.linecorp.armeria.server.healthcheck.ListenableHealthChecker;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.Status;
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
    server.errorHandler(new ErrorSentences().orElse(ServerErrorHandler.ofDefault()));
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
}
