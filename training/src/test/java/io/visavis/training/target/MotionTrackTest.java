package io.visavis.training.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.training.speech.Phone;
import io.visavis.training.speech.Segment;
import io.visavis.training.speech.Utterance;
import java.util.List;
import org.junit.jupiter.api.Test;

class MotionTrackTest {
  /** Silence, a tone whose pitch jumps up, silence. */
  private static Utterance rising() {
    float[] x = new float[4 * Utterance.RATE];
    double phase = 0;
    for (int i = Utterance.RATE; i < 3 * Utterance.RATE; i++) {
      double hz = i < 2.2 * Utterance.RATE ? 110 : 160;
      phase += 2 * Math.PI * hz / Utterance.RATE;
      x[i] = (float) (0.2 * Math.signum(Math.sin(phase)));
    }
    return Utterance.of(
        "tone",
        x,
        List.of(
            new Segment(0, 1, Phone.SIL),
            new Segment(1, 3, Phone.AA),
            new Segment(3, 4, Phone.SIL)));
  }

  @Test
  void shouldRaiseTheBrowsOnHighPitchAndRestInSilence() {
    float[][] f = MotionTrack.of(rising()).frames();
    int brow = Articulator.BROW_INNER.ordinal();

    assertThat(f[50][brow]).isZero();
    assertThat(f[270][brow]).isGreaterThan(f[180][brow] + 0.05f);
    assertThat(f[395][brow]).isLessThan(0.05f);
  }

  @Test
  void shouldComeToRestAfterSpeech() {
    float[][] f = MotionTrack.of(rising()).frames();
    for (Articulator a : List.of(Articulator.YAW, Articulator.PITCH, Articulator.ROLL)) {
      float moved = 0;
      for (int i = 100; i < 300; i++) {
        moved = Math.max(moved, Math.abs(f[i][a.ordinal()]));
      }
      assertThat(Math.abs(f[50][a.ordinal()])).isLessThan(0.001f);
      assertThat(Math.abs(f[399][a.ordinal()])).isLessThanOrEqualTo(0.6f * moved + 0.001f);
    }
  }

  @Test
  void shouldPreferAClosureNearATime() {
    Utterance u =
        Utterance.of(
            "x",
            new float[Utterance.RATE],
            List.of(
                new Segment(0, 0.3, Phone.AA),
                new Segment(0.3, 0.35, Phone.P),
                new Segment(0.35, 1, Phone.AA)));
    MotionTrack track = MotionTrack.of(u);

    assertThat(track.phoneAt(0.29)).isEqualTo(Phone.P);
    assertThat(track.phoneAt(0.27)).isEqualTo(Phone.AA);
  }
}
