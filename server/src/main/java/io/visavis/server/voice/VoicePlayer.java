package io.visavis.server.voice;

/** One way of putting packets on the conversation's clock. Owned by one lane. */
sealed interface VoicePlayer permits LiveVoice, PacedVoice {
  /**
   * Plays the next samples.
   *
   * @param out [count] written from 0
   * @param dueNanos when the last of them is needed
   * @param turn whose packets are taken
   */
  void read(float[] out, int count, long dueNanos, VoiceInbox.Turn turn);

  /** Own index of what lies so many samples before the next one to be played. */
  double ownAt(double before);

  /** Samples from the next one to be played to that of an own index; negative where it is past. */
  double until(double ownSample);

  /** When the last sample that was played arrived, or {@link VoiceTimeline#NEVER}. */
  long arrivalNanos();

  /** Whether voice is being played. */
  boolean present();

  /** Milliseconds of voice that have arrived and not been played. */
  double waitingMillis();

  /** Samples that silence has stood in for so far. */
  long concealedSamples();

  /** Samples that came too late, or did not fit, so far. */
  long droppedSamples();
}
