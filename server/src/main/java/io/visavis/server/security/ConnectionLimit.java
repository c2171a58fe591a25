package io.visavis.server.security;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * How many connections a client may hold, and how long one may take to its first request. Any
 * thread.
 */
final class ConnectionLimit {
  private final ClientAddresses addresses;
  private final int most;
  private final Duration patience;
  private final Map<InetAddress, Integer> open = new ConcurrentHashMap<>();
  private final Map<SocketAddress, ScheduledFuture<?>> silent = new ConcurrentHashMap<>();

  /**
   * A limit.
   *
   * @param most connections of a client that is no trusted proxy
   * @param patience from a connection to its first request, TLS included
   */
  ConnectionLimit(ClientAddresses addresses, int most, Duration patience) {
    this.addresses = addresses;
    this.most = most;
    this.patience = patience;
  }

  /** A connection has been made: it is closed at once where it is one too many. */
  void accept(ChannelPipeline pipeline) {
    Channel channel = pipeline.channel();
    if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
      return;
    }
    InetAddress client = ClientAddresses.key(remote.getAddress());
    boolean proxy = addresses.isProxy(remote.getAddress());
    int now = open.merge(client, 1, Integer::sum);
    silent.put(
        remote,
        channel
            .eventLoop()
            .schedule(() -> close(channel), patience.toMillis(), TimeUnit.MILLISECONDS));
    channel
        .closeFuture()
        .addListener(
            closed -> {
              heard(remote);
              open.computeIfPresent(client, (c, n) -> n == 1 ? null : n - 1);
            });
    if (now > most && !proxy) {
      close(channel);
    }
  }

  private static void close(Channel channel) {
    var _ = channel.close();
  }

  /** A request has come by that connection. */
  void heard(SocketAddress remote) {
    ScheduledFuture<?> end = silent.remove(remote);
    if (end != null) {
      end.cancel(false);
    }
  }
}
