package io.visavis.training.conversation;

import io.visavis.inference.behaviour.Draws;

/**
 * What makes one person's face different from another's. People to learn from have each trait
 * between its two ends; people out of distribution have it beyond one of them.
 */
public enum Trait {
  /** How much a person smiles for no reason, of 1. */
  SMILE(0.11, 0.15),
  /** What part of the partner's smile is returned. */
  SMILE_MIMICRY(0.35, 0.45),
  /** What part of the partner's feelings is caught. */
  CONTAGION(0.52, 0.58),
  /** Chance to nod at a cue. */
  NOD_CHANCE(0.5, 0.9),
  /** Depth of a nod, radians. */
  NOD_DEPTH(0.06, 0.09),
  /** Nods a second while nodding. */
  NOD_HERTZ(3, 5),
  /** Seconds from a cue to the answer. */
  ANSWER_SECONDS(0.6, 0.8),
  /** Size of head motion. */
  HEAD_SIZE(0.96, 1.04),
  /** Pace of head motion. */
  HEAD_TEMPO(0.8, 1.25),
  /** What part of the partner's head motion is taken over. */
  HEAD_MIMICRY(0.25, 0.35),
  /** Size of brow motion. */
  BROWS(0.8, 1.2),
  /** Size of emotions on the face. */
  EXPRESSIVENESS(0.95, 1.03);

  private static final double NEAREST = 0.1;
  private static final double FARTHEST = 0.35;

  private final double low;
  private final double high;

  Trait(double low, double high) {
    this.low = low;
    this.high = high;
  }

  double low() {
    return low;
  }

  double high() {
    return high;
  }

  /** The middle of its range. */
  double middle() {
    return 0.5 * (low + high);
  }

  /** A value of people to learn from. */
  double inside(Draws draws) {
    return draws.uniform(low, high);
  }

  /** A value of nobody to learn from: a tenth to a third of the range beyond it. */
  double outside(Draws draws) {
    double away = draws.uniform(NEAREST, FARTHEST) * (high - low);
    double below = low - away;
    return draws.uniform() < 0.5 && (low < 0 || below > 0) ? below : high + away;
  }
}
