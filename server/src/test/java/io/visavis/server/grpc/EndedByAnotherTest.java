package io.visavis.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.client.grpc.GrpcClients;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import io.grpc.stub.StreamObserver;
import io.visavis.proto.v1.ConversationsGrpc.ConversationsBlockingStub;
import io.visavis.proto.v1.ConversationsGrpc.ConversationsStub;
import io.visavis.proto.v1.CreateRequest;
import io.visavis.proto.v1.CreateResponse;
import io.visavis.proto.v1.Downstream;
import io.visavis.proto.v1.Event;
import io.visavis.proto.v1.Join;
import io.visavis.proto.v1.ParticipantSpec;
import io.visavis.proto.v1.Upstream;
import io.visavis.server.testing.House;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** A stream whose conversation is ended by another request, on the same connection. */
@Timeout(60)
final class EndedByAnotherTest {
  private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();

  @Test
  void shouldEndWellWhenItsConversationIsDeletedOverRest() throws InterruptedException {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> said = new ListAppender<>();
    said.start();
    root.addAppender(said);
    try (House house = new House("", Map.of())) {
      String uri = "gproto+" + house.url() + "/";
      CreateResponse c =
          GrpcClients.newClient(uri, ConversationsBlockingStub.class)
              .create(
                  CreateRequest.newBuilder()
                      .addParticipants(ParticipantSpec.newBuilder().setId("ann"))
                      .build());
      String secret = c.getParticipants(0).getPublishSecret();
      StreamObserver<Upstream> up =
          GrpcClients.builder(uri)
              .responseTimeoutMillis(0)
              .setHeader("authorization", "Bearer " + secret)
              .build(ConversationsStub.class)
              .converse(new Answers());
      Join.Builder join =
          Join.newBuilder()
              .setConversation(c.getConversation())
              .setParticipant("ann")
              .setWantMotion(true);
      up.onNext(Upstream.newBuilder().setJoin(join).build());
      assertThat(answers.poll(30, TimeUnit.SECONDS)).as("joined").isInstanceOf(Downstream.class);

      AggregatedHttpResponse deleted =
          WebClient.of(house.url())
              .execute(
                  RequestHeaders.of(
                      HttpMethod.DELETE,
                      "/v1/conversations/" + c.getConversation(),
                      "authorization",
                      "Bearer " + secret))
              .aggregate()
              .join();
      assertThat(deleted.status().code()).isEqualTo(204);
      assertThat(last()).isEqualTo(List.of(Event.Kind.ENDED, "completed"));
    } finally {
      root.detachAppender(said);
    }
    assertThat(said.list)
        .filteredOn(e -> e.getLevel().isGreaterOrEqual(Level.WARN))
        .filteredOn(e -> !e.getLoggerName().contains("lane")) // which a busy machine makes late
        .extracting(ILoggingEvent::getFormattedMessage)
        .isEmpty();
  }

  /** How it ended: the last message's event, and what came after it. */
  private List<Object> last() throws InterruptedException {
    Object message = "nothing";
    while (true) {
      Object answer = answers.poll(30, TimeUnit.SECONDS);
      assertThat(answer).as("an answer after %s", message).isNotNull();
      if (answer instanceof Downstream d) {
        message = d.getEvent().getKind();
      } else {
        return List.of(message, java.util.Objects.requireNonNull(answer));
      }
    }
  }

  private final class Answers implements StreamObserver<Downstream> {
    @Override
    public void onNext(Downstream message) {
      answers.add(message);
    }

    @Override
    public void onError(Throwable t) {
      answers.add(t);
    }

    @Override
    public void onCompleted() {
      answers.add("completed");
    }
  }
}
