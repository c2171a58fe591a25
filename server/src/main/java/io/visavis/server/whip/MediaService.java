package io.visavis.server.whip;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.ContentTooLargeException;
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
      return tooLong();
    }
    if (request.method() == HttpMethod.OPTIONS) {
      return MediaResponses.options(id != null);
    }
    if (id == null) {
      return switch (request.method()) {
        case GET, HEAD -> MediaResponses.nothingToShow();
        case POST -> create(conversation, participant, ctx.queryParams(), request);
        default -> MediaResponses.methodNotAllowed(false);
      };
    }
    MediaSession session = sessions.find(kind, conversation, participant, id);
    if (session == null) {
      return MediaResponses.problem(
          HttpStatus.NOT_FOUND, "There is no such session; it may have ended already.");
    }
    return switch (request.method()) {
      case GET, HEAD -> MediaResponses.nothingToShow();
      case PATCH -> patch(session, request);
      case DELETE -> {
        sessions.close(session);
        yield MediaResponses.empty(HttpStatus.OK);
      }
      default -> MediaResponses.methodNotAllowed(true);
    };
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
      if (sessions.settings().strict()) {
        offer.requireOnly(kind.media());
      }
      MediaSession session =
          kind == MediaSession.Kind.WHIP
              ? sessions.publish(conversation, participant, offer)
              : sessions.watch(conversation, participant, matte.get(), offer);
      return MediaResponses.created(session, sessions.settings().clientServers());
    } catch (BadSdpException e) {
      return MediaResponses.bad(e);
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
      if (!EntityTags.match(match, session.tag(), sessions.settings().strict())
          || session.isOver(fragment)) {
        return MediaResponses.problem(
            HttpStatus.PRECONDITION_FAILED,
            "If-Match, or a=ice-ufrag, names an ICE session that is over; the current entity tag is"
                + " the one of the last 201 or 200.");
      }
      String answer = session.restart(fragment);
      if (answer != null) {
        return MediaResponses.restarted(session, RestartAnswer.fragment(answer));
      }
      session.trickle(fragment);
      return MediaResponses.empty(HttpStatus.NO_CONTENT);
    } catch (BadSdpException e) {
      return MediaResponses.bad(e);
    } catch (PeerException e) {
      return MediaResponses.problem(
          HttpStatus.UNPROCESSABLE_ENTITY,
          "ICE could not be restarted, the session goes on as it was: " + e.getMessage());
    }
  }

  private static boolean is(@Nullable MediaType type, MediaType wanted) {
    return type != null && type.is(wanted);
  }

  private static HttpResponse tooLong() {
    return MediaResponses.problem(
        HttpStatus.REQUEST_ENTITY_TOO_LARGE,
        "The body is longer than " + SdpOffer.MAX_LENGTH + " bytes.");
  }

  private static HttpResponse failed(Throwable t) {
    Throwable cause = Exceptions.peel(t);
    if (cause instanceof ContentTooLargeException) {
      return tooLong();
    }
    LOG.warn("A WHIP or WHEP request failed", cause);
    return MediaResponses.problem(
        HttpStatus.INTERNAL_SERVER_ERROR, "The server failed at this; its log says why.");
  }
}
