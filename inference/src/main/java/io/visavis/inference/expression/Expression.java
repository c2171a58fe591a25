package io.visavis.inference.expression;

import static io.visavis.avatar.motion.ArkitChannel.*;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.inference.EmotionName;
import java.util.ArrayList;
import java.util.List;

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
    for (EmotionName emotion : EmotionName.values()) {
      BY_EMOTION[emotion.ordinal()] = parse(table(emotion));
    }
  }

  /** Channels at intensity 3; a name without a side stands for both. After the action units. */
  private static String table(EmotionName emotion) {
    return switch (emotion) {
      // 6 + 12
      case HAPPY -> "mouthSmile=.75 cheekSquint=.35 eyeSquint=.1 mouthDimple=.15 browOuterUp=.1";
      // 1 + 4 + 15
      case SAD ->
          "browInnerUp=.85 browDown=.1 mouthFrown=.9 mouthShrugLower=.4 eyeSquint=.15 eyeBlink=.12";
      // 1 + 2 + 4 + 5 + 20
      case FEAR -> "browInnerUp=.85 browOuterUp=.35 eyeWide=.75 mouthStretch=.5 jawOpen=.1";
      // 9 + 10 + 17
      case DISGUSTED ->
          "noseSneer=.85 browDown=.45 cheekSquint=.3 eyeSquint=.25 mouthFrown=.5"
              + " mouthShrugUpper=.3";
      // 12 + 14 on one side
      case CONTEMPT ->
          "mouthDimpleLeft=.75 mouthSmileLeft=.45 mouthPressLeft=.2 cheekSquintLeft=.2"
              + " browOuterUpLeft=.35 browDownRight=.2 eyeBlink=.1";
      // 4 + 5 + 7 + 23
      case ANGRY ->
          "browDown=.95 mouthPress=.45 noseSneer=.3 eyeSquint=.3 eyeWide=.15 mouthFrown=.45"
              + " jawForward=.15";
      // 1 + 2 + 5 + 26
      case SURPRISED -> "browInnerUp=.8 browOuterUp=.8 eyeWide=.8 jawOpen=.15";
    };
  }

  private static Offset[] parse(String table) {
    List<Offset> offsets = new ArrayList<>();
    for (String pair : table.split(" ", -1)) {
      int equals = pair.indexOf('=');
      String name = pair.substring(0, equals);
      float value = Float.parseFloat(pair.substring(equals + 1));
      for (String side : List.of("", "Left", "Right")) {
        ArkitChannel.find(name + side).ifPresent(c -> offsets.add(new Offset(c, value)));
      }
    }
    return offsets.toArray(Offset[]::new);
  }

  /** Opening below which lips count as closing, in the unit of jawOpen. */
  private static final float CLOSED = 0.06f;

  private Expression() {}

  /**
   * Adds emotion to a frame.
   *
   * @param emotion [7] intensities 0..3
   * @param motion [55] changed in place
   */
  public static void feel(float[] emotion, float[] motion) {
    float open = Math.clamp(opening(motion) / CLOSED, 0, 1);
    float round = Math.min(1, motion[MOUTH_FUNNEL.ordinal()] + motion[MOUTH_PUCKER.ordinal()]);
    float pressed = 1 - 0.15f * (1 - open);
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
