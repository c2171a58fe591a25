package io.visavis.server.security;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.visavis.server.Problems;
import io.visavis.server.Refusal;
import io.visavis.server.conversation.Conversation;
import io.visavis.server.conversation.Conversations;
import io.visavis.server.conversation.Participant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one interceptor of REST, WHIP, WHEP and gRPC: every request passes here first. What a gRPC
 * stream joins is known only from its messages, so it asks {@link #join} again. Any thread.
 */
public final class AccessGuard implements DecoratingHttpServiceFunction {
  private static final String CREATE_CALL = "/visavis.v1.Conversations/Create";

  /** Bytes of a body that an answer waits for; what is longer may have its refusal at once. */
  private static final int MOST_HEARD = 1 << 16;

  private final Conversations conversations;
  private final @Nullable Secret apiKey;
  private final @Nullable TokenVerifier tokens;

  /**
   * A guard.
   *
   * @param apiKey what lets one create conversations and do all with them, or null for none
   * @param tokens verifies join tokens, or null where they are not taken; without it and a key
   *     anybody may create conversations
   */
  public AccessGuard(
      Conversations conversations, @Nullable String apiKey, @Nullable TokenVerifier tokens) {
    this.conversations = conversations;
    this.apiKey = apiKey == null ? null : Secret.of(apiKey);
    this.tokens = tokens;
  }

  @Override
  public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request)
      throws Exception {
    long length = request.headers().contentLength();
    return length < 1 || length > MOST_HEARD
        ? guarded(delegate, ctx, request)
        : heardOut(delegate, ctx, request);
  }

  private HttpResponse guarded(HttpService delegate, ServiceRequestContext ctx, HttpRequest request)
      throws Exception {
    try {
      check(ctx, request);
    } catch (Refusal refusal) {
      return Problems.answer(request, refusal);
    }
    return delegate.serve(ctx, request);
  }

  /**
   * The answer once a small body has come whole: an answer of HTTP/2 that comes before the
   * request's end resets the stream, and some clients, the JDK's among them, lose it by that.
   */
  private HttpResponse heardOut(
      HttpService delegate, ServiceRequestContext ctx, HttpRequest request) {
    return HttpResponse.of(
        request
            .aggregate(ctx.eventLoop())
            .thenApply(
                body -> {
                  HttpRequest whole = body.toHttpRequest();
                  ctx.updateRequest(whole);
                  try {
                    return guarded(delegate, ctx, whole);
                  } catch (Exception e) {
                    return HttpResponse.ofFailure(e);
                  }
                }));
  }

  /** The secrets that a request shows. */
  public static Credentials credentials(HttpRequest request) {
    return Credentials.parse(request.headers().get(HttpHeaderNames.AUTHORIZATION));
  }

  private void check(ServiceRequestContext ctx, HttpRequest request) {
    if (request.method() == HttpMethod.OPTIONS) {
      return;
    }
    Caller caller = new Caller(credentials(request), tokens);
    String path = ctx.path();
    if (path.equals(CREATE_CALL)) {
      requireKey(caller);
      return;
    }
    List<String> parts = List.of(path.substring(1).split("/", -1));
    switch (parts.getFirst()) {
      case "whip" -> requireMedia(parts, caller, Direction.PUBLISH);
      case "whep" -> requireMedia(parts, caller, Direction.WATCH);
      case "v1" -> checkRest(parts, request.method(), caller);
      default -> {} // page, metrics, health; gRPC streams by join
    }
  }

  private void checkRest(List<String> parts, HttpMethod method, Caller caller) {
    String collection = parts.size() > 1 ? parts.get(1) : "";
    if (method == HttpMethod.POST
        && (collection.equals("conversations") || collection.equals("samples"))) {
      requireKey(caller);
    } else if (collection.equals("conversations") && parts.size() > 2) {
      requireMember(conversations.get(parts.get(2)), caller, method);
    }
  }

  private void requireKey(Caller caller) {
    boolean open = apiKey == null && tokens == null;
    if (!open && !caller.shows(apiKey) && !caller.grants().create()) {
      throw wrong(
          caller, "Creating a conversation needs the server's API key, or a token that grants it");
    }
  }

  /** GET by any secret of the conversation, a change by a publish secret of it; all by the key. */
  private void requireMember(Conversation conversation, Caller caller, HttpMethod method) {
    if (caller.shows(apiKey)) {
      return;
    }
    boolean reads = method == HttpMethod.GET;
    if (conversation.participants().stream()
        .noneMatch(
            p ->
                caller.may(conversation, p, Direction.PUBLISH)
                    || (reads && caller.may(conversation, p, Direction.WATCH)))) {
      throw wrong(caller, "This conversation needs one of its secrets, or a token for it");
    }
  }

  private void requireMedia(List<String> parts, Caller caller, Direction direction) {
    if (parts.size() < 3) {
      throw Refusal.notFound(
          "The path is /%s/{conversation}/{participant}.".formatted(parts.getFirst()));
    }
    Conversation conversation = conversations.get(parts.get(1));
    require(conversation, conversation.participant(parts.get(2)), caller, direction);
  }

  private static void require(
      Conversation conversation, Participant participant, Caller caller, Direction direction) {
    if (!caller.may(conversation, participant, direction)) {
      throw wrong(
          caller,
          "This needs the %s secret of '%s', or a token for it"
              .formatted(direction.name().toLowerCase(Locale.ROOT), participant.id()));
    }
  }

  /**
   * What those who show these secrets and tokens may do with the participant: to give the voice
   * rather than to watch, by a secret rather than by a token.
   *
   * @throws Refusal if nothing
   */
  public Direction join(Conversation conversation, Participant participant, Credentials shown) {
    Caller caller = new Caller(shown, tokens);
    for (Direction direction : Direction.values()) {
      if (caller.shows(participant, direction)) {
        return direction;
      }
    }
    for (Direction direction : Direction.values()) {
      if (caller.may(conversation, participant, direction)) {
        return direction;
      }
    }
    throw wrong(
        caller, "Joining '%s' needs a secret of theirs, or a token".formatted(participant.id()));
  }

  /** Refuses a change of a participant by those who show only another one's publish secret. */
  public void requireChange(Conversation conversation, Participant participant, Credentials shown) {
    Caller caller = new Caller(shown, tokens);
    if (!caller.shows(apiKey)) {
      require(conversation, participant, caller, Direction.PUBLISH);
    }
  }

  private static Refusal wrong(Caller caller, String what) {
    return caller.showsNothing()
        ? Refusal.of(Refusal.Kind.UNAUTHENTICATED, what + ", as 'Authorization: Bearer SECRET'.")
        : Refusal.of(Refusal.Kind.FORBIDDEN, what + "; what came does not allow it.");
  }
}
