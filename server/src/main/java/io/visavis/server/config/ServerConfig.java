package io.visavis.server.config;

import io.visavis.inference.model.ProviderWish;
import io.visavis.server.security.TokenAlgorithm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server's configuration, checked. Keys and their meaning stand in {@code reference.conf}. */
public record ServerConfig(
    Listen listen,
    Tls tls,
    Security security,
    @Nullable Path pageDirectory,
    Registry avatars,
    Registry models,
    Registry backgrounds,
    ProviderWish modelProvider,
    Pictures pictures,
    String renderBackend,
    Lanes lanes,
    Voice voice,
    Life life,
    Ice ice,
    Limits limits,
    Duration drain) {

  /** Where to listen. */
  public record Listen(String host, int port, String publicUrl) {}

  /** How to serve TLS. */
  public record Tls(@Nullable Path certificateFile, @Nullable Path keyFile, boolean selfSigned) {
    /** Whether the port speaks TLS. */
    public boolean on() {
      return selfSigned || certificateFile != null;
    }
  }

  /**
   * Who may create conversations.
   *
   * @param open whether anybody may where there is neither a key nor tokens
   * @param origins whose pages may use the server besides its own; {@code *} is every one
   */
  public record Security(
      @Nullable String apiKey, boolean open, List<String> origins, Tokens tokens) {
    /** Whether creating a conversation needs the key or a token. */
    public boolean guarded() {
      return apiKey != null || tokens.on();
    }

    /** The same, open to anybody where there is neither a key nor tokens. */
    public Security opened() {
      return new Security(apiKey, true, origins, tokens);
    }

    @Override
    public String toString() {
      return "Security[apiKey=%s, open=%s, tokens=%s]"
          .formatted(apiKey == null ? "none" : "set", open, tokens);
    }
  }

  /**
   * Which join tokens are taken.
   *
   * @param algorithm the one way in which they are signed, as in their header
   * @param secret shared with the issuer, for HS256; or null
   * @param publicKeyFile of the issuer, for the other algorithms; or null
   * @param issuer that they must name, or empty
   * @param audience that they must name, or empty
   * @param leeway by which clocks may differ
   * @param longest that they may be valid for from now on
   */
  public record Tokens(
      TokenAlgorithm algorithm,
      @Nullable String secret,
      @Nullable Path publicKeyFile,
      String issuer,
      String audience,
      Duration leeway,
      Duration longest) {
    /** Whether any are. */
    public boolean on() {
      return secret != null || publicKeyFile != null;
    }

    @Override
    public String toString() {
      return on() ? "Tokens[%s]".formatted(algorithm.id()) : "none";
    }
  }

  /** A directory of files whose names users may name, and the one that is taken by default. */
  public record Registry(@Nullable Path directory, String defaultName) {}

  /**
   * What WebRTC viewers see.
   *
   * @param size width and height, pixels
   * @param adapt whether smaller pictures are drawn while full ones are not ready in time
   */
  public record Pictures(int size, boolean adapt) {}

  /** Threads of portrayals. */
  public record Lanes(int count, int maxPortrayals, int drawBatch, int drawThreads) {}

  /**
   * How voices are received.
   *
   * @param buffer of a live voice
   * @param queue of a paced voice
   * @param queueMemory bytes of that queue
   */
  public record Voice(
      Duration playOutDelay,
      Duration buffer,
      Duration queue,
      long queueMemory,
      @Nullable Path dumpDirectory) {}

  /** When conversations end. */
  public record Life(Duration vanished, Duration empty, Duration unjoined) {}

  /** A way through a NAT. */
  public record IceServer(List<String> urls, String username, String credential) {
    @Override
    public String toString() {
      return "IceServer" + urls;
    }
  }

  /** Ways through NATs, and the UDP ports of media (0: any). */
  public record Ice(
      List<IceServer> servers, int udpPortMin, int udpPortMax, boolean strictSignalling) {}

  /** What one user may ask for. Bytes. */
  public record Limits(int conversations, int viewers, int body, int message, Clients clients) {}

  /**
   * What one client, by address, may take of the server.
   *
   * @param requestsPerSecond in the long run
   * @param requestBurst at once
   * @param connections of one client
   * @param connectionsOfAll clients together
   * @param streams of one HTTP/2 connection, that is requests at one time
   * @param headers bytes
   * @param firstRequest time from a connection to its first request
   * @param idle time that a connection may be without requests
   * @param request time of a request, and of a gRPC stream until it joins
   * @param trustedProxies whose X-Forwarded-For is believed: addresses and CIDR blocks
   */
  public record Clients(
      int requestsPerSecond,
      int requestBurst,
      int connections,
      int connectionsOfAll,
      int streams,
      int headers,
      Duration firstRequest,
      Duration idle,
      Duration request,
      List<String> trustedProxies) {}

  /** The same, listening elsewhere. */
  public ServerConfig withListen(Listen other) {
    return new ServerConfig(
        other,
        tls,
        security,
        pageDirectory,
        avatars,
        models,
        backgrounds,
        modelProvider,
        pictures,
        renderBackend,
        lanes,
        voice,
        life,
        ice,
        limits,
        drain);
  }

  /** The same, with other TLS and security. */
  public ServerConfig withAccess(Tls otherTls, Security otherSecurity) {
    return new ServerConfig(
        listen,
        otherTls,
        otherSecurity,
        pageDirectory,
        avatars,
        models,
        backgrounds,
        modelProvider,
        pictures,
        renderBackend,
        lanes,
        voice,
        life,
        ice,
        limits,
        drain);
  }

  /** The same, with other avatars. */
  public ServerConfig withAvatars(Registry other) {
    return new ServerConfig(
        listen,
        tls,
        security,
        pageDirectory,
        other,
        models,
        backgrounds,
        modelProvider,
        pictures,
        renderBackend,
        lanes,
        voice,
        life,
        ice,
        limits,
        drain);
  }

  /** The same, with another deadline for conversations to end at shutdown. */
  public ServerConfig withDrain(Duration other) {
    return new ServerConfig(
        listen,
        tls,
        security,
        pageDirectory,
        avatars,
        models,
        backgrounds,
        modelProvider,
        pictures,
        renderBackend,
        lanes,
        voice,
        life,
        ice,
        limits,
        other);
  }

  /** The same, with other lanes. */
  public ServerConfig withLanes(Lanes other) {
    return new ServerConfig(
        listen,
        tls,
        security,
        pageDirectory,
        avatars,
        models,
        backgrounds,
        modelProvider,
        pictures,
        renderBackend,
        other,
        voice,
        life,
        ice,
        limits,
        drain);
  }
}
