package io.visavis.server.conversation;

import io.visavis.server.lane.MotionListener;

/** Turns what becomes of facial motion into events. Called on the lane's thread. */
record MotionEvents(Conversation conversation, String participant) implements MotionListener {
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
    tell(
        Event.Kind.MODEL_FAILED,
        "The motion model of '%s' gave what is not a number; the face rests until it works again."
            .formatted(participant),
        atSample);
  }

  @Override
  public void inpaintingFailed(long atSample) {
    tell(
        Event.Kind.INPAINTING_FAILED,
        "The network of the plate of '%s' failed or was too slow; the head is eased into its plate without it."
            .formatted(participant),
        atSample);
  }

  private void tell(Event.Kind kind, String sentence, long atSample) {
    conversation.tell(new Event(kind, participant, sentence, atSample));
  }
}
