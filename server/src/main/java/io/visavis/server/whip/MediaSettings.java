package io.visavis.server.whip;

import io.visavis.media.webrtc.IceSettings;
import io.visavis.media.webrtc.SenderSettings;
import java.time.Duration;
import java.util.List;

/**
 * How WHIP and WHEP behave.
 *
 * @param ice ports and servers of this side
 * @param clientServers STUN and TURN servers that clients are told of
 * @param sender how portrayals are encoded
 * @param strict whether clients are held to the letter of RFC 9725: an If-Match that is there and
 *     written as HTTP has it, and no sections that would be declined; clients that do otherwise
 *     exist
 * @param connecting how long a session may take to get through
 * @param disconnected how long a session may be out of contact
 */
public record MediaSettings(
    IceSettings ice,
    List<IceSettings.Server> clientServers,
    SenderSettings sender,
    boolean strict,
    Duration connecting,
    Duration disconnected) {
  /** No servers, lenient, 30 s to connect, 10 s out of contact. */
  public static final MediaSettings DEFAULT =
      new MediaSettings(
          IceSettings.DEFAULT,
          List.of(),
          SenderSettings.DEFAULT,
          false,
          Duration.ofSeconds(30),
          Duration.ofSeconds(10));

  /** The same, strict. */
  public MediaSettings strictly() {
    return new MediaSettings(ice, clientServers, sender, true, connecting, disconnected);
  }

  /** Copies the list. */
  public MediaSettings {
    clientServers = List.copyOf(clientServers);
  }
}
