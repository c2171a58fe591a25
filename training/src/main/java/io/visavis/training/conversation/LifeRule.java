package io.visavis.training.conversation;

import io.visavis.inference.Relation;
import io.visavis.inference.behaviour.FaceLife;
import io.visavis.inference.model.ModelCard.Behaviour;
import java.util.Set;

/**
 * Blinks, gaze with lids that follow, breath: those of the running server, so that a model may
 * leave them to it.
 */
final class LifeRule implements Rule {
  private final FaceLife life;
  private final boolean[] self;
  private final boolean[] partner;
  private final double direction;

  LifeRule(Relation relation, Talk self, Talk partner, long seed) {
    this.life = new FaceLife(seed, Set.of(Behaviour.HEAD), true);
    this.self = self.turns();
    this.partner = partner.turns();
    this.direction =
        switch (relation.status()) {
          case SELF_HIGHER -> 1;
          case SELF_LOWER -> -1;
          case EQUAL, UNEQUAL -> 0;
        };
  }

  @Override
  public void add(int n, float[][] partnerFace, float[] face) {
    life.apply(n, self[n], partner[n], direction, face);
  }
}
