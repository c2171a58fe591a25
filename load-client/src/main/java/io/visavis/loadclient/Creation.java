package io.visavis.loadclient;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.visavis.proto.v1.CreateRequest;
import io.visavis.proto.v1.CreateResponse;
import io.visavis.proto.v1.ParticipantSpec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Creates a conversation, or says why the server would not. */
final class Creation {
  private static final List<String> NAMES = List.of("anna", "bert");

  private Creation() {}

  /**
   * Creates.
   *
   * @param number of the conversation, counts from 0; also its seed
   * @throws NoRoomException if the server has no room for it
   */
  static CreateResponse create(Target target, @Nullable String apiKey, int number, Plan plan)
      throws LoadException, InterruptedException {
    CreateRequest.Builder request = CreateRequest.newBuilder().setSeed(number);
    for (String name : NAMES.subList(0, plan.people())) {
      request.addParticipants(
          ParticipantSpec.newBuilder().setId(name).setMotionOnly(plan.receive() == Receive.MOTION));
    }
    CompletableFuture<CreateResponse> reply = new CompletableFuture<>();
    target.grpc(apiKey).create(request.build(), new Reply(reply));
    try {
      CreateResponse r = reply.get(15, TimeUnit.SECONDS);
      if (r.getParticipantsCount() != plan.people()) {
        throw new LoadException(
            "The server at "
                + target.url()
                + " gave secrets for "
                + r.getParticipantsCount()
                + " participants in place of "
                + plan.people()
                + ".");
      }
      return r;
    } catch (TimeoutException e) {
      throw new LoadException("The server at " + target.url() + " did not answer within 15 s.");
    } catch (ExecutionException e) {
      throw refusal(target, number, Status.fromThrowable(e));
    }
  }

  /** What a status says, without its full stop. */
  static String sentence(Status status) {
    String d = status.getDescription();
    String s = d == null || d.isEmpty() ? bare(status.getCode()) : d;
    return s.endsWith(".") ? s.substring(0, s.length() - 1) : s;
  }

  private static String bare(Status.Code code) {
    return switch (code) {
      case UNKNOWN, UNAVAILABLE, CANCELLED -> "the connection to the server is gone, " + code;
      default -> code.toString();
    };
  }

  private static LoadException refusal(Target target, int number, Status status) {
    String why = sentence(status);
    return switch (status.getCode()) {
      case UNAVAILABLE, UNKNOWN, UNIMPLEMENTED ->
          new LoadException("No visavis server answers at " + target.url() + " (" + why + ").");
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          new LoadException("The server at " + target.url() + " wants an API key: " + why + ".");
      case RESOURCE_EXHAUSTED ->
          new NoRoomException("The server refused session " + (number + 1) + ": " + why + ".");
      default -> new LoadException("Session " + (number + 1) + " cannot be created: " + why + ".");
    };
  }

  /** The answer to one call. */
  private record Reply(CompletableFuture<CreateResponse> to)
      implements StreamObserver<CreateResponse> {
    @Override
    public void onNext(CreateResponse value) {
      to.complete(value);
    }

    @Override
    public void onError(Throwable t) {
      to.completeExceptionally(t);
    }

    @Override
    public void onCompleted() {}
  }
}
