package io.visavis.server.voice;

/**
 * Hears what becomes of a voice. Called on the lane's thread; indices are the participant's own.
 */
public interface VoiceListener {
  /** Voice is there, for the first time or again; it starts at that index. */
  void voiceBack(long atSample);

  /** No voice has come for half a second; the last sample that was heard came before that index. */
  void voiceLost(long atSample);

  /** Silence stands in for {@code samples} that had not come when they were needed. */
  void concealed(long atSample, long samples);

  /** {@code samples} came too late, or did not fit into the buffer. */
  void dropped(long atSample, long samples);

  /** An utterance of a paced voice begins to be shown with that sample. */
  void playbackStarted(long atSample);

  /**
   * An utterance of a paced voice is over.
   *
   * @param atSample comes after the last sample that was shown
   * @param interrupted whether a flush, or another speaker, cut it short
   */
  void playbackFinished(long atSample, boolean interrupted);

  /** A packet could not be decoded. */
  void refused(long atSample, String sentence);
}
