package io.visavis.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import io.visavis.inference.model.ProviderWish;
import io.visavis.render.View;
import io.visavis.server.config.ServerConfig.Clients;
import io.visavis.server.config.ServerConfig.Ice;
import io.visavis.server.config.ServerConfig.IceServer;
import io.visavis.server.config.ServerConfig.Lanes;
import io.visavis.server.config.ServerConfig.Life;
import io.visavis.server.config.ServerConfig.Limits;
import io.visavis.server.config.ServerConfig.Listen;
import io.visavis.server.config.ServerConfig.Pictures;
import io.visavis.server.config.ServerConfig.Registry;
import io.visavis.server.config.ServerConfig.Security;
import io.visavis.server.config.ServerConfig.Tls;
import io.visavis.server.config.ServerConfig.Tokens;
import io.visavis.server.config.ServerConfig.Voice;
import io.visavis.server.security.TokenAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the configuration: {@code reference.conf}, then a file over it. */
public final class ConfigLoader {
  private static final String ROOT = "visavis";
  private static final String API_KEY_VARIABLE = "VISAVIS_API_KEY";
  private static final String TOKEN_SECRET_VARIABLE = "VISAVIS_TOKEN_SECRET";
  private static final TreeSet<String> ICE_KEYS =
      new TreeSet<>(List.of("urls", "username", "credential-file", "credential-env"));

  private final Map<String, String> environment;

  /** Reads secrets from that environment. */
  public ConfigLoader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** The defaults. */
  public ServerConfig defaults() {
    return read(ConfigFactory.empty(), "the defaults");
  }

  /**
   * The defaults with a file over them.
   *
   * @throws ConfigException if the file cannot be used, with one sentence
   */
  public ServerConfig load(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException("There is no configuration file %s.".formatted(file));
    }
    try {
      return read(
          ConfigFactory.parseFile(
              file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false)),
          file.toString());
    } catch (com.typesafe.config.ConfigException e) {
      throw new ConfigException(
          "The configuration file %s cannot be read: %s.".formatted(file, e.getMessage()));
    }
  }

  /** The defaults with HOCON text over them. */
  public ServerConfig parse(String hocon) {
    try {
      return read(ConfigFactory.parseString(hocon), "the configuration");
    } catch (com.typesafe.config.ConfigException e) {
      throw new ConfigException("The configuration cannot be read: %s.".formatted(e.getMessage()));
    }
  }

  private ServerConfig read(Config over, String where) {
    Config reference =
        ConfigFactory.parseResources(ConfigLoader.class.getClassLoader(), "reference.conf");
    refuseUnknown(over, reference, where);
    Config all =
        over.withFallback(reference).resolve(ConfigResolveOptions.defaults()).getConfig(ROOT);
    return new ServerConfig(
        new Listen(
            all.getString("listen.host"),
            between(all, "listen.port", 0, 65_535),
            all.getString("listen.public-url")),
        tls(all),
        new Security(
            secret(all, "security.api-key-file", API_KEY_VARIABLE),
            all.getBoolean("security.open"),
            origins(all),
            tokens(all)),
        path(all, "page.directory"),
        new Registry(path(all, "avatars.directory"), all.getString("avatars.default")),
        new Registry(path(all, "models.directory"), all.getString("models.default")),
        new Registry(path(all, "backgrounds.directory"), all.getString("backgrounds.default")),
        modelProvider(all),
        new Pictures(
            even(between(all, "picture.size", View.MIN_SIZE, View.MAX_SIZE)),
            all.getBoolean("picture.adapt")),
        all.getString("render.backend"),
        new Lanes(
            between(all, "lanes.count", 0, 1_024),
            between(all, "lanes.max-portrayals", 0, 100_000),
            between(all, "lanes.draw-batch", 0, 1_024),
            between(all, "lanes.draw-threads", 0, 1_024)),
        new Voice(
            duration(all, "voice.play-out-delay", Duration.ZERO, Duration.ofSeconds(1)),
            duration(all, "voice.buffer", Duration.ofMillis(100), Duration.ofMinutes(1)),
            duration(all, "voice.queue", Duration.ofSeconds(1), Duration.ofHours(1)),
            memory(all, "voice.queue-memory", 1L << 20, 1L << 30),
            path(all, "voice.dump-directory")),
        new Life(
            duration(all, "life.vanished", Duration.ZERO, Duration.ofDays(1)),
            duration(all, "life.empty", Duration.ZERO, Duration.ofDays(1)),
            duration(all, "life.unjoined", Duration.ZERO, Duration.ofDays(1))),
        ice(all),
        new Limits(
            between(all, "limits.conversations", 1, 1_000_000),
            between(all, "limits.viewers", 1, 10_000),
            Math.toIntExact(all.getMemorySize("limits.body").toBytes()),
            Math.toIntExact(all.getMemorySize("limits.message").toBytes()),
            clients(all)),
        duration(all, "shutdown.drain", Duration.ZERO, Duration.ofDays(2)));
  }

  private static void refuseUnknown(Config over, Config reference, String where) {
    for (var entry : over.entrySet()) {
      String key = entry.getKey();
      if (!reference.hasPathOrNull(key)) {
        String inFull = ROOT + "." + key;
        throw new ConfigException(
            "%s has the key '%s', which is not one of the server's; %s."
                .formatted(
                    capital(where),
                    key,
                    reference.hasPathOrNull(inFull)
                        ? "'%s' is".formatted(inFull)
                        : "reference.conf lists them all"));
      }
    }
  }

  private static Tls tls(Config all) {
    Path certificate = path(all, "tls.certificate-file");
    Path key = path(all, "tls.key-file");
    if ((certificate == null) != (key == null)) {
      throw new ConfigException(
          "The keys tls.certificate-file and tls.key-file are set together, or not at all.");
    }
    return new Tls(certificate, key, all.getBoolean("tls.self-signed"));
  }

  private static ProviderWish modelProvider(Config all) {
    String name = all.getString("models.provider");
    return ProviderWish.named(name)
        .orElseThrow(
            () ->
                new ConfigException(
                    "The key models.provider is '%s'; auto, cpu or cuda would be right."
                        .formatted(name)));
  }

  /** A secret of a file, or else of the environment; null where there is none. */
  private @Nullable String secret(Config all, String fileKey, String variable) {
    Path file = path(all, fileKey);
    String secret = file == null ? environment.get(variable) : firstLine(file, fileKey);
    return secret == null || secret.isBlank() ? null : secret.strip();
  }

  private static Clients clients(Config all) {
    Duration second = Duration.ofSeconds(1);
    Duration hour = Duration.ofHours(1);
    return new Clients(
        between(all, "limits.clients.requests-per-second", 1, 1_000_000),
        between(all, "limits.clients.request-burst", 1, 1_000_000),
        between(all, "limits.clients.connections", 1, 1_000_000),
        between(all, "limits.clients.connections-of-all", 1, 1_000_000),
        between(all, "limits.clients.streams", 1, 1_000_000),
        (int) memory(all, "limits.clients.headers", 1L << 10, 1L << 20),
        duration(all, "limits.clients.first-request", Duration.ofMillis(100), hour),
        duration(all, "limits.clients.idle", second, hour),
        duration(all, "limits.clients.request", second, hour),
        List.copyOf(all.getStringList("limits.clients.trusted-proxies")));
  }

  private static List<String> origins(Config all) {
    List<String> origins =
        all.getStringList("security.origins").stream()
            .map(s -> s.toLowerCase(Locale.ROOT))
            .toList();
    for (String origin : origins) {
      if (!origin.equals("*") && !origin.matches("https?://[^/\\s:]+(:\\d+)?")) {
        throw new ConfigException(
            "The key security.origins has '%s'; such as https://app.example.org, without a path, would be right."
                .formatted(origin));
      }
    }
    return origins;
  }

  private Tokens tokens(Config all) {
    TokenAlgorithm algorithm = TokenAlgorithm.named(all.getString("security.tokens.algorithm"));
    String secret = secret(all, "security.tokens.secret-file", TOKEN_SECRET_VARIABLE);
    Path publicKey = path(all, "security.tokens.public-key-file");
    if (algorithm.shared() ? publicKey != null : secret != null || publicKey == null) {
      throw new ConfigException(
          "Tokens of %s need %s, and not the other kind of key."
              .formatted(
                  algorithm.id(),
                  algorithm.shared()
                      ? "security.tokens.secret-file or " + TOKEN_SECRET_VARIABLE
                      : "security.tokens.public-key-file"));
    }
    return new Tokens(
        algorithm,
        secret,
        publicKey,
        all.getString("security.tokens.issuer"),
        all.getString("security.tokens.audience"),
        duration(all, "security.tokens.leeway", Duration.ZERO, Duration.ofMinutes(10)),
        duration(all, "security.tokens.longest", Duration.ofMinutes(1), Duration.ofDays(366)));
  }

  private Ice ice(Config all) {
    List<IceServer> servers = new ArrayList<>();
    for (Config server : all.getConfigList("ice.servers")) {
      for (String key : server.root().keySet()) {
        if (!ICE_KEYS.contains(key)) {
          throw new ConfigException(
              "An entry of ice.servers has the key '%s'; the keys are %s."
                  .formatted(key, String.join(", ", ICE_KEYS)));
        }
      }
      String credential = "";
      if (server.hasPath("credential-file")) {
        credential =
            firstLine(Path.of(server.getString("credential-file")), "ice.servers.credential-file");
      } else if (server.hasPath("credential-env")) {
        String name = server.getString("credential-env");
        credential = environment.getOrDefault(name, "");
        if (credential.isEmpty()) {
          throw new ConfigException(
              "The variable %s that ice.servers.credential-env names is not set.".formatted(name));
        }
      }
      servers.add(
          new IceServer(
              List.copyOf(server.getStringList("urls")),
              server.hasPath("username") ? server.getString("username") : "",
              credential));
    }
    return new Ice(
        List.copyOf(servers),
        between(all, "ice.udp-port-min", 0, 65_535),
        between(all, "ice.udp-port-max", 0, 65_535),
        all.getBoolean("whip.strict"));
  }

  private static String firstLine(Path file, String key) {
    try (var lines = Files.lines(file)) {
      return lines.findFirst().orElse("").strip();
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new ConfigException("The file %s that %s names cannot be read.".formatted(file, key));
    }
  }

  private static @Nullable Path path(Config all, String key) {
    String value = all.getString(key);
    return value.isEmpty() ? null : Path.of(value);
  }

  private static int between(Config all, String key, int low, int high) {
    int value = all.getInt(key);
    if (value < low || value > high) {
      throw new ConfigException(
          "The key %s is %d; %d to %d would be right.".formatted(key, value, low, high));
    }
    return value;
  }

  private static long memory(Config all, String key, long low, long high) {
    long value = all.getMemorySize(key).toBytes();
    if (value < low || value > high) {
      throw new ConfigException(
          "The key %s is %d bytes; %d to %d would be right.".formatted(key, value, low, high));
    }
    return value;
  }

  private static int even(int size) {
    if (size % 2 != 0) {
      throw new ConfigException(
          "The key picture.size is %d; an even number would be right.".formatted(size));
    }
    return size;
  }

  private static Duration duration(Config all, String key, Duration low, Duration high) {
    Duration value = all.getDuration(key);
    if (value.compareTo(low) < 0 || value.compareTo(high) > 0) {
      throw new ConfigException(
          "The key %s is %s; %s to %s would be right."
              .formatted(key, words(value), words(low), words(high)));
    }
    return value;
  }

  private static String words(Duration duration) {
    return duration.toMillis() + " ms";
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
