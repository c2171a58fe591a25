package io.visavis.server.conversation;

import io.visavis.server.LogLabel;
import io.visavis.server.lane.MotionListener;
import io.visavis.server.metrics.ConversationMetrics;
import io.visavis.server.metrics.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what becomes of facial motion into events. Called on the lane's thread. */
record MotionEvents(Conversation conversation, String participant, ConversationMetrics metrics)
    implements MotionListener {
  private static final Logger log = LoggerFactory.getLogger(MotionEvents.class);

  @Override
  public void motionBack(long atSample) {
    tell(Event.Kind.MOTION_BACK, "The face of '%s' is seen.".formatted(participant), atSample);
  }

  @Override
  public void motionLost(long atSample) {
    tell(
        Event.Kind.MOTION_LOST,
        "Nothing of the face of '%s' has been seen for half a second.".formatted(participant),
        atSample);
  }

  @Override
  public void modelFailed(long atSample) {
    metrics.failed(Failure.MODEL_OUTPUT);
    tell(
        Event.Kind.MODEL_FAILED,
        "The motion model of '%s' gave what is not a number; the face rests until it works again."
            .formatted(participant),
        atSample);
  }

  @Override
  public void inpaintingFailed(long atSample) {
    metrics.failed(Failure.INPAINTING);
    tell(
        Event.Kind.INPAINTING_FAILED,
        "The network of the plate of '%s' failed or was too slow; the head is eased into its plate without it."
            .formatted(participant),
        atSample);
  }

  @Override
  public void drawnAt(int size, int wanted) {
    String label = LogLabel.of(conversation.id());
    log.atInfo()
        .addKeyValue(LogLabel.CONVERSATION, label)
        .addKeyValue("participant", participant)
        .log(
            "In conversation {}: '{}' is drawn at {} pixels from now on, of {}",
            label,
            participant,
            size,
            wanted);
  }

  private void tell(Event.Kind kind, String sentence, long atSample) {
    conversation.tell(new Event(kind, participant, sentence, atSample));
  }
}
