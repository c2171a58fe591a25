package io.visavis.server.conversation;

import org.slf4j.event.Level;

/**
 * Something that the clients of a conversation are told.
 *
 * @param participant whom it concerns
 * @param detail one sentence
 * @param atSample on that participant's own clock, 48 kHz; 0 where it has no place
 * @param interrupted of an utterance that is over: whether it was cut short
 */
public record Event(
    Kind kind, String participant, String detail, long atSample, boolean interrupted) {

  /** One that is not about the end of an utterance. */
  public Event(Kind kind, String participant, String detail, long atSample) {
    this(kind, participant, detail, atSample, false);
  }

  /** What happened. */
  public enum Kind {
    JOINED,
    LEFT,
    VOICE_LOST,
    VOICE_BACK,
    MOTION_LOST,
    MOTION_BACK,
    AUDIO_CONCEALED,
    AUDIO_DROPPED,
    INPUT_REFUSED,
    MODEL_FAILED,
    INPAINTING_FAILED,
    PLAYBACK_STARTED,
    PLAYBACK_FINISHED,
    ENDED;

    /** In the log; what may come more than about once a second is for those who look for it. */
    Level level() {
      return switch (this) {
        case MODEL_FAILED, INPAINTING_FAILED -> Level.WARN;
        case JOINED, LEFT, ENDED -> Level.INFO;
        default -> Level.DEBUG;
      };
    }
  }

  /** Gets events, on any thread; must return at once. */
  @FunctionalInterface
  public interface Sink {
    /** Something happened. */
    void event(Event event);
  }
}
