package io.visavis.server.rest;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Delete;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Param;
import com.linecorp.armeria.server.annotation.Patch;
import com.linecorp.armeria.server.annotation.Post;
import io.visavis.server.Refusal;
import io.visavis.server.conversation.Conversation;
import io.visavis.server.conversation.Conversations;
import io.visavis.server.conversation.Participant;
import io.visavis.server.conversation.Settings;
import io.visavis.server.lane.NanoClock;
import io.visavis.server.lane.PortrayalStats;
import io.visavis.server.metrics.Ending;
import io.visavis.server.metrics.Stage;
import io.visavis.server.rest.Bodies.ParticipantIn;
import io.visavis.server.sample.Samples;
import io.visavis.server.security.AccessGuard;
import io.visavis.server.security.Credentials;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** {@code /v1/conversations} and {@code /v1/samples}. Who may was settled by the guard. */
public final class ConversationService {
  private static final String PATH = "/v1/conversations/";

  private final Conversations conversations;
  private final AccessGuard guard;
  private final Node node;
  private final Samples samples;
  private final NanoClock clock;
  private final RandomGenerator seeds;

  /** The service of these conversations. */
  public ConversationService(
      Conversations conversations,
      AccessGuard guard,
      Node node,
      Samples samples,
      NanoClock clock,
      RandomGenerator seeds) {
    this.conversations = conversations;
    this.guard = guard;
    this.node = node;
    this.samples = samples;
    this.clock = clock;
    this.seeds = seeds;
  }

  /** Creates a conversation. */
  @Post("/v1/conversations")
  @Blocking
  public HttpResponse create(ServiceRequestContext ctx, AggregatedHttpRequest request) {
    Bodies.Create body = Json.read(request.content().array(), Bodies.Create.class);
    List<Settings> settings = new ArrayList<>();
    for (ParticipantIn in : required(body.participants())) {
      settings.add(Reading.settings(in, conversations.catalogue()));
    }
    Long seed = body.seed();
    return created(
        ctx, conversations.create(settings, seed == null ? seeds.nextLong(1L << 32) : seed));
  }

  /** Creates a sample conversation, whose voices the server speaks. */
  @Post("/v1/samples")
  @Blocking
  public HttpResponse sample(ServiceRequestContext ctx) {
    return created(ctx, samples.create());
  }

  private HttpResponse created(ServiceRequestContext ctx, Conversation c) {
    return Json.response(
        ResponseHeaders.builder(HttpStatus.CREATED)
            .add(HttpHeaderNames.LOCATION, PATH + c.id())
            .build(),
        new Bodies.Created(
            c.id(),
            c.participants().stream()
                .map(
                    p ->
                        new Bodies.Access(
                            p.id(),
                            p.settings().avatar(),
                            p.publishSecret().reveal(),
                            p.watchSecret().reveal()))
                .toList(),
            node.iceServers(),
            node.url(ctx.request().authority())));
  }

  /** What a conversation is like now. */
  @Get("/v1/conversations/{id}")
  public HttpResponse get(@Param("id") String id) {
    return state(conversations.get(id));
  }

  private static HttpResponse state(Conversation c) {
    List<Bodies.ParticipantOut> participants = new ArrayList<>();
    for (Participant p : c.participants()) {
      Settings s = p.settings();
      participants.add(
          new Bodies.ParticipantOut(
              s.id(),
              s.avatar(),
              s.model(),
              Reading.body(s.relation()),
              Reading.body(s.emotion()),
              s.identity(),
              s.background(),
              c.publishing(p),
              c.viewers(p)));
    }
    return Json.response(ResponseHeaders.of(HttpStatus.OK), new Bodies.State(c.id(), participants));
  }

  /** Changes how participants are portrayed. */
  @Patch("/v1/conversations/{id}")
  @Blocking
  public HttpResponse change(@Param("id") String id, AggregatedHttpRequest request) {
    Conversation c = conversations.get(id);
    Bodies.Change body = Json.read(request.content().array(), Bodies.Change.class);
    Credentials shown = Credentials.parse(request.headers().get(HttpHeaderNames.AUTHORIZATION));
    Map<String, Settings.Change> changes = new LinkedHashMap<>();
    for (ParticipantIn in : required(body.participants())) {
      Participant p = c.participant(Reading.id(in));
      guard.requireChange(c, p, shown);
      changes.put(p.id(), Reading.change(in));
    }
    changes.forEach((participant, change) -> c.change(participant, change, 0));
    return state(c);
  }

  /** Ends a conversation. */
  @Delete("/v1/conversations/{id}")
  public HttpResponse end(@Param("id") String id) {
    conversations.end(conversations.get(id), Ending.REQUEST);
    return HttpResponse.of(HttpStatus.NO_CONTENT);
  }

  /** The numbers of a conversation's portrayals. */
  @Get("/v1/conversations/{id}/stats")
  public HttpResponse stats(@Param("id") String id) {
    Conversation c = conversations.get(id);
    List<Bodies.PortrayalBody> portrayals = new ArrayList<>();
    for (Participant p : c.participants()) {
      PortrayalStats stats = c.stats(p.id());
      Map<String, Double> stages = new LinkedHashMap<>();
      for (Stage stage : Stage.values()) {
        stages.put(stage.id(), rounded(stats.stageMillis(stage)));
      }
      PortrayalStats.VoiceToVideo latency = stats.voiceToVideo();
      portrayals.add(
          new Bodies.PortrayalBody(
              p.id(),
              stats.frames(),
              stats.pictures(),
              stats.lateCount(),
              c.viewers(p),
              rounded(stats.fps(clock.nanoTime())),
              latency == null
                  ? null
                  : new Bodies.Percentiles(rounded(latency.p50()), rounded(latency.p95())),
              stats.recent().stream().map(ConversationService::frame).toList(),
              stages,
              new Bodies.VoiceBody(
                  rounded(stats.bufferedMillis()),
                  stats.concealedSamples(),
                  stats.droppedSamples())));
    }
    return Json.response(ResponseHeaders.of(HttpStatus.OK), new Bodies.Stats(portrayals));
  }

  private static Bodies.FrameBody frame(PortrayalStats.Frame frame) {
    return new Bodies.FrameBody(
        frame.n(), Double.isNaN(frame.millis()) ? null : rounded(frame.millis()));
  }

  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }

  private static List<ParticipantIn> required(
      @Nullable List<@Nullable ParticipantIn> participants) {
    List<ParticipantIn> given = new ArrayList<>();
    for (ParticipantIn in : participants == null ? List.<ParticipantIn>of() : participants) {
      if (in != null) {
        given.add(in);
      }
    }
    if (given.isEmpty()) {
      throw Refusal.invalid(
          "The body names no participants; {\"participants\": [{\"id\": \"ann\"}]} would be right.");
    }
    return given;
  }
}
