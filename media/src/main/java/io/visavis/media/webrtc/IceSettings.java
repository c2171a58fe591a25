package io.visavis.media.webrtc;

import dev.onvoid.webrtc.PortAllocatorConfig;
import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceServer;
import dev.onvoid.webrtc.RTCRtcpMuxPolicy;
import java.time.Duration;
import java.util.List;

/**
 * How peers find each other.
 *
 * @param minPort lowest UDP port; every connection takes one of its own
 * @param maxPort highest UDP port; 0 with {@code minPort} 0 leaves the choice to the system
 * @param gathering how long to wait for this side's candidates
 * @param servers STUN and TURN servers that this side itself uses
 */
public record IceSettings(int minPort, int maxPort, Duration gathering, List<Server> servers) {
  /** Any port, one second, no servers. */
  public static final IceSettings DEFAULT = new IceSettings(0, 0, Duration.ofSeconds(1), List.of());

  /** Checks the range of ports. */
  public IceSettings {
    servers = List.copyOf(servers);
    if (minPort < 0 || maxPort > 65_535 || minPort > maxPort || (minPort == 0) != (maxPort == 0)) {
      throw new IllegalArgumentException(
          "The UDP port range " + minPort + "-" + maxPort + " is not a range within 1-65535.");
    }
  }

  /**
   * A STUN or TURN server.
   *
   * @param url {@code stun:HOST:PORT} or {@code turn:HOST:PORT?transport=udp}
   * @param username empty for STUN
   * @param credential empty for STUN
   */
  public record Server(String url, String username, String credential) {}

  RTCConfiguration toConfiguration() {
    RTCConfiguration c = new RTCConfiguration();
    c.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE;
    c.rtcpMuxPolicy = RTCRtcpMuxPolicy.REQUIRE;
    c.portAllocatorConfig = new PortAllocatorConfig();
    c.portAllocatorConfig.minPort = minPort;
    c.portAllocatorConfig.maxPort = maxPort;
    for (Server s : servers) {
      RTCIceServer one = new RTCIceServer();
      one.urls = List.of(s.url());
      one.username = s.username();
      one.password = s.credential();
      c.iceServers.add(one);
    }
    return c;
  }
}
