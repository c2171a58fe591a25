package io.visavis.server.voice;

import java.util.ArrayList;
import java.util.List;

/** Writes down what becomes of a voice. */
final class Told implements VoiceListener {
  final List<String> events = new ArrayList<>();

  @Override
  public void voiceBack(long atSample) {
    events.add("back " + atSample);
  }

  @Override
  public void voiceLost(long atSample) {
    events.add("lost " + atSample);
  }

  @Override
  public void concealed(long atSample, long samples) {
    events.add("concealed " + atSample + "+" + samples);
  }

  @Override
  public void dropped(long atSample, long samples) {
    events.add("dropped " + atSample + "+" + samples);
  }

  @Override
  public void playbackStarted(long atSample) {
    events.add("started " + atSample);
  }

  @Override
  public void playbackFinished(long atSample, boolean interrupted) {
    events.add((interrupted ? "interrupted " : "finished ") + atSample);
  }

  @Override
  public void refused(long atSample, String sentence) {
    events.add("refused " + atSample + ": " + sentence);
  }
}
