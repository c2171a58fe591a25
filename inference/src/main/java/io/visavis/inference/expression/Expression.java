package io.visavis.inference.expression;

import static io.visavis.avatar.motion.ArkitChannel.*;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.inference.EmotionName;

/**
 * Colours an arkit frame with emotion, for models that do not hear it, and with a slight style for
 * the relation. Each emotion is a set of offsets at full intensity 3 after the facial action units
 * that Ekman and Friesen (1978) name for it, scaled in proportion. Lips that the model shuts stay
 * shut: what opens the mouth is taken back by mouthClose, and what spreads it yields to rounding.
 *
 * <p>The relation's style is declared, not measured: no figures for it were found.
 */
public final class Expression {
  private record Offset(ArkitChannel channel, float value) {}

  private static final Offset[][] BY_EMOTION = new Offset[EmotionName.COUNT][];

  static {
    // Action units 6 + 12
    at(
        EmotionName.HAPPY,
        MOUTH_SMILE_LEFT,
        .75,
        MOUTH_SMILE_RIGHT,
        .75,
        CHEEK_SQUINT_LEFT,
        .6,
        CHEEK_SQUINT_RIGHT,
        .6,
        MOUTH_DIMPLE_LEFT,
        .15,
        MOUTH_DIMPLE_RIGHT,
        .15,
        EYE_SQUINT_LEFT,
        .25,
        EYE_SQUINT_RIGHT,
        .25,
        BROW_OUTER_UP_LEFT,
        .1,
        BROW_OUTER_UP_RIGHT,
        .1);
    // 1 + 4 + 15
    at(
        EmotionName.SAD,
        BROW_INNER_UP,
        .8,
        BROW_DOWN_LEFT,
        .15,
        BROW_DOWN_RIGHT,
        .15,
        MOUTH_FROWN_LEFT,
        .65,
        MOUTH_FROWN_RIGHT,
        .65,
        MOUTH_SHRUG_LOWER,
        .3,
        EYE_SQUINT_LEFT,
        .15,
        EYE_SQUINT_RIGHT,
        .15,
        EYE_BLINK_LEFT,
        .12,
        EYE_BLINK_RIGHT,
        .12);
    // 1 + 2 + 4 + 5 + 20
    at(
        EmotionName.FEAR,
        BROW_INNER_UP,
        .85,
        BROW_OUTER_UP_LEFT,
        .35,
        BROW_OUTER_UP_RIGHT,
        .35,
        EYE_WIDE_LEFT,
        .75,
        EYE_WIDE_RIGHT,
        .75,
        MOUTH_STRETCH_LEFT,
        .5,
        MOUTH_STRETCH_RIGHT,
        .5,
        JAW_OPEN,
        .1);
    // 9 + 10 + 17
    at(
        EmotionName.DISGUSTED,
        NOSE_SNEER_LEFT,
        .8,
        NOSE_SNEER_RIGHT,
        .8,
        BROW_DOWN_LEFT,
        .45,
        BROW_DOWN_RIGHT,
        .45,
        CHEEK_SQUINT_LEFT,
        .4,
        CHEEK_SQUINT_RIGHT,
        .4,
        EYE_SQUINT_LEFT,
        .4,
        EYE_SQUINT_RIGHT,
        .4,
        MOUTH_FROWN_LEFT,
        .3,
        MOUTH_FROWN_RIGHT,
        .3,
        MOUTH_SHRUG_UPPER,
        .3);
    // 12 + 14 on one side
    at(
        EmotionName.CONTEMPT,
        MOUTH_DIMPLE_LEFT,
        .75,
        MOUTH_SMILE_LEFT,
        .4,
        MOUTH_PRESS_LEFT,
        .2,
        CHEEK_SQUINT_LEFT,
        .2,
        BROW_OUTER_UP_LEFT,
        .3,
        EYE_BLINK_LEFT,
        .1,
        EYE_BLINK_RIGHT,
        .1);
    // 4 + 5 + 7 + 23
    at(
        EmotionName.ANGRY,
        BROW_DOWN_LEFT,
        .9,
        BROW_DOWN_RIGHT,
        .9,
        MOUTH_PRESS_LEFT,
        .45,
        MOUTH_PRESS_RIGHT,
        .45,
        NOSE_SNEER_LEFT,
        .3,
        NOSE_SNEER_RIGHT,
        .3,
        EYE_SQUINT_LEFT,
        .35,
        EYE_SQUINT_RIGHT,
        .35,
        EYE_WIDE_LEFT,
        .2,
        EYE_WIDE_RIGHT,
        .2,
        MOUTH_FROWN_LEFT,
        .2,
        MOUTH_FROWN_RIGHT,
        .2,
        JAW_FORWARD,
        .15);
    // 1 + 2 + 5 + 26
    at(
        EmotionName.SURPRISED,
        BROW_INNER_UP,
        .8,
        BROW_OUTER_UP_LEFT,
        .8,
        BROW_OUTER_UP_RIGHT,
        .8,
        EYE_WIDE_LEFT,
        .8,
        EYE_WIDE_RIGHT,
        .8,
        JAW_OPEN,
        .15);
  }

  /** Opening below which lips count as closing, in the unit of jawOpen. */
  private static final float CLOSED = 0.06f;

  private Expression() {}

  private static void at(EmotionName emotion, Object... pairs) {
    Offset[] offsets = new Offset[pairs.length / 2];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] =
          new Offset((ArkitChannel) pairs[2 * i], ((Number) pairs[2 * i + 1]).floatValue());
    }
    BY_EMOTION[emotion.ordinal()] = offsets;
  }

  /**
   * Adds emotion to a frame.
   *
   * @param emotion [7] intensities 0..3
   * @param motion [55] changed in place
   */
  public static void feel(float[] emotion, float[] motion) {
    float open = Math.clamp(opening(motion) / CLOSED, 0, 1);
    float round = Math.min(1, motion[MOUTH_FUNNEL.ordinal()] + motion[MOUTH_PUCKER.ordinal()]);
    float pressed = 1 - 0.5f * (1 - open);
    for (int e = 0; e < emotion.length; e++) {
      float weight = emotion[e] / 3;
      if (weight <= 0) {
        continue;
      }
      for (Offset offset : BY_EMOTION[e]) {
        float value = weight * offset.value;
        switch (offset.channel) {
          case JAW_OPEN -> {
            soften(motion, JAW_OPEN, value);
            soften(motion, MOUTH_CLOSE, value * (1 - open));
          }
          case MOUTH_SMILE_LEFT, MOUTH_SMILE_RIGHT, MOUTH_STRETCH_LEFT, MOUTH_STRETCH_RIGHT ->
              soften(motion, offset.channel, value * (1 - 0.6f * round));
          // Pressing lips is for lips that touch; frowning pulls less at lips that are shutting.
          case MOUTH_PRESS_LEFT, MOUTH_PRESS_RIGHT ->
              soften(motion, offset.channel, value * (1 - open));
          case MOUTH_FROWN_LEFT, MOUTH_FROWN_RIGHT, MOUTH_SHRUG_LOWER, MOUTH_SHRUG_UPPER ->
              soften(motion, offset.channel, value * pressed);
          default -> soften(motion, offset.channel, value);
        }
      }
    }
  }

  /**
   * Adds the style of a relation: family is a little warmer, the lower one smiles more and keeps
   * the head a little down, the higher one a little up.
   *
   * @param relation [3] blood, equal, direction
   * @param motion [55] changed in place
   */
  public static void relate(float[] relation, float[] motion) {
    float lower = Math.max(0, -relation[2]);
    float smile = 0.06f * relation[0] + 0.08f * lower;
    float round = Math.min(1, motion[MOUTH_FUNNEL.ordinal()] + motion[MOUTH_PUCKER.ordinal()]);
    soften(motion, MOUTH_SMILE_LEFT, smile * (1 - 0.6f * round));
    soften(motion, MOUTH_SMILE_RIGHT, smile * (1 - 0.6f * round));
    soften(motion, BROW_INNER_UP, 0.06f * lower);
    motion[HEAD_PITCH.ordinal()] += 0.025f * relation[2];
  }

  /** How far the lips are apart, in the unit of jawOpen. */
  static float opening(float[] m) {
    float lower = m[MOUTH_LOWER_DOWN_LEFT.ordinal()] + m[MOUTH_LOWER_DOWN_RIGHT.ordinal()];
    float upper = m[MOUTH_UPPER_UP_LEFT.ordinal()] + m[MOUTH_UPPER_UP_RIGHT.ordinal()];
    return Math.max(
        0, m[JAW_OPEN.ordinal()] - m[MOUTH_CLOSE.ordinal()] + 0.35f * 0.5f * (lower + upper));
  }

  /** Adds in proportion to what is left up to 1, so that nothing saturates at once. */
  private static void soften(float[] motion, ArkitChannel channel, float value) {
    int i = channel.ordinal();
    motion[i] += value * (1 - motion[i]);
  }
}
