package io.visavis.server.app;

import com.linecorp.armeria.server.ServerBuilder;
import io.visavis.server.config.ServerConfig;
import io.visavis.server.conversation.Conversations;
import io.visavis.server.conversation.MediaGate;
import java.util.concurrent.Executor;

/** WHIP and WHEP of a server. */
final class Media implements AutoCloseable {
  Media(ServerConfig config, MediaGate gate, Conversations conversations, Executor executor) {}

  void bind(ServerBuilder server) {}

  @Override
  public void close() {}
}
