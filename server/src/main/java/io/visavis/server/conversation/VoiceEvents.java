package io.visavis.server.conversation;

import io.visavis.server.metrics.ConversationMetrics;
import io.visavis.server.voice.VoiceListener;

/** Turns what becomes of a voice into events and metrics. Called on the lane's thread. */
final class VoiceEvents implements VoiceListener {
  private final Conversation conversation;
  private final String participant;
  private final ConversationMetrics metrics;

  VoiceEvents(Conversation conversation, String participant, ConversationMetrics metrics) {
    this.conversation = conversation;
    this.participant = participant;
    this.metrics = metrics;
  }

  @Override
  public void voiceBack(long atSample) {
    tell(Event.Kind.VOICE_BACK, "The voice of '%s' is heard.".formatted(participant), atSample);
  }

  @Override
  public void voiceLost(long atSample) {
    tell(
        Event.Kind.VOICE_LOST,
        "No voice of '%s' has come for half a second.".formatted(participant),
        atSample);
  }

  @Override
  public void concealed(long atSample, long samples) {
    metrics.concealed(samples);
    tell(
        Event.Kind.AUDIO_CONCEALED,
        "%d samples of silence stand in for voice of '%s' that had not come in time."
            .formatted(samples, participant),
        atSample);
  }

  @Override
  public void dropped(long atSample, long samples) {
    metrics.voiceDropped(samples);
    tell(
        Event.Kind.AUDIO_DROPPED,
        "%d samples of the voice of '%s' were dropped: too late, or too far ahead."
            .formatted(samples, participant),
        atSample);
  }

  @Override
  public void playbackStarted(long atSample) {
    tell(
        Event.Kind.PLAYBACK_STARTED,
        "An utterance of '%s' begins to be shown.".formatted(participant),
        atSample);
  }

  @Override
  public void playbackFinished(long atSample, boolean interrupted) {
    String sentence =
        interrupted ? "An utterance of '%s' was cut off." : "An utterance of '%s' has been shown.";
    conversation.tell(
        new Event(
            Event.Kind.PLAYBACK_FINISHED,
            participant,
            sentence.formatted(participant),
            atSample,
            interrupted));
  }

  @Override
  public void refused(long atSample, String sentence) {
    tell(Event.Kind.INPUT_REFUSED, sentence, atSample);
  }

  private void tell(Event.Kind kind, String sentence, long atSample) {
    conversation.tell(new Event(kind, participant, sentence, atSample));
  }
}
