package io.visavis.avatar.motion;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The channels of an {@link MotionSpace#ARKIT} frame; the ordinal is the index in the vector.
 *
 * <p>Coefficients are in 0..1. Left is the subject's left (+x when the subject faces +z). Head
 * angles are radians: yaw + turns to the subject's left, pitch + looks up, roll + tilts to the
 * subject's right shoulder; R = Ry(yaw) Rx(-pitch) Rz(roll).
 */
public enum ArkitChannel {
  BROW_DOWN_LEFT("browDownLeft"),
  BROW_DOWN_RIGHT("browDownRight"),
  BROW_INNER_UP("browInnerUp"),
  BROW_OUTER_UP_LEFT("browOuterUpLeft"),
  BROW_OUTER_UP_RIGHT("browOuterUpRight"),
  CHEEK_PUFF("cheekPuff"),
  CHEEK_SQUINT_LEFT("cheekSquintLeft"),
  CHEEK_SQUINT_RIGHT("cheekSquintRight"),
  EYE_BLINK_LEFT("eyeBlinkLeft"),
  EYE_BLINK_RIGHT("eyeBlinkRight"),
  EYE_LOOK_DOWN_LEFT("eyeLookDownLeft"),
  EYE_LOOK_DOWN_RIGHT("eyeLookDownRight"),
  EYE_LOOK_IN_LEFT("eyeLookInLeft"),
  EYE_LOOK_IN_RIGHT("eyeLookInRight"),
  EYE_LOOK_OUT_LEFT("eyeLookOutLeft"),
  EYE_LOOK_OUT_RIGHT("eyeLookOutRight"),
  EYE_LOOK_UP_LEFT("eyeLookUpLeft"),
  EYE_LOOK_UP_RIGHT("eyeLookUpRight"),
  EYE_SQUINT_LEFT("eyeSquintLeft"),
  EYE_SQUINT_RIGHT("eyeSquintRight"),
  EYE_WIDE_LEFT("eyeWideLeft"),
  EYE_WIDE_RIGHT("eyeWideRight"),
  JAW_FORWARD("jawForward"),
  JAW_LEFT("jawLeft"),
  JAW_OPEN("jawOpen"),
  JAW_RIGHT("jawRight"),
  MOUTH_CLOSE("mouthClose"),
  MOUTH_DIMPLE_LEFT("mouthDimpleLeft"),
  MOUTH_DIMPLE_RIGHT("mouthDimpleRight"),
  MOUTH_FROWN_LEFT("mouthFrownLeft"),
  MOUTH_FROWN_RIGHT("mouthFrownRight"),
  MOUTH_FUNNEL("mouthFunnel"),
  MOUTH_LEFT("mouthLeft"),
  MOUTH_LOWER_DOWN_LEFT("mouthLowerDownLeft"),
  MOUTH_LOWER_DOWN_RIGHT("mouthLowerDownRight"),
  MOUTH_PRESS_LEFT("mouthPressLeft"),
  MOUTH_PRESS_RIGHT("mouthPressRight"),
  MOUTH_PUCKER("mouthPucker"),
  MOUTH_RIGHT("mouthRight"),
  MOUTH_ROLL_LOWER("mouthRollLower"),
  MOUTH_ROLL_UPPER("mouthRollUpper"),
  MOUTH_SHRUG_LOWER("mouthShrugLower"),
  MOUTH_SHRUG_UPPER("mouthShrugUpper"),
  MOUTH_SMILE_LEFT("mouthSmileLeft"),
  MOUTH_SMILE_RIGHT("mouthSmileRight"),
  MOUTH_STRETCH_LEFT("mouthStretchLeft"),
  MOUTH_STRETCH_RIGHT("mouthStretchRight"),
  MOUTH_UPPER_UP_LEFT("mouthUpperUpLeft"),
  MOUTH_UPPER_UP_RIGHT("mouthUpperUpRight"),
  NOSE_SNEER_LEFT("noseSneerLeft"),
  NOSE_SNEER_RIGHT("noseSneerRight"),
  TONGUE_OUT("tongueOut"),
  HEAD_YAW("headYaw"),
  HEAD_PITCH("headPitch"),
  HEAD_ROLL("headRoll");

  /** Number of coefficients before the head angles. */
  public static final int COEFFICIENTS = 52;

  private static final Map<String, ArkitChannel> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toMap(ArkitChannel::channelName, Function.identity()));

  private final String channelName;

  ArkitChannel(String channelName) {
    this.channelName = channelName;
  }

  /** ARKit's own name, such as {@code jawOpen}. */
  public String channelName() {
    return channelName;
  }

  /** The channel of that name, where there is one. */
  public static Optional<ArkitChannel> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
