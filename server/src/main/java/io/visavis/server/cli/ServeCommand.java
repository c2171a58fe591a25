package io.visavis.server.cli;

import io.visavis.server.config.ConfigLoader;
import io.visavis.server.config.ServerConfig;
import io.visavis.server.config.ServerConfig.Listen;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code serve}. */
@Command(
    name = "serve",
    description = {
      "Serves conversations: gRPC, REST, WHIP, WHEP and the page on one port.",
      "Without a key (VISAVIS_API_KEY, or security of --config) it serves this machine only."
    },
    footer = {
      "",
      "Examples:",
      "  visavis serve",
      "  VISAVIS_API_KEY=secret visavis serve --host 0.0.0.0",
      "  visavis serve --config visavis.conf --host 0.0.0.0 --port 443"
    })
final class ServeCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "HOCON over the defaults; docs/operations.md lists the keys.")
  private @Nullable Path file;

  @Option(names = "--port", paramLabel = "N", description = "The port to listen on.")
  private @Nullable Integer port;

  @Option(names = "--host", paramLabel = "ADDRESS", description = "The address to listen on.")
  private @Nullable String host;

  @Override
  public Integer call() throws InterruptedException {
    ConfigLoader loader = new ConfigLoader(System.getenv());
    ServerConfig config = file == null ? loader.defaults() : loader.load(file);
    Listen listen = config.listen();
    config =
        config.withListen(
            new Listen(
                host == null ? listen.host() : host,
                port == null ? listen.port() : checked(port),
                listen.publicUrl()));
    new ServerRun(spec.commandLine().getOut()).run(config, false);
    return 0;
  }

  static int checked(int port) {
    if (port < 0 || port > 65_535) {
      throw new UsageException("There is no port %d; 0 to 65535 would be right.".formatted(port));
    }
    return port;
  }
}
