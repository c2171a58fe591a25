package io.visavis.server.lane;

import io.visavis.server.voice.VoiceListener;

/** Does not care what becomes of a voice or a face. */
public class Deaf implements VoiceListener, MotionListener {
  @Override
  public void motionBack(long atSample) {}

  @Override
  public void motionLost(long atSample) {}

  @Override
  public void modelFailed(long atSample) {}

  @Override
  public void inpaintingFailed(long atSample) {}

  @Override
  public void voiceBack(long atSample) {}

  @Override
  public void voiceLost(long atSample) {}

  @Override
  public void concealed(long atSample, long samples) {}

  @Override
  public void dropped(long atSample, long samples) {}

  @Override
  public void playbackStarted(long atSample) {}

  @Override
  public void playbackFinished(long atSample, boolean interrupted) {}

  @Override
  public void refused(long atSample, String sentence) {}
}
