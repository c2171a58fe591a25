package io.visavis.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import io.visavis.proto.v1.Event;
import io.visavis.server.testing.House;
import io.visavis.server.testing.JoinedStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** A stream whose conversation is ended by another request, on the same connection. */
@Timeout(60)
final class EndedByAnotherTest {
  @Test
  void shouldEndWellWhenItsConversationIsDeletedOverRest() throws InterruptedException {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> said = new ListAppender<>();
    said.start();
    root.addAppender(said);
    try (House house = new House("", Map.of())) {
      JoinedStream stream = new JoinedStream(house.url());
      AggregatedHttpResponse deleted =
          WebClient.of(house.url())
              .execute(
                  RequestHeaders.of(
                      HttpMethod.DELETE,
                      "/v1/conversations/" + stream.conversation(),
                      "authorization",
                      "Bearer " + stream.secret()))
              .aggregate()
              .join();
      assertThat(deleted.status().code()).isEqualTo(204);
      assertThat(stream.end()).isEqualTo(List.of(Event.Kind.ENDED, "completed"));
    } finally {
      root.detachAppender(said);
    }
    assertThat(said.list)
        .filteredOn(e -> e.getLevel().isGreaterOrEqual(Level.WARN))
        .filteredOn(e -> !e.getLoggerName().contains("lane")) // which a busy machine makes late
        .extracting(ILoggingEvent::getFormattedMessage)
        .isEmpty();
  }
}
