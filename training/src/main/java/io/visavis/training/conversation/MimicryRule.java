package io.visavis.training.conversation;

import static io.visavis.avatar.motion.ArkitChannel.*;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.Kin;
import io.visavis.inference.Relation;
import io.visavis.inference.Status;

/**
 * The partner's head motion between 0.2 and 1.1 Hz, taken over 0.6 s later; a speaker takes over
 * less. That family and equals take over more is an assumption.
 */
final class MimicryRule implements Rule {
  private static final int LAG = 15;
  private static final double SLOWEST = 0.2;
  private static final double FASTEST = 1.1;
  private static final double SPEAKING = 0.35;
  private static final double BLOOD = 1.15;
  private static final double UNEQUAL = 0.75;
  private static final ArkitChannel[] ANGLES = {HEAD_YAW, HEAD_PITCH, HEAD_ROLL};

  private final double part;
  private final boolean[] turns;
  private final double[] fast = new double[ANGLES.length];
  private final double[] slow = new double[ANGLES.length];
  private double attention = 1;

  MimicryRule(Style style, Relation relation, Talk self) {
    boolean equal = relation.status() == Status.EQUAL;
    boolean blood = relation.kin() == Kin.BLOOD;
    this.part = style.of(Trait.HEAD_MIMICRY) * (equal ? 1 : UNEQUAL) * (blood ? BLOOD : 1);
    this.turns = self.turns();
  }

  @Override
  public void add(int n, float[][] partner, float[] face) {
    if (n < LAG) {
      return;
    }
    attention += ((turns[n] ? SPEAKING : 1) - attention) * 0.08;
    for (int k = 0; k < ANGLES.length; k++) {
      double angle = partner[n - LAG][ANGLES[k].ordinal()];
      if (n == LAG) {
        fast[k] = angle;
        slow[k] = angle;
      }
      fast[k] += pull(FASTEST) * (angle - fast[k]);
      slow[k] += pull(SLOWEST) * (angle - slow[k]);
      // Facing each other, a mirrored turn goes to the other side.
      double side = ANGLES[k] == HEAD_PITCH ? 1 : -1;
      Faces.add(face, ANGLES[k], side * part * attention * (fast[k] - slow[k]));
    }
  }

  private static double pull(double hertz) {
    return 1 - Math.exp(-2 * Math.PI * hertz / MotionSpace.FPS);
  }
}
