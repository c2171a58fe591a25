package io.visavis.server.cli;

import io.visavis.server.config.ConfigLoader;
import io.visavis.server.config.ServerConfig;
import io.visavis.server.config.ServerConfig.Listen;
import io.visavis.server.config.ServerConfig.Security;
import io.visavis.server.config.ServerConfig.Tls;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}. */
@Command(
    name = "demo",
    description = "Serves the demo page, for this machine only unless it is shared.",
    footer = {"", "Examples:", "  visavis demo", "  visavis demo --share --port 8443"})
final class DemoCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--port", paramLabel = "N", description = "The port to listen on (8080).")
  private @Nullable Integer port;

  @Option(
      names = "--share",
      description = "Serve the whole network, with TLS, so that an invited phone works.")
  private boolean share;

  @Override
  public Integer call() throws InterruptedException {
    ServerConfig config = new ConfigLoader(System.getenv()).defaults().withDrain(Duration.ZERO);
    Listen listen = config.listen();
    int at = port == null ? listen.port() : ServeCommand.checked(port);
    if (share) {
      config =
          config
              .withListen(new Listen("0.0.0.0", at, listen.publicUrl()))
              .withAccess(
                  new Tls(null, null, true), new Security(config.security().apiKey(), true));
    } else {
      config = config.withListen(new Listen(listen.host(), at, listen.publicUrl()));
    }
    new ServerRun(spec.commandLine().getOut()).run(config, share);
    return 0;
  }
}
