package io.visavis.training.conversation;

import static io.visavis.avatar.motion.ArkitChannel.*;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.Kin;
import io.visavis.inference.Relation;
import io.visavis.inference.Status;
import io.visavis.inference.behaviour.Draws;

/**
 * Smiles: a person's own, those that the partner's bring about 0.6 s later, and now and then one of
 * its own. The lower of two smiles more whatever they feel (reported, though findings disagree);
 * family smiles a little more and equals return more of it (assumptions).
 */
final class SmileRule implements Rule {
  private static final int LAG = 15;
  private static final double FAST = 0.12;
  private static final double SLOW = 1 / (25 * 12.0);
  private static final double LOWER = 0.1;
  private static final double HIGHER = -0.03;
  private static final double BLOOD = 0.05;
  private static final double EQUAL = 1.15;
  private static final double UNEQUAL = 0.8;
  private static final double IMPRESSION = 0.5;
  private static final double A_MINUTE = 2.5;

  private final double own;
  private final double mimicry;
  private final Impression impression;
  private final Draws draws;
  private double seen;
  private double usual;
  private double next;
  private double began = -100;
  private double lasts = 1;
  private double height;

  SmileRule(Style style, Relation relation, Impression impression, long seed) {
    double status =
        switch (relation.status()) {
          case SELF_LOWER -> LOWER;
          case SELF_HIGHER -> HIGHER;
          case EQUAL, UNEQUAL -> 0;
        };
    double kin = relation.kin() == Kin.BLOOD ? BLOOD : 0;
    boolean equal = relation.status() == Status.EQUAL;
    this.own = style.of(Trait.SMILE) + status + kin;
    this.mimicry = style.of(Trait.SMILE_MIMICRY) * (equal ? EQUAL : UNEQUAL);
    this.impression = impression;
    this.draws = new Draws(seed, "smiles");
    this.next = draws.logNormal(60 / A_MINUTE, 0.6);
  }

  @Override
  public void add(int n, float[][] partner, float[] face) {
    double t = n / (double) MotionSpace.FPS;
    if (n >= LAG) {
      double smile = Faces.smile(partner[n - LAG]);
      seen += FAST * (smile - seen);
      usual += (n < 100 ? 1.0 / (n - LAG + 2) : SLOW) * (smile - usual);
    }
    if (t >= next) {
      began = t;
      lasts = draws.uniform(1.5, 4);
      height = draws.uniform(0.25, 0.55);
      next = t + lasts + draws.logNormal(60 / A_MINUTE, 0.6);
    }
    double returned = mimicry * Math.max(0, seen - usual);
    double itself = height * Faces.bump(t - began, lasts, 0.5);
    double smile = own + IMPRESSION * impression.smile() + returned + itself;
    smile = Math.clamp(smile, 0, 0.9);
    // Rounded lips do not smile.
    double round = Math.min(1, face[MOUTH_FUNNEL.ordinal()] + face[MOUTH_PUCKER.ordinal()]);
    Faces.soften(face, smile * (1 - 0.6 * round), MOUTH_SMILE_LEFT, MOUTH_SMILE_RIGHT);
    Faces.soften(face, 0.5 * smile, CHEEK_SQUINT_LEFT, CHEEK_SQUINT_RIGHT);
    Faces.soften(face, 0.15 * smile, EYE_SQUINT_LEFT, EYE_SQUINT_RIGHT);
  }
}
