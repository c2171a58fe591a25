package io.visavis.server.app;

import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.server.ServerBuilder;
import io.visavis.server.config.ConfigException;
import io.visavis.server.config.ServerConfig;
import io.visavis.server.config.ServerConfig.Listen;
import io.visavis.server.config.ServerConfig.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Where a server listens. */
final class Ports {
  private Ports() {}

  /** Whether only this machine reaches that address. */
  static boolean loopback(String host) {
    return address(host).isLoopbackAddress();
  }

  /** Binds the one port, with TLS where it is wanted. */
  static void bind(ServerBuilder server, ServerConfig config) {
    InetSocketAddress at =
        new InetSocketAddress(address(config.listen().host()), config.listen().port());
    Tls tls = config.tls();
    server.port(at, tls.on() ? SessionProtocol.HTTPS : SessionProtocol.HTTP);
    if (tls.certificateFile() != null && tls.keyFile() != null) {
      try {
        server.tls(TlsKeyPair.of(tls.keyFile().toFile(), tls.certificateFile().toFile()));
      } catch (IllegalArgumentException e) {
        throw unfit(tls);
      }
    } else if (tls.selfSigned()) {
      server.tlsSelfSigned();
    }
  }

  /** The certificate or its key is no such thing, or they do not belong together. */
  static ConfigException unfit(Tls tls) {
    return new ConfigException(
        "The certificate %s and key %s cannot be used together; PEM files of the same pair would be right."
            .formatted(tls.certificateFile(), tls.keyFile()));
  }

  /**
   * Says early, and in one sentence, that a port is taken.
   *
   * @throws ConfigException if it is
   */
  static void requireFree(Listen listen) {
    if (listen.port() == 0) {
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address(listen.host()), listen.port()));
    } catch (IOException e) {
      throw taken(listen);
    }
  }

  static ConfigException taken(Listen listen) {
    return new ConfigException(
        "Port %d of %s is in use or not allowed; stop what uses it, or give another with --port."
            .formatted(listen.port(), listen.host()));
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new ConfigException("The address %s to listen on is not known here.".formatted(host));
    }
  }
}
