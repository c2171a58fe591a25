package io.visavis.server.cli;

import io.visavis.avatar.glb.AvatarRules;
import io.visavis.server.config.ConfigLoader;
import io.visavis.server.config.ServerConfig;
import io.visavis.server.config.ServerConfig.Listen;
import io.visavis.server.config.ServerConfig.Registry;
import io.visavis.server.config.ServerConfig.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
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
    footer = {
      "",
      "Examples:",
      "  visavis demo",
      "  visavis demo --avatar anna.glb",
      "  visavis demo --share --port 8443"
    })
final class DemoCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--port", paramLabel = "N", description = "The port to listen on (8080).")
  private @Nullable Integer port;

  @Option(
      names = "--share",
      description = "Serve the whole network, with TLS, so that an invited phone works.")
  private boolean share;

  @Option(
      names = "--avatar",
      paramLabel = "FILE.glb|NAME",
      description = "The face to begin with; others of its folder can be chosen too (mira).")
  private @Nullable String avatar;

  @Override
  public Integer call() throws InterruptedException {
    ServerConfig config = new ConfigLoader(System.getenv()).defaults().withDrain(Duration.ZERO);
    Listen listen = config.listen();
    int at = port == null ? listen.port() : ServeCommand.checked(port);
    if (share) {
      config =
          config
              .withListen(new Listen("0.0.0.0", at, listen.publicUrl()))
              .withAccess(new Tls(null, null, true), config.security().opened());
    } else {
      config = config.withListen(new Listen(listen.host(), at, listen.publicUrl()));
    }
    if (avatar != null) {
      config = config.withAvatars(beginningWith(avatar, config.avatars()));
    }
    new ServerRun(spec.commandLine().getOut()).run(config, share);
    return 0;
  }

  private static Registry beginningWith(String avatar, Registry others) {
    if (!AvatarOptions.isFile(avatar)) {
      return new Registry(others.directory(), avatar);
    }
    Path file = Path.of(avatar).toAbsolutePath();
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.glb$", "");
    if (!Files.isRegularFile(file)) {
      throw new UsageException("There is no file %s.".formatted(avatar));
    }
    if (!AvatarRules.isName(name)) {
      throw new UsageException(
          "The file %s has no name for a server; small letters, digits and hyphens are right, such as anna-2.glb."
              .formatted(avatar));
    }
    return new Registry(file.getParent(), name);
  }
}
