package io.visavis.training.conversation;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.training.target.Articulator;
import java.util.List;

/** Lips from phones, brows and head from how it is said; the personal size of brows and head. */
final class SpeechRule implements Rule {
  private final List<Act> acts;
  private final float[] gains = new float[Articulator.COUNT];
  private final float[] values = new float[Articulator.COUNT];
  private int first;

  SpeechRule(Talk talk, Style style) {
    this.acts = talk.acts();
    java.util.Arrays.fill(gains, 1);
    for (Articulator brow :
        List.of(Articulator.BROW_INNER, Articulator.BROW_OUTER, Articulator.BROW_LOW)) {
      gains[brow.ordinal()] = (float) style.of(Trait.BROWS);
    }
    for (Articulator angle : List.of(Articulator.YAW, Articulator.PITCH, Articulator.ROLL)) {
      gains[angle.ordinal()] = (float) style.of(Trait.HEAD_SIZE);
    }
  }

  @Override
  public void add(int n, float[][] partner, float[] face) {
    double t = n / (double) MotionSpace.FPS;
    while (first < acts.size() && acts.get(first).end() + 1 < t) {
      first++;
    }
    for (int k = first; k < acts.size() && acts.get(k).begin() <= t; k++) {
      Act act = acts.get(k);
      act.spoken().track().at(act.timeOf(t), values);
      // After the last phone the track stands still; it fades.
      double fade = Math.clamp(1 - (t - act.end()), 0, 1);
      for (Articulator a : Articulator.values()) {
        for (ArkitChannel channel : a.channels()) {
          face[channel.ordinal()] += (float) fade * gains[a.ordinal()] * values[a.ordinal()];
        }
      }
    }
  }
}
