package io.visavis.server.app;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.annotation.Nullable;
import com.linecorp.armeria.common.grpc.GrpcSerializationFormats;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.grpc.GrpcHealthCheckService;
import com.linecorp.armeria.server.grpc.GrpcService;
import com.linecorp.armeria.server.healthcheck.HealthCheckService;
import com.linecorp.armeria.server.healthcheck.ListenableHealthChecker;
import io.grpc.BindableService;
import io.visavis.server.Problems;
import io.visavis.server.Refusal;
import io.visavis.server.config.ServerConfig.Limits;
import io.visavis.server.security.AccessGuard;
import io.visavis.server.security.ClientLimits;
import io.visavis.server.security.OriginRule;

/** What stands on the one port, and how errors look there. */
final class Front {
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
    GrpcService grpc =
        GrpcService.builder()
            .addServices(services)
            .addService(GrpcHealthCheckService.of(ready))
            .supportedSerializationFormats(GrpcSerializationFormats.values())
            .enableUnframedRequests(true)
            .maxRequestMessageLength(limits.message())
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

  static void health(ServerBuilder server, ListenableHealthChecker ready) {
    server.service("/healthz", HealthCheckService.of());
    server.service("/readyz", HealthCheckService.of(ready));
  }

  /** Errors as problem+json with one sentence. */
  private static final class Sentences implements ServerErrorHandler {
    @Override
    public @Nullable HttpResponse onServiceException(ServiceRequestContext ctx, Throwable cause) {
      return cause instanceof Refusal refusal ? Problems.http(refusal) : null;
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
      return Problems.http(status, sentence).aggregate().join();
    }
  }
}
