package io.visavis.inference.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.motion.ArkitChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MouthHushTest {
  private static final int JAW = ArkitChannel.JAW_OPEN.ordinal();
  private static final int SMILE = ArkitChannel.MOUTH_SMILE_LEFT.ordinal();

  @ParameterizedTest
  @ValueSource(ints = {0, 7})
  void shouldShutWithinTwoFramesAndStayShutWhileAModelStillMakesOldFrames(int made) {
    MouthHush hush = new MouthHush(made);
    float before = frame(hush, false, 0.6f);
    for (int n = 0; n < 3 + made; n++) {
      float jaw = frame(hush, n == 0, 0.6f);
      assertThat(before - jaw).as("no jump at %d", n).isBetween(0f, 0.33f);
      assertThat(jaw).isLessThan(n == 0 ? 0.33f : 0.04f);
      before = jaw;
    }
  }

  @Test
  void shouldLetTheNextWordsOpenTheMouthNoFasterThanSpeechDoes() {
    MouthHush hush = new MouthHush(0);
    frame(hush, false, 0.6f);
    float before = 0.6f;
    for (int n = 0; n < 12; n++) {
      float jaw = frame(hush, n == 0, 0.6f);
      assertThat(jaw - before).as("at %d", n).isLessThan(0.21f);
      before = jaw;
    }
    assertThat(before).isEqualTo(0.6f);
  }

  @Test
  void shouldLeaveASmileAndWhatIsShutAlone() {
    MouthHush hush = new MouthHush(0);
    for (int n = 0; n < 20; n++) {
      float[] motion = new float[55];
      motion[SMILE] = 0.5f;
      motion[JAW] = n < 5 ? 0.4f : 0.001f;
      hush.apply(n == 5, motion);
      assertThat(motion[SMILE]).isEqualTo(0.5f);
      assertThat(motion[JAW]).isEqualTo(n < 5 ? 0.4f : 0.001f);
    }
  }

  private static float frame(MouthHush hush, boolean begins, float jaw) {
    float[] motion = new float[55];
    motion[JAW] = jaw;
    hush.apply(begins, motion);
    return motion[JAW];
  }
}
