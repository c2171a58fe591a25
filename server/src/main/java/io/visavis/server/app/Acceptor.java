package io.visavis.server.app;

import com.linecorp.armeria.common.Flags;
import com.linecorp.armeria.common.util.TransportType;
import com.linecorp.armeria.server.ServerBuilder;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Accepts connections. It ends at once when a server stops: Netty's own waits for two seconds
 * whether there is more to do, which nobody can bring to a port that is closed.
 */
final class Acceptor extends MultiThreadIoEventLoopGroup {
  private static final long MOST_SECONDS = 15;

  private Acceptor(String name, IoHandlerFactory handlers) {
    super(1, new DefaultThreadFactory(name, true), handlers);
  }

  /** Has a server use it where connections come by a kind of loop that is known here. */
  static void use(ServerBuilder builder) {
    TransportType type = Flags.transportType();
    if (type == TransportType.EPOLL) {
      builder.bossGroupFactory(name -> new Acceptor(name, EpollIoHandler.newFactory()));
    } else if (type == TransportType.NIO) {
      builder.bossGroupFactory(name -> new Acceptor(name, NioIoHandler.newFactory()));
    }
  }

  @Override
  public Future<?> shutdownGracefully() {
    return shutdownGracefully(0, MOST_SECONDS, TimeUnit.SECONDS);
  }
}
