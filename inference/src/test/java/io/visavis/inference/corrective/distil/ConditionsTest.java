package io.visavis.inference.corrective.distil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.corrective.VoiceRows;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  @Test
  void shouldDrawEveryEmotionAloneAndBlendsOfTwoAndNone() {
    List<Condition> drawn =
        Conditions.draw(new DistilSettings(4, 256, 1, List.of(), new float[0]), 0);
    boolean[] alone = new boolean[7];
    int none = 0;
    int blends = 0;
    for (Condition condition : drawn) {
      int felt = 0;
      int last = 0;
      double sum = 0;
      for (int e = 0; e < 7; e++) {
        sum += condition.emotion()[e];
        if (condition.emotion()[e] > 0) {
          felt++;
          last = e;
        }
      }
      assertThat(sum).isLessThanOrEqualTo(3.0001);
      none += felt == 0 ? 1 : 0;
      blends += felt == 2 ? 1 : 0;
      if (felt == 1) {
        alone[last] = true;
      } else if (felt == 0) {
        assertThat(condition.felt()).isEqualTo(condition.calm());
      }
    }
    assertThat(alone).doesNotContain(false);
    assertThat(none).isBetween(16, 48);
    assertThat(blends).isGreaterThan(64);
    assertThat(drawn.stream().filter(c -> c.felt()[blink()] > .3f)).isNotEmpty();
    assertThat(drawn.stream().filter(c -> c.calm()[ArkitChannel.JAW_OPEN.ordinal()] > .3f))
        .isNotEmpty();
  }

  /** A face goes with what is said in its frame; the neck is straight. */
  @Test
  void shouldTakeFacesAndTheirVoiceFromARecording() {
    int rows = 3;
    float[] voice = new float[48_000];
    List<float[]> faces = new ArrayList<>();
    for (int i = 0; i < voice.length; i++) {
      voice[i] = (float) (.3 * Math.sin(i * i * 1e-6));
    }
    for (int n = 0; n < 25; n++) {
      float[] face = new float[MotionSpace.ARKIT.size()];
      face[ArkitChannel.JAW_OPEN.ordinal()] = n / 25f;
      face[ArkitChannel.HEAD_YAW.ordinal()] = .5f;
      faces.add(face);
    }
    VoiceRows heard = new VoiceRows(200, 0);
    heard.accept(voice, 0, voice.length);
    float[] expected = new float[40 * rows];
    for (Condition condition : Conditions.draw(new DistilSettings(1, 64, 5, faces, voice), rows)) {
      int n = Math.round(25 * condition.calm()[ArkitChannel.JAW_OPEN.ordinal()]);
      heard.copy(n, rows, FloatBuffer.wrap(expected), 0);
      assertThat(condition.voice()).containsExactly(expected, within(0f));
      assertThat(condition.felt()[ArkitChannel.HEAD_YAW.ordinal()]).isZero();
    }
  }

  @Test
  void shouldHearSilenceHissAndVowelsWhereThereIsNoRecording() {
    List<Condition> drawn =
        Conditions.draw(new DistilSettings(4, 128, 1, List.of(), new float[0]), 1);
    assertThat(drawn.stream().filter(c -> level(c) < 0)).isNotEmpty();
    assertThat(drawn.stream().filter(c -> level(c) > 2)).isNotEmpty();
    for (Condition condition : drawn) {
      for (float value : condition.voice()) {
        assertThat(value).isFinite();
      }
    }
  }

  private static double level(Condition condition) {
    double sum = 0;
    for (float value : condition.voice()) {
      sum += value;
    }
    return sum / condition.voice().length;
  }

  private static int blink() {
    return ArkitChannel.EYE_BLINK_LEFT.ordinal();
  }
}
