package io.visavis.server.app;

import com.linecorp.armeria.server.ServerBuilder;
import io.visavis.media.webrtc.IceSettings;
import io.visavis.media.webrtc.WebRtc;
import io.visavis.server.config.ServerConfig;
import io.visavis.server.config.ServerConfig.Ice;
import io.visavis.server.conversation.Conversations;
import io.visavis.server.conversation.MediaGate;
import io.visavis.server.lane.NanoClock;
import io.visavis.server.whip.MediaService;
import io.visavis.server.whip.MediaSessions;
import io.visavis.server.whip.MediaSettings;
import java.util.List;
import java.util.concurrent.Executor;

/** WHIP and WHEP of a server. */
final class Media implements AutoCloseable {
  private final MediaSessions sessions;

  /**
   * Peers of those conversations.
   *
   * @param patience the clock by which a silent peer counts as gone
   * @param executor on which peers of an ended conversation are closed
   */
  Media(
      ServerConfig config,
      MediaGate gate,
      Conversations conversations,
      NanoClock patience,
      Executor executor) {
    sessions =
        new MediaSessions(WebRtc::open, gate, gate, settings(config.ice()), patience::nanoTime);
    sessions.start();
    conversations.onEnd(c -> executor.execute(() -> sessions.endConversation(c.id())));
  }

  private static MediaSettings settings(Ice ice) {
    List<IceSettings.Server> servers =
        ice.servers().stream()
            .flatMap(
                s ->
                    s.urls().stream()
                        .map(url -> new IceSettings.Server(url, s.username(), s.credential())))
            .toList();
    MediaSettings plain = MediaSettings.DEFAULT;
    return new MediaSettings(
        new IceSettings(ice.udpPortMin(), ice.udpPortMax(), plain.ice().gathering(), servers),
        servers,
        plain.sender(),
        ice.strictSignalling(),
        plain.connecting(),
        plain.disconnected());
  }

  void bind(ServerBuilder server) {
    MediaService.bind(server, sessions);
  }

  /** WebRTC viewers now. */
  int viewers() {
    return sessions.viewers();
  }

  @Override
  public void close() {
    sessions.close();
  }
}
