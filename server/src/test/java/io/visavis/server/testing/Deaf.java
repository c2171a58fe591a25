package io.visavis.server.testing;

import io.visavis.server.voice.VoiceListener;

/** Does not care what becomes of a voice. */
public final class Deaf implements VoiceListener {
  @Override
  public void voiceBack(long atSample) {}

  @Override
  public void voiceLost(long atSample) {}

  @Override
  public void concealed(long atSample, long samples) {}

  @Override
  public void dropped(long atSample, long samples) {}

  @Override
  public void refused(long atSample, String sentence) {}
}
