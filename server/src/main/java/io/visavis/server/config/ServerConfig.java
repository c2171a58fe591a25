package io.visavis.server.config;

import io.visavis.inference.model.ProviderWish;
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

  /** Who may create conversations. */
  public record Security(@Nullable String apiKey, boolean open) {
    @Override
    public String toString() {
      return "Security[apiKey=%s, open=%s]".formatted(apiKey == null ? "none" : "set", open);
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
  public record Limits(int conversations, int viewers, int body, int message) {}

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
