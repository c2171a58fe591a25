package io.visavis.training.conversation;

import io.visavis.training.target.Loudness;
import io.visavis.training.target.MotionTrack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a speaker invites an answer: pitch below its 26th percentile for 110 ms, after 700 ms of
 * speech, none in the last 800 ms (Ward and Tsukahara 2000). The end of what is said is one, too.
 */
final class Cues {
  private static final double PERCENTILE = 0.26;
  private static final double LOW_SECONDS = 0.11;
  private static final double SPEECH_SECONDS = 0.7;
  private static final double REST_SECONDS = 0.8;
  private static final float ACTIVE = 0.5f;

  private Cues() {}

  /** Times of the conversation, in order. */
  static List<Double> of(Act act) {
    Loudness voice = act.spoken().loudness();
    float threshold = percentile(voice);
    List<Double> cues = new ArrayList<>();
    double step = 1.0 / MotionTrack.RATE;
    double low = 0;
    double spoken = 0;
    double last = -REST_SECONDS;
    for (int i = 0; i < voice.pitch().length; i++) {
      boolean active = voice.activity()[i] > ACTIVE;
      spoken = active ? spoken + step : Math.max(0, spoken - 0.3 * step);
      low = active && voice.pitch()[i] < threshold ? low + step : 0;
      double t = i * step;
      if (low >= LOW_SECONDS && spoken >= SPEECH_SECONDS && t - last >= REST_SECONDS) {
        cues.add(act.begin() + t / act.speed());
        last = t;
      }
    }
    double end = act.spoken().end();
    if (spoken >= SPEECH_SECONDS && end - last >= REST_SECONDS) {
      cues.add(act.end());
    }
    return cues;
  }

  private static float percentile(Loudness voice) {
    float[] pitch = new float[voice.pitch().length];
    int n = 0;
    for (int i = 0; i < pitch.length; i++) {
      if (voice.activity()[i] > ACTIVE) {
        pitch[n++] = voice.pitch()[i];
      }
    }
    Arrays.sort(pitch, 0, n);
    return n == 0 ? Float.NEGATIVE_INFINITY : pitch[(int) (PERCENTILE * (n - 1))];
  }
}
