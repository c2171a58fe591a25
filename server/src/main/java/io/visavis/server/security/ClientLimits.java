package io.visavis.server.security;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.visavis.server.Problems;
import io.visavis.server.Refusal;
import io.visavis.server.config.ServerConfig.Clients;
import io.visavis.server.lane.NanoClock;
import java.time.Duration;

/**
 * What one client may take of the server: requests a second, connections, streams, header bytes,
 * time. It stands before all else, so that what is too much costs least. Any thread.
 */
public final class ClientLimits implements DecoratingHttpServiceFunction {
  private final Clients limits;
  private final ClientAddresses addresses;
  private final RequestRate rate;
  private final ConnectionLimit connections;

  /**
   * Limits.
   *
   * @throws io.visavis.server.config.ConfigException if a proxy is neither address nor block
   */
  public ClientLimits(Clients limits, NanoClock clock) {
    this.limits = limits;
    addresses = new ClientAddresses(limits.trustedProxies());
    rate = new RequestRate(clock, limits.requestsPerSecond(), limits.requestBurst());
    connections = new ConnectionLimit(addresses, limits.connections(), limits.firstRequest());
  }

  /** Has a server keep the limits that concern its connections. */
  public void bind(ServerBuilder server) {
    addresses.bind(server);
    server.childChannelPipelineCustomizer(connections::accept);
    server.maxNumConnections(limits.connectionsOfAll());
    server.http2MaxStreamsPerConnection(limits.streams());
    server.http1MaxHeaderSize(limits.headers());
    server.http2MaxHeaderListSize(limits.headers());
    server.idleTimeout(limits.idle());
    server.requestTimeout(limits.request());
  }

  @Override
  public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request)
      throws Exception {
    connections.heard(ctx.remoteAddress());
    Duration wait = rate.take(ClientAddresses.key(ctx.clientAddress()));
    if (!wait.isZero()) {
      return Problems.answer(
          request,
          Refusal.tooMany(
              "More than %d requests a second came from this address; wait a little."
                  .formatted(limits.requestsPerSecond()),
              wait));
    }
    return delegate.serve(ctx, request);
  }
}
