package io.visavis.training.conversation;

import static io.visavis.avatar.motion.ArkitChannel.*;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.behaviour.Sway;

/**
 * The slow motion that a head always has, most of it below 0.5 Hz, larger while speaking. Who met a
 * lively partner first stays livelier: an assumption.
 */
final class SwayRule implements Rule {
  private static final double YAW = 0.045;
  private static final double PITCH = 0.040;
  private static final double ROLL = 0.030;
  private static final double LISTENING = 0.75;
  private static final double LIVELINESS = 0.35;

  private final Style style;
  private final boolean[] turns;
  private final Impression impression;
  private final Sway yaw;
  private final Sway pitch;
  private final Sway roll;
  private double time;
  private double size = LISTENING;

  SwayRule(Style style, Talk self, Impression impression, long seed) {
    this.style = style;
    this.turns = self.turns();
    this.impression = impression;
    this.yaw = new Sway(seed, "head yaw", 0.06, 0.7);
    this.pitch = new Sway(seed, "head pitch", 0.12, 1.4);
    this.roll = new Sway(seed, "head roll", 0.05, 0.6);
  }

  @Override
  public void add(int n, float[][] partner, float[] face) {
    double lively = 1 + LIVELINESS * impression.liveliness();
    time += style.of(Trait.HEAD_TEMPO) * lively / MotionSpace.FPS;
    size += ((turns[n] ? 1 : LISTENING) - size) * 0.06;
    double scale = size * style.of(Trait.HEAD_SIZE) * lively;
    Faces.add(face, HEAD_YAW, YAW * scale * yaw.at(time));
    Faces.add(face, HEAD_PITCH, PITCH * scale * pitch.at(time));
    Faces.add(face, HEAD_ROLL, ROLL * scale * roll.at(time));
  }
}
