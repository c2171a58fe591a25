package io.visavis.server.cli;

import io.visavis.server.config.ConfigLoader;
import io.visavis.server.config.ServerConfig;
import io.visavis.server.config.ServerConfig.Tokens;
import io.visavis.server.security.Grants;
import io.visavis.server.security.TokenAlgorithm;
import io.visavis.server.security.TokenKeys;
import io.visavis.server.security.TokenMint;
import java.nio.file.Path;
import java.security.Key;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code token}. */
@Command(
    name = "token",
    description = {
      "Signs a join token and prints it, to try a server that takes tokens.",
      "The shared secret is the server's own: VISAVIS_TOKEN_SECRET, or security.tokens.secret-file"
          + " of --config."
    },
    footer = {
      "",
      "Examples:",
      "  export VISAVIS_TOKEN_SECRET=$(openssl rand -base64 32)",
      "  visavis token --create",
      "  visavis token --publish CONVERSATION/ann --watch CONVERSATION/bob --minutes 10",
      "  visavis token --watch 'CONVERSATION/*'",
      "  openssl genpkey -algorithm ed25519 -out issuer.pem",
      "  openssl pkey -in issuer.pem -pubout -out issuer-public.pem",
      "  visavis token --config visavis.conf --private-key issuer.pem --create"
    })
final class TokenCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--create", description = "Let the bearer create conversations.")
  private boolean create;

  @Option(
      names = "--publish",
      paramLabel = "CONVERSATION/PARTICIPANT",
      description = "Let the bearer give that voice and steer that face; * is every participant.")
  private List<String> publish = List.of();

  @Option(
      names = "--watch",
      paramLabel = "CONVERSATION/PARTICIPANT",
      description = "Let the bearer see and hear that portrayal; * is every participant.")
  private List<String> watch = List.of();

  @Option(names = "--minutes", paramLabel = "N", description = "Valid for so long (60).")
  private int minutes = 60;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The server's configuration: algorithm, issuer, audience, secret.")
  private @Nullable Path file;

  @Option(
      names = "--private-key",
      paramLabel = "FILE.pem",
      description = "The issuer's private key (PKCS #8), for RS256, ES256 and EdDSA.")
  private @Nullable Path privateKey;

  @Override
  public Integer call() {
    ConfigLoader loader = new ConfigLoader(System.getenv());
    ServerConfig config = file == null ? loader.defaults() : loader.load(file);
    Tokens tokens = config.security().tokens();
    if (minutes < 1 || minutes > tokens.longest().toMinutes()) {
      throw new UsageException(
          "A token of %d minutes is not taken; 1 to %d would be right."
              .formatted(minutes, tokens.longest().toMinutes()));
    }
    Grants grants = grants();
    TokenMint mint = new TokenMint(tokens.algorithm(), key(tokens), InstantSource.system());
    spec.commandLine()
        .getOut()
        .println(
            mint.mint(grants, Duration.ofMinutes(minutes), tokens.issuer(), tokens.audience()));
    return 0;
  }

  private Grants grants() {
    List<Grants.Join> joins = new ArrayList<>();
    publish.forEach(p -> joins.add(join(p, "--publish", true)));
    watch.forEach(p -> joins.add(join(p, "--watch", false)));
    if (!create && joins.isEmpty()) {
      throw new UsageException(
          "The token would grant nothing; --create, --publish or --watch would be right.");
    }
    return new Grants(create, joins);
  }

  private static Grants.Join join(String named, String option, boolean publishes) {
    String[] parts = named.split("/", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new UsageException(
          "%s is '%s'; CONVERSATION/PARTICIPANT would be right.".formatted(option, named));
    }
    return new Grants.Join(parts[0], parts[1], publishes, !publishes);
  }

  private Key key(Tokens tokens) {
    TokenAlgorithm algorithm = tokens.algorithm();
    String secret = tokens.secret();
    if (algorithm.shared()) {
      if (secret == null || privateKey != null) {
        throw new UsageException(
            "Tokens of %s are signed with the shared secret; set VISAVIS_TOKEN_SECRET, or security.tokens of --config."
                .formatted(algorithm.id()));
      }
      return TokenKeys.secret(secret);
    }
    if (privateKey == null) {
      throw new UsageException(
          "Tokens of %s are signed with the issuer's private key; name it with --private-key."
              .formatted(algorithm.id()));
    }
    return TokenKeys.privateKey(privateKey, algorithm);
  }
}
