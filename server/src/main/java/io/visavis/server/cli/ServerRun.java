package io.visavis.server.cli;

import io.visavis.avatar.registry.AvatarRegistry;
import io.visavis.inference.model.ModelException;
import io.visavis.server.Refusal;
import io.visavis.server.app.VisavisServer;
import io.visavis.server.config.ConfigException;
import io.visavis.server.config.ServerConfig;
import io.visavis.server.conversation.Catalogue;
import java.io.PrintWriter;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a server until it is told to stop, and says where it is. */
final class ServerRun {
  private static final Logger log = LoggerFactory.getLogger(ServerRun.class);

  private final PrintWriter out;

  ServerRun(PrintWriter out) {
    this.out = out;
  }

  /** Returns when the server has stopped. */
  void run(ServerConfig config, boolean share) throws InterruptedException {
    tell("reading avatars and the motion model ...");
    VisavisServer server;
    try {
      server =
          new VisavisServer(
              config,
              AvatarRegistry.standard(config.avatars().directory()),
              Catalogue.openModels(config.models(), config.modelProvider().pick()));
    } catch (ConfigException | ModelException | Refusal e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    say(server, config, share);
    Stopping.install(server).await();
  }

  /** Where it is, and who reaches it. */
  void say(VisavisServer server, ServerConfig config, boolean share) {
    String scheme = config.tls().on() ? "https" : "http";
    String host = config.listen().host();
    String shown =
        host.equals("127.0.0.1") || host.equals("0.0.0.0") || host.equals("::")
            ? "localhost"
            : host;
    tell(
        "drawing with the %s back end; avatars %s; motion model %s; room for %d portrayals"
            .formatted(
                server.renderBackend(),
                String.join(", ", server.catalogue().avatarNames()),
                server.catalogue().defaultModel(),
                server.conversations().admission().slots()));
    tell("open %s://%s:%d".formatted(scheme, shown, server.port()));
    if (server.loopbackOnly()) {
      tell("only this machine reaches it; for others give --host 0.0.0.0 and set VISAVIS_API_KEY.");
    }
    if (config.security().guarded()) {
      tell("creating a conversation needs the API key or a token.");
    }
    if (share) {
      tell("others open %s://%s:%d".formatted(scheme, networkAddress(), server.port()));
      tell(
          "the certificate was made just now, so browsers warn once; go on past it."
              + (config.security().guarded()
                  ? ""
                  : " Whoever reaches this port can start conversations."));
    }
  }

  /** To who has started it; or to the log, where every line is JSON. */
  private void tell(String words) {
    if (LogChoice.json()) {
      log.info("{}", words);
    } else {
      out.println("visavis: " + words);
    }
  }

  /** An address by which other machines reach this one. */
  private static String networkAddress() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress())
          .map(a -> a.getHostAddress())
          .findFirst()
          .orElse("localhost");
    } catch (SocketException e) {
      return "localhost";
    }
  }
}
