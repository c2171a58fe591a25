package io.visavis.training.net.dual;

import static io.visavis.avatar.motion.ArkitChannel.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.motion.ArkitChannel;
import org.junit.jupiter.api.Test;

class SidesTest {
  @Test
  void shouldMoveBothSidesAsOneUnlessTheyDiffer() {
    float[] smile = face(MOUTH_SMILE_LEFT, 1);
    assertThat(smile[MOUTH_SMILE_LEFT.ordinal()]).isEqualTo(1);
    assertThat(smile[MOUTH_SMILE_RIGHT.ordinal()]).isEqualTo(1);

    // Contempt is on one side.
    float[] contempt = face(MOUTH_SMILE_RIGHT, 1);
    assertThat(contempt[MOUTH_SMILE_LEFT.ordinal()]).isPositive();
    assertThat(contempt[MOUTH_SMILE_RIGHT.ordinal()])
        .isEqualTo(-contempt[MOUTH_SMILE_LEFT.ordinal()]);
  }

  @Test
  void shouldTurnBothEyesTheSameWay() {
    float[] face = face(EYE_LOOK_IN_LEFT, 1);

    assertThat(face[EYE_LOOK_IN_LEFT.ordinal()]).isEqualTo(1);
    assertThat(face[EYE_LOOK_OUT_RIGHT.ordinal()]).isEqualTo(1);
    assertThat(face[EYE_LOOK_IN_RIGHT.ordinal()]).isZero();
  }

  @Test
  void shouldLeaveAloneWhatHasNoOtherSide() {
    for (ArkitChannel channel : new ArkitChannel[] {JAW_LEFT, MOUTH_LEFT, JAW_OPEN}) {
      float[] face = face(channel, 1);
      for (int i = 0; i < face.length; i++) {
        assertThat(face[i]).isEqualTo(i == channel.ordinal() ? 1 : 0);
      }
    }
  }

  private static float[] face(ArkitChannel part, float value) {
    float[] face = new float[ArkitChannel.COEFFICIENTS];
    for (int i = 0; i < face.length; i++) {
      face[i] = value * Sides.matrix()[part.ordinal()][i];
    }
    return face;
  }
}
