package io.visavis.server.security;

import io.visavis.server.conversation.Conversation;
import io.visavis.server.conversation.Participant;
import org.jspecify.annotations.Nullable;

/**
 * One who asks: the secrets that they show, and what their tokens grant, which is verified once and
 * only where no secret does. Used by one thread.
 */
final class Caller {
  private final Credentials shown;
  private final @Nullable TokenVerifier tokens;
  private @Nullable Grants grants;

  Caller(Credentials shown, @Nullable TokenVerifier tokens) {
    this.shown = shown;
    this.tokens = tokens;
  }

  /** Whether they show nothing. */
  boolean showsNothing() {
    return shown.isEmpty();
  }

  /** Whether they show it. */
  boolean shows(@Nullable Secret secret) {
    return secret != null && shown.show(secret);
  }

  /** Whether they show the secret of that direction. */
  boolean shows(Participant participant, Direction direction) {
    return shows(
        direction == Direction.PUBLISH ? participant.publishSecret() : participant.watchSecret());
  }

  /** Whether a secret of theirs or a token allows that. */
  boolean may(Conversation conversation, Participant participant, Direction direction) {
    return shows(participant, direction)
        || grants().allow(conversation.id(), participant.id(), direction);
  }

  /**
   * What their tokens grant.
   *
   * @throws io.visavis.server.Refusal if one of them is not valid
   */
  Grants grants() {
    Grants known = grants;
    if (known == null) {
      known = tokens == null ? Grants.NONE : tokens.grants(shown);
      grants = known;
    }
    return known;
  }
}
