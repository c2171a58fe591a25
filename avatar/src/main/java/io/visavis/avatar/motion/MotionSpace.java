package io.visavis.avatar.motion;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The meaning of the values of a motion frame; 25 frames a second in every space. */
public enum MotionSpace {
  /** ARKit's 52 coefficients (0..1), then headYaw, headPitch, headRoll in radians: 55 values. */
  ARKIT("arkit", Arrays.stream(ArkitChannel.values()).map(ArkitChannel::channelName).toList()),

  /** FLAME: 50 expression coefficients, 3 jaw and 3 neck axis-angle values: 56 values. */
  FLAME(
      "flame",
      Stream.of(
              IntStream.range(0, 50).mapToObj(i -> "expression" + i),
              Stream.of("jawX", "jawY", "jawZ"),
              Stream.of("neckX", "neckY", "neckZ"))
          .flatMap(s -> s)
          .toList());

  /** Motion frames a second. */
  public static final int FPS = 25;

  private static final int FLAME_EXPRESSIONS = 50;

  private final String id;
  private final List<String> names;

  MotionSpace(String id, List<String> names) {
    this.id = id;
    this.names = names;
  }

  /** The name in files and cards: {@code arkit} or {@code flame}. */
  public String id() {
    return id;
  }

  /** Channel names in vector order. */
  public List<String> names() {
    return names;
  }

  /** Values of a frame that weigh morph targets; angles follow. */
  public int coefficients() {
    return this == ARKIT ? ArkitChannel.COEFFICIENTS : FLAME_EXPRESSIONS;
  }

  /**
   * Index of the coefficient that drives a morph target of that name, -1 where none does.
   *
   * @param morph such as {@code jawOpen}, or {@code expression7}
   */
  public int coefficient(String morph) {
    int index = names.indexOf(morph);
    return index < coefficients() ? index : -1;
  }

  /** Number of values of a frame. */
  public int size() {
    return names.size();
  }

  /**
   * The space of that name.
   *
   * @throws IllegalArgumentException with one sentence that names the spaces there are
   */
  public static MotionSpace of(String id) {
    for (MotionSpace space : values()) {
      if (space.id.equals(id)) {
        return space;
      }
    }
    throw new IllegalArgumentException(
        "There is no motion space '" + id + "'; the spaces are arkit and flame.");
  }
}
