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

  /** A packet could not be decoded. */
  void refused(long atSample, String sentence);
}
