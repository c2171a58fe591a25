package io.visavis.server.grpc;

import com.linecorp.armeria.common.util.TimeoutMode;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.visavis.inference.Emotion;
import io.visavis.proto.v1.ConversationsGrpc.ConversationsImplBase;
import io.visavis.proto.v1.CreateRequest;
import io.visavis.proto.v1.CreateResponse;
import io.visavis.proto.v1.Downstream;
import io.visavis.proto.v1.IceServer;
import io.visavis.proto.v1.ParticipantAccess;
import io.visavis.proto.v1.ParticipantSpec;
import io.visavis.proto.v1.Upstream;
import io.visavis.server.Problems;
import io.visavis.server.Refusal;
import io.visavis.server.config.ServerConfig;
import io.visavis.server.conversation.Catalogue;
import io.visavis.server.conversation.Conversation;
import io.visavis.server.conversation.Conversations;
import io.visavis.server.conversation.Participant;
import io.visavis.server.conversation.Settings;
import io.visavis.server.lane.Camera;
import io.visavis.server.lane.NanoClock;
import io.visavis.server.rest.Node;
import io.visavis.server.security.AccessGuard;
import java.util.ArrayList;
import java.util.List;

/** {@code visavis.v1.Conversations}. Any thread. */
public final class ConversationsGrpcService extends ConversationsImplBase {
  private final Conversations conversations;
  private final AccessGuard guard;
  private final Node node;
  private final NanoClock clock;

  /** The service of these conversations. */
  public ConversationsGrpcService(
      Conversations conversations, AccessGuard guard, Node node, NanoClock clock) {
    this.conversations = conversations;
    this.guard = guard;
    this.node = node;
    this.clock = clock;
  }

  @Override
  public void create(CreateRequest request, StreamObserver<CreateResponse> response) {
    String authority = ServiceRequestContext.current().request().authority();
    try {
      List<Settings> settings = new ArrayList<>();
      for (ParticipantSpec spec : request.getParticipantsList()) {
        settings.add(settings(spec));
      }
      Conversation c = conversations.create(settings, request.getSeed());
      CreateResponse.Builder created =
          CreateResponse.newBuilder().setConversation(c.id()).setNodeUrl(node.url(authority));
      for (Participant p : c.participants()) {
        created.addParticipants(
            ParticipantAccess.newBuilder()
                .setId(p.id())
                .setPublishSecret(p.publishSecret().reveal())
                .setWatchSecret(p.watchSecret().reveal()));
      }
      for (ServerConfig.IceServer s : node.ice()) {
        created.addIceServers(
            IceServer.newBuilder()
                .addAllUrls(s.urls())
                .setUsername(s.username())
                .setCredential(s.credential()));
      }
      response.onNext(created.build());
      response.onCompleted();
    } catch (Refusal refusal) {
      response.onError(Problems.grpc(refusal).asRuntimeException());
    }
  }

  private Settings settings(ParticipantSpec spec) {
    Catalogue catalogue = conversations.catalogue();
    return new Settings(
        spec.getId(),
        spec.getAvatar().isEmpty() ? catalogue.defaultAvatar() : spec.getAvatar(),
        catalogue.modelName(spec.getModel()),
        Wire.relation(spec.getRelation()),
        spec.hasEmotion() ? Wire.emotion(spec.getEmotion()) : Emotion.NEUTRAL,
        spec.getIdentity(),
        Camera.FRONT,
        catalogue.backgroundName(spec.getBackground()),
        spec.getMotionOnly());
  }

  @Override
  public StreamObserver<Upstream> converse(StreamObserver<Downstream> response) {
    // grpc-java's contract: on the server, a stream's observer is always one of these.
    ServerCallStreamObserver<Downstream> observer = (ServerCallStreamObserver<Downstream>) response;
    ServiceRequestContext ctx = ServiceRequestContext.current();
    // Whatever the client asked for: a stream that joins nothing is ended like any slow request.
    ctx.setRequestTimeoutMillis(TimeoutMode.SET_FROM_NOW, ctx.config().requestTimeoutMillis());
    ConverseStream stream =
        new ConverseStream(
            conversations,
            guard,
            AccessGuard.credentials(ctx.request()),
            clock,
            new Outlet(observer, ctx.eventLoop().withoutContext()),
            ctx::clearRequestTimeout);
    observer.setOnCancelHandler(stream::leave);
    return stream;
  }
}
