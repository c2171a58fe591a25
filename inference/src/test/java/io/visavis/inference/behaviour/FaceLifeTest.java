package io.visavis.inference.behaviour;

import static io.visavis.avatar.motion.ArkitChannel.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.inference.model.ModelCard.Behaviour;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaceLifeTest {
  private static final int FIVE_MINUTES = 7_500;

  /** Who speaks at a frame. */
  private enum Voices {
    NOBODY,
    SELF,
    PARTNER,
    /** The partner in runs of 2 s with pauses of 1 s. */
    PARTNER_WITH_PAUSES
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldBlinkAsOftenAsPeopleDo(long seed) {
    assertThat(blinksAMinute(life(seed, Voices.NOBODY, Set.of()))).isBetween(13.0, 21.0);
    assertThat(blinksAMinute(life(seed, Voices.SELF, Set.of()))).isBetween(20.0, 31.0);
  }

  @Test
  void shouldShutTheLidsWhollyAndOpenMoreSlowly() {
    float[][] m = life(4, Voices.SELF, Set.of());
    int lid = EYE_BLINK_LEFT.ordinal();
    int wholly = 0;
    int closing = 0;
    int opening = 0;
    for (int n = 1; n < m.length - 12; n++) {
      if (m[n][lid] > 0.99f && m[n - 1][lid] < 0.99f) {
        wholly++;
        for (int k = n - 1; k >= 0 && m[k][lid] > 0.3f; k--) {
          closing++;
        }
        for (int k = n; m[k][lid] > 0.3f && k < n + 12; k++) {
          opening++;
        }
      }
    }
    assertThat(wholly).isGreaterThan(80);
    assertThat(opening).isGreaterThan(closing + wholly);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldLookAtThePartnerMoreWhileListening(long seed) {
    assertThat(looking(life(seed, Voices.PARTNER, Set.of()))).isCloseTo(0.75, within(0.1));
    assertThat(looking(life(seed, Voices.SELF, Set.of()))).isCloseTo(0.5, within(0.12));
  }

  @Test
  void shouldMoveTheHeadAsSmoothlyAsPeopleDo() {
    for (Voices voices : Voices.values()) {
      float[][] m = life(5, voices, Set.of());
      double sum = 0;
      for (int n = 1; n < m.length; n++) {
        for (ArkitChannel c : new ArkitChannel[] {HEAD_YAW, HEAD_PITCH, HEAD_ROLL}) {
          double step = Math.abs(m[n][c.ordinal()] - m[n - 1][c.ordinal()]);
          assertThat(step).isLessThan(0.03);
          sum += step;
        }
      }
      // Real heads: 0.004 (calm) to 0.011 rad a frame; ours must live, and never fidget.
      assertThat(sum / m.length).as(voices.name()).isBetween(0.0008, 0.011);
    }
  }

  @Test
  void shouldNodAfterAPausingPartner() {
    float[][] m = life(6, Voices.PARTNER_WITH_PAUSES, Set.of());
    float[][] calm = life(6, Voices.NOBODY, Set.of());
    int nods = 0;
    for (int n = 4; n < m.length; n++) {
      boolean sinks = m[n][HEAD_PITCH.ordinal()] < m[n - 4][HEAD_PITCH.ordinal()] - 0.02;
      boolean sankBefore =
          m[n - 1][HEAD_PITCH.ordinal()] < m[Math.max(0, n - 5)][HEAD_PITCH.ordinal()] - 0.02;
      nods += sinks && !sankBefore ? 1 : 0;
      assertThat((double) calm[n][HEAD_PITCH.ordinal()])
          .isGreaterThan(calm[n - 4][HEAD_PITCH.ordinal()] - 0.02);
    }
    // 100 pauses in five minutes; a good half of them are answered, by one to three cycles
    assertThat(nods).isBetween(50, 220);
  }

  @Test
  void shouldLeaveTheMouthAlone() {
    float[][] m = life(7, Voices.SELF, Set.of());
    for (float[] frame : m) {
      for (ArkitChannel c : ArkitChannel.values()) {
        if (c.channelName().startsWith("mouth") || c.channelName().startsWith("jaw")) {
          assertThat(frame[c.ordinal()]).isZero();
        }
      }
    }
  }

  @Test
  void shouldLeaveToTheModelWhatTheModelDoes() {
    for (float[] frame : life(8, Voices.PARTNER_WITH_PAUSES, EnumSet.allOf(Behaviour.class))) {
      assertThat(frame).containsOnly(0);
    }
    assertThat(blinksAMinute(life(8, Voices.SELF, Set.of(Behaviour.BLINK)))).isZero();
  }

  @Test
  void shouldListenForAModelThatMovesTheHeadAndHearsNoPartner() {
    FaceLife life = new FaceLife(6, Set.of(Behaviour.HEAD), false);
    double lowest = 0;
    double speaking = 0;
    for (int n = 0; n < 1_000; n++) {
      float[] motion = new float[55];
      boolean self = n >= 500;
      life.apply(n, self, !self && n % 75 < 50, 0, motion);
      float pitch = motion[HEAD_PITCH.ordinal()];
      if (!self) {
        lowest = Math.min(lowest, pitch);
      } else if (n >= 600) {
        speaking = Math.max(speaking, Math.abs(pitch));
      }
    }
    assertThat(lowest).as("nods").isLessThan(-0.03);
    assertThat(speaking).as("breath alone").isLessThan(0.006);
  }

  @Test
  void shouldBeTheSameForOneSeedAndOtherForAnother() {
    assertThat(life(1, Voices.SELF, Set.of())).isDeepEqualTo(life(1, Voices.SELF, Set.of()));
    assertThat(life(1, Voices.SELF, Set.of())[500])
        .isNotEqualTo(life(2, Voices.SELF, Set.of())[500]);
  }

  private static float[][] life(long seed, Voices voices, Set<Behaviour> does) {
    FaceLife life = new FaceLife(seed, does, true);
    float[][] frames = new float[FIVE_MINUTES][];
    for (int n = 0; n < FIVE_MINUTES; n++) {
      float[] motion = new float[55];
      boolean partner =
          voices == Voices.PARTNER || (voices == Voices.PARTNER_WITH_PAUSES && n % 75 < 50);
      life.apply(n, voices == Voices.SELF, partner, 0, motion);
      frames[n] = motion;
    }
    return frames;
  }

  private static double blinksAMinute(float[][] m) {
    int blinks = 0;
    for (int n = 1; n < m.length; n++) {
      float now = m[n][EYE_BLINK_LEFT.ordinal()];
      blinks += now > 0.9f && m[n - 1][EYE_BLINK_LEFT.ordinal()] <= 0.9f ? 1 : 0;
    }
    return blinks / (m.length / 25.0 / 60);
  }

  /** Share of frames with the gaze within 5 degrees of the partner. */
  private static double looking(float[][] m) {
    int frames = 0;
    for (float[] f : m) {
      double yaw =
          (f[EYE_LOOK_OUT_LEFT.ordinal()] - f[EYE_LOOK_IN_LEFT.ordinal()]) * FaceLife.EYE_RANGE
              + Math.toDegrees(f[HEAD_YAW.ordinal()]);
      frames += Math.abs(yaw) < 5 ? 1 : 0;
    }
    return (double) frames / m.length;
  }
}
