package io.visavis.server;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request that is refused, with one sentence that says what was wrong and what would be right.
 * Transports turn it into problem+json or a gRPC status; it carries no stack trace.
 */
public final class Refusal extends RuntimeException {
  /** Why. */
  public enum Kind {
    INVALID,
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    CONFLICT,
    TOO_LARGE,
    TOO_MANY,
    BUSY,
    DRAINING
  }

  private final Kind kind;
  private final String reason;
  private final @Nullable Duration retryAfter;

  private Refusal(Kind kind, String reason, String sentence, @Nullable Duration retryAfter) {
    super(sentence, null, false, false);
    this.kind = kind;
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  /** A refusal of that kind. */
  public static Refusal of(Kind kind, String sentence) {
    return new Refusal(kind, word(kind), sentence, null);
  }

  /** The request itself is wrong. */
  public static Refusal invalid(String sentence) {
    return of(Kind.INVALID, sentence);
  }

  /** What is asked for is not there. */
  public static Refusal notFound(String sentence) {
    return of(Kind.NOT_FOUND, sentence);
  }

  /** No room now; the same request may succeed later. */
  public static Refusal busy(String sentence, Duration retryAfter) {
    return busy(word(Kind.BUSY), sentence, retryAfter);
  }

  /**
   * As {@link #busy(String, Duration)}, of what there is no more.
   *
   * @param what a word for metrics, one of few: "slots", "viewers"
   */
  public static Refusal busy(String what, String sentence, Duration retryAfter) {
    return new Refusal(Kind.BUSY, what, sentence, retryAfter);
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** An avatar needs more memory than is free; it was given back. */
  public static Refusal tooLarge(String avatar) {
    return busy(
        "memory",
        "The avatar '%s' needs more memory than this server has free; try again later, or ask another server."
            .formatted(avatar),
        Duration.ofSeconds(10));
  }

  /** More requests than one client may make; the same one succeeds later. */
  public static Refusal tooMany(String sentence, Duration retryAfter) {
    return new Refusal(Kind.TOO_MANY, word(Kind.TOO_MANY), sentence, retryAfter);
  }

  /** The server is about to stop. */
  public static Refusal draining() {
    return new Refusal(
        Kind.DRAINING,
        word(Kind.DRAINING),
        "This server is shutting down and takes no new conversations; ask another one.",
        Duration.ofSeconds(5));
  }

  /** Why. */
  public Kind kind() {
    return kind;
  }

  /** Why, as a word for metrics. */
  public String reason() {
    return reason;
  }

  /** The sentence for the user. */
  public String sentence() {
    String message = getMessage();
    return message == null ? kind.name() : message;
  }

  /** When to try again, where that helps. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
