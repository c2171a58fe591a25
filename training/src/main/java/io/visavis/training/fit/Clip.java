package io.visavis.training.fit;

import io.visavis.training.speech.Utterance;
import io.visavis.training.target.MotionTrack;

/** An utterance and the motion that belongs to it. */
public record Clip(Utterance utterance, MotionTrack track) {
  public static Clip of(Utterance utterance) {
    return new Clip(utterance, MotionTrack.of(utterance));
  }
}
