package io.visavis.inference.expression;

import static io.visavis.avatar.motion.ArkitChannel.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.inference.EmotionName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExpressionTest {
  @Test
  void shouldShowEachEmotionWhereOneLooksForIt() {
    assertThat(felt(EmotionName.HAPPY, 3, MOUTH_SMILE_LEFT)).isGreaterThan(0.6f);
    assertThat(felt(EmotionName.HAPPY, 3, CHEEK_SQUINT_RIGHT)).isGreaterThan(0.3f);
    assertThat(felt(EmotionName.SAD, 3, BROW_INNER_UP)).isGreaterThan(0.6f);
    assertThat(felt(EmotionName.SAD, 3, MOUTH_FROWN_LEFT)).isGreaterThan(0.25f);
    assertThat(felt(EmotionName.FEAR, 3, EYE_WIDE_LEFT)).isGreaterThan(0.6f);
    assertThat(felt(EmotionName.DISGUSTED, 3, NOSE_SNEER_RIGHT)).isGreaterThan(0.6f);
    assertThat(felt(EmotionName.ANGRY, 3, BROW_DOWN_LEFT)).isGreaterThan(0.6f);
    assertThat(felt(EmotionName.SURPRISED, 3, BROW_OUTER_UP_LEFT)).isGreaterThan(0.6f);
    assertThat(felt(EmotionName.CONTEMPT, 3, MOUTH_DIMPLE_LEFT))
        .isGreaterThan(felt(EmotionName.CONTEMPT, 3, MOUTH_DIMPLE_RIGHT) + 0.5f);
  }

  @ParameterizedTest
  @EnumSource(EmotionName.class)
  void shouldGrowWithIntensityAndStayInRange(EmotionName emotion) {
    float before = 0;
    for (float intensity = 0; intensity <= 3; intensity += 0.5f) {
      float sum = 0;
      float[] motion = frame(emotion, intensity, 0.3f, 0.1f);
      for (int i = 0; i < ArkitChannel.COEFFICIENTS; i++) {
        assertThat(motion[i]).isBetween(0f, 1f);
        sum += motion[i];
      }
      assertThat(sum).isGreaterThan(before);
      before = sum;
    }
  }

  @ParameterizedTest
  @EnumSource(EmotionName.class)
  void shouldNotOpenLipsThatTheModelShuts(EmotionName emotion) {
    assertThat(Expression.opening(frame(emotion, 3, 0.12f, 0.12f))).isCloseTo(0, within(1e-3f));
    assertThat(Expression.opening(frame(emotion, 3, 0, 0))).isCloseTo(0, within(1e-3f));
  }

  @ParameterizedTest
  @EnumSource(EmotionName.class)
  void shouldNotShutAMouthThatIsOpen(EmotionName emotion) {
    assertThat(Expression.opening(frame(emotion, 3, 0.5f, 0))).isGreaterThan(0.45f);
  }

  @Test
  void shouldYieldToRounding() {
    float[] round = new float[55];
    round[MOUTH_PUCKER.ordinal()] = 1;
    float[] emotion = new float[EmotionName.COUNT];
    emotion[EmotionName.HAPPY.ordinal()] = 3;
    Expression.feel(emotion, round);
    assertThat(round[MOUTH_SMILE_LEFT.ordinal()])
        .isLessThan(0.5f * felt(EmotionName.HAPPY, 3, MOUTH_SMILE_LEFT));
  }

  private static float felt(EmotionName emotion, float intensity, ArkitChannel channel) {
    return frame(emotion, intensity, 0, 0)[channel.ordinal()];
  }

  private static float[] frame(EmotionName emotion, float intensity, float jaw, float close) {
    float[] motion = new float[55];
    motion[JAW_OPEN.ordinal()] = jaw;
    motion[MOUTH_CLOSE.ordinal()] = close;
    float[] felt = new float[EmotionName.COUNT];
    felt[emotion.ordinal()] = intensity;
    Expression.feel(felt, motion);
    return motion;
  }
}
