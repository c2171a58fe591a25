package io.visavis.server.whip;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.visavis.media.sdp.BadSdpException;
import io.visavis.media.sdp.IceCredentials;
import io.visavis.media.sdp.RestartAnswer;
import io.visavis.media.sdp.SdpOffer;
import io.visavis.media.sdp.TrickleFragment;
import io.visavis.media.webrtc.PeerException;
import io.visavis.media.webrtc.WebRtcUnavailableException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP side of WHIP ({@code /whip/{conversation}/{participant}}) and WHEP ({@code /whep/…}).
 * Native work runs on blocking threads, at most eight negotiations at a time.
 */
public final class MediaService implements HttpService {
  private static final Logger LOG = LoggerFactory.getLogger(MediaService.class);
  private static final int NEGOTIATIONS = 8;

  /** Beyond this the server hangs up; up to it the answer can say what is wrong. */
  private static final int MAX_BODY = 1 << 20;

  private final MediaSession.Kind kind;
  private final MediaSessions sessions;
  private final Semaphore negotiations;

  private MediaService(MediaSession.Kind kind, MediaSessions sessions, Semaphore negotiations) {
    this.kind = kind;
    this.sessions = sessions;
    this.negotiations = negotiations;
  }

  /** Adds the routes of both protocols to a server. */
  public static void bind(ServerBuilder server, MediaSessions sessions) {
    Semaphore negotiations = new Semaphore(NEGOTIATIONS);
    MediaService whip = new MediaService(MediaSession.Kind.WHIP, sessions, negotiations);
    MediaService whep = new MediaService(MediaSession.Kind.WHEP, sessions, negotiations);
    server.service("/whip/{conversation}/{participant}", whip);
    server.service("/whip/{conversation}/{participant}/{session}", whip);
    server.service("/whep/{conversation}/{participant}", whep);
    server.service("/whep/{conversation}/{participant}/{session}", whep);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
    ctx.setMaxRequestLength(MAX_BODY);
    return HttpResponse.of(
        request
            .aggregate()
            .thenApplyAsync(body -> answer(ctx, body), ctx.blockingTaskExecutor())
            .exceptionally(MediaService::failed));
  }

  private HttpResponse answer(ServiceRequestContext ctx, AggregatedHttpRequest request) {
    String conversation = Objects.requireNonNull(ctx.pathParam("conversation"));
    String participant = Objects.requireNonNull(ctx.pathParam("participant"));
    String id = ctx.pathParam("session");
    if (request.content().length() > SdpOffer.MAX_LENGTH) {
      return MediaResponses.problem(
          HttpStatus.REQUEST_ENTITY_TOO_LARGE,
          "The body is longer than " + SdpOffer.MAX_LENGTH + " bytes.");
    }
    switch (request.method()) {
      case OPTIONS:
        return MediaResponses.options();
      case POST:
        return id == null
            ? create(conversation, participant, ctx.queryParams(), request)
            : MediaResponses.methodNotAllowed();
      case PATCH, DELETE:
        break;
      default:
        return MediaResponses.methodNotAllowed();
    }
    if (id == null) {
      return MediaResponses.methodNotAllowed();
    }
    MediaSession session = sessions.find(kind, conversation, participant, id);
    if (session == null) {
      return MediaResponses.problem(
          HttpStatus.NOT_FOUND, "There is no such session; it may have ended already.");
    }
    if (request.method() == HttpMethod.DELETE) {
      sessions.close(session);
      return MediaResponses.empty(HttpStatus.OK);
    }
    return patch(session, request);
  }

  private HttpResponse create(
      String conversation, String participant, QueryParams query, AggregatedHttpRequest request) {
    if (!is(request.contentType(), MediaResponses.SDP)) {
      return MediaResponses.problem(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be an offer of type application/sdp.");
    }
    Optional<Matte> matte = Matte.of(query);
    if (matte.isEmpty()) {
      return MediaResponses.problem(
          HttpStatus.BAD_REQUEST,
          "The matte that is asked for is not a known one; packed or none would be right.");
    }
    if (!negotiations.tryAcquire()) {
      return MediaResponses.retry(
          HttpStatus.SERVICE_UNAVAILABLE, 1, "Too many connections are being set up; try again.");
    }
    try {
      SdpOffer offer = SdpOffer.parse(request.contentUtf8());
      MediaSession session =
          kind == MediaSession.Kind.WHIP
              ? sessions.publish(conversation, participant, offer)
              : sessions.watch(conversation, participant, matte.get(), offer);
      return MediaResponses.created(session, sessions.settings().clientServers());
    } catch (BadSdpException e) {
      return MediaResponses.problem(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    } catch (MediaRefusedException e) {
      return MediaResponses.refused(e);
    } catch (PeerException e) {
      return MediaResponses.problem(
          HttpStatus.UNPROCESSABLE_ENTITY, String.valueOf(e.getMessage()));
    } catch (WebRtcUnavailableException e) {
      LOG.error("{}", e.getMessage());
      return MediaResponses.problem(
          HttpStatus.NOT_IMPLEMENTED, "This server has no WebRTC; its log says why.");
    } finally {
      negotiations.release();
    }
  }

  private HttpResponse patch(MediaSession session, AggregatedHttpRequest request) {
    if (!is(request.contentType(), MediaResponses.FRAGMENT)) {
      return MediaResponses.problem(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "The body must be of type application/trickle-ice-sdpfrag.");
    }
    String match = request.headers().get(HttpHeaderNames.IF_MATCH);
    if (match == null && sessions.settings().strict()) {
      return MediaResponses.problem(
          HttpStatus.PRECONDITION_REQUIRED,
          "A PATCH needs If-Match with the session's entity tag, or \"*\" to restart ICE.");
    }
    try {
      TrickleFragment fragment = TrickleFragment.parse(request.contentUtf8());
      IceCredentials fresh = fragment.ice();
      if (!matches(match, session)) {
        return MediaResponses.problem(
            HttpStatus.PRECONDITION_FAILED,
            "If-Match names an ICE session that is over; the current entity tag is the one of the"
                + " last 201 or 200.");
      }
      if (fresh != null && session.isRestart(fragment)) {
        String answer = session.restart(fresh, fragment);
        return MediaResponses.restarted(session, RestartAnswer.fragment(answer));
      }
      session.trickle(fragment);
      return MediaResponses.empty(HttpStatus.NO_CONTENT);
    } catch (BadSdpException e) {
      return MediaResponses.problem(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    } catch (PeerException e) {
      return MediaResponses.problem(
          HttpStatus.UNPROCESSABLE_ENTITY,
          "ICE could not be restarted, the session goes on as it was: " + e.getMessage());
    }
  }

  /** A star matches, quoted or not; so does no tag at all, which some clients send. */
  private static boolean matches(@Nullable String match, MediaSession session) {
    if (match == null) {
      return true;
    }
    String tag = match.strip();
    String bare =
        tag.length() > 1 && tag.startsWith("\"") && tag.endsWith("\"")
            ? tag.substring(1, tag.length() - 1)
            : tag;
    return bare.equals("*") || bare.equals(session.tag());
  }

  private static boolean is(@Nullable MediaType type, MediaType wanted) {
    return type != null && type.is(wanted);
  }

  private static HttpResponse failed(Throwable t) {
    LOG.warn("A WHIP or WHEP request failed", Exceptions.peel(t));
    return MediaResponses.problem(
        HttpStatus.INTERNAL_SERVER_ERROR, "The server failed at this; its log says why.");
  }
}
