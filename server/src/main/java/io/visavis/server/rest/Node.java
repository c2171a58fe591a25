package io.visavis.server.rest;

import io.visavis.server.config.ServerConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What clients are told of this server: where it is, and the ways through NATs. */
public final class Node {
  private final ServerConfig config;

  /** This server. */
  public Node(ServerConfig config) {
    this.config = config;
  }

  /** The URL to connect to: the configured one, or the one by which it was reached. */
  public String url(@Nullable String authority) {
    if (!config.listen().publicUrl().isEmpty()) {
      return config.listen().publicUrl();
    }
    String scheme = config.tls().on() ? "https://" : "http://";
    return scheme + (authority == null ? "localhost:" + config.listen().port() : authority);
  }

  /** The ways through NATs. */
  public List<ServerConfig.IceServer> ice() {
    return config.ice().servers();
  }

  /** Those for everybody: the ones that need no password. */
  List<Bodies.Ice> openIceServers() {
    return bodies(ice().stream().filter(s -> s.credential().isEmpty()).toList());
  }

  /** All, for those who may create a conversation. */
  List<Bodies.Ice> iceServers() {
    return bodies(ice());
  }

  private static List<Bodies.Ice> bodies(List<ServerConfig.IceServer> servers) {
    return servers.stream()
        .map(s -> new Bodies.Ice(s.urls(), s.username(), s.credential()))
        .toList();
  }
}
