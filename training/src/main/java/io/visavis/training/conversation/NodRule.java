package io.visavis.training.conversation;

import static io.visavis.avatar.motion.ArkitChannel.*;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.Kin;
import io.visavis.inference.Relation;
import io.visavis.inference.behaviour.Draws;
import java.util.ArrayList;
import java.util.List;

/**
 * Nods of a listener at the partner's cues: one to four cycles of 2.6 to 6.5 Hz, each smaller than
 * the one before, the first larger where more follow. That the lower of two nods more and the
 * higher less, and family a little more, is an assumption. Some nods come with raised brows.
 */
final class NodRule implements Rule {
  private static final double LOWER = 1.25;
  private static final double HIGHER = 0.6;
  private static final double UNEQUAL = 0.85;
  private static final double BLOOD = 1.1;
  private static final double SLOWEST = 2.6;
  private static final double FASTEST = 6.5;
  private static final double SMALLER = 0.65;
  private static final double REST = 1.1;
  private static final double BROWS_TOO = 0.3;

  /**
   * One nod.
   *
   * @param brows how far they rise, 0 for not
   */
  private record Nod(double begin, double hertz, int cycles, double depth, double brows) {
    double end() {
      return begin + cycles / hertz;
    }
  }

  private final List<Nod> nods;
  private int current;

  NodRule(Style style, Relation relation, Talk self, Talk partner, long seed) {
    this.nods = nods(style, relation, self, partner, seed);
  }

  /** Times at which nods begin, seconds. */
  List<Double> begins() {
    return nods.stream().map(Nod::begin).toList();
  }

  private static List<Nod> nods(
      Style style, Relation relation, Talk self, Talk partner, long seed) {
    Draws draws = new Draws(seed, "nods");
    double chance = style.of(Trait.NOD_CHANCE) * eagerness(relation);
    List<Nod> nods = new ArrayList<>();
    double free = 0;
    for (double cue : partner.cues()) {
      boolean wants = draws.uniform() < chance;
      double begin = cue + style.of(Trait.ANSWER_SECONDS) + 0.08 * draws.normal();
      double hertz = Math.clamp(draws.logNormal(style.of(Trait.NOD_HERTZ), 0.15), SLOWEST, FASTEST);
      int cycles = 1 + (int) (4 * Math.pow(draws.uniform(), 1.6));
      double depth = draws.logNormal(style.of(Trait.NOD_DEPTH), 0.25) * (cycles > 1 ? 1.2 : 1);
      double brows =
          draws.uniform() < BROWS_TOO ? style.of(Trait.BROWS) * draws.uniform(0.2, 0.45) : 0;
      int n = (int) (begin * MotionSpace.FPS);
      boolean listens = 0 <= n && n < self.turns().length && !self.turns()[n];
      if (wants && begin > free && listens) {
        Nod nod = new Nod(begin, hertz, cycles, depth, brows);
        nods.add(nod);
        free = nod.end() + REST;
      }
    }
    return nods;
  }

  private static double eagerness(Relation relation) {
    double kin = relation.kin() == Kin.BLOOD ? BLOOD : 1;
    return kin
        * switch (relation.status()) {
          case SELF_LOWER -> LOWER;
          case SELF_HIGHER -> HIGHER;
          case UNEQUAL -> UNEQUAL;
          case EQUAL -> 1;
        };
  }

  @Override
  public void add(int n, float[][] partner, float[] face) {
    double t = n / (double) MotionSpace.FPS;
    while (current < nods.size() && nods.get(current).end() + 1 < t) {
      current++;
    }
    if (current == nods.size()) {
      return;
    }
    Nod nod = nods.get(current);
    double phase = (t - nod.begin) * nod.hertz;
    if (phase > 0 && phase < nod.cycles) {
      double s = Math.sin(Math.PI * (phase - Math.floor(phase)));
      Faces.add(face, HEAD_PITCH, -nod.depth * Math.pow(SMALLER, Math.floor(phase)) * s * s);
    }
    double raised = nod.brows * Faces.bump(t - nod.begin, nod.cycles / nod.hertz + 0.5, 0.2);
    Faces.soften(face, raised, BROW_INNER_UP, BROW_OUTER_UP_LEFT, BROW_OUTER_UP_RIGHT);
  }
}
