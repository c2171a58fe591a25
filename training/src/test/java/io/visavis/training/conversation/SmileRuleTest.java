package io.visavis.training.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.inference.Kin;
import io.visavis.inference.Relation;
import io.visavis.inference.Status;
import io.visavis.inference.behaviour.Draws;
import org.junit.jupiter.api.Test;

class SmileRuleTest {
  private static final int FRAMES = 400;
  private static final int BEGINS = 150;

  @Test
  void shouldReturnASmileAfterHalfASecondAndMoreOfItAmongEquals() {
    double[] equal = returned(Status.EQUAL);
    double[] unequal = returned(Status.UNEQUAL);
    for (int n = 0; n < BEGINS + 15; n++) {
      assertThat(equal[n]).isZero();
    }
    assertThat(equal[BEGINS + 40]).isGreaterThan(0.1);
    assertThat(equal[BEGINS + 40]).isGreaterThan(1.2 * unequal[BEGINS + 40]);
  }

  @Test
  void shouldSmileMoreAsTheLower() {
    assertThat(smiles(Status.SELF_LOWER, false)[50])
        .isGreaterThan(smiles(Status.EQUAL, false)[50] + 0.05);
    assertThat(smiles(Status.SELF_HIGHER, false)[50]).isLessThan(smiles(Status.EQUAL, false)[50]);
  }

  /** What a partner's smile adds, the rest of chance being the same. */
  private static double[] returned(Status status) {
    double[] with = smiles(status, true);
    double[] without = smiles(status, false);
    for (int n = 0; n < FRAMES; n++) {
      with[n] -= without[n];
    }
    return with;
  }

  private static double[] smiles(Status status, boolean partnerSmiles) {
    float[][] partner = new float[FRAMES][55];
    for (int n = BEGINS; n < FRAMES && partnerSmiles; n++) {
      partner[n][ArkitChannel.MOUTH_SMILE_LEFT.ordinal()] = 0.8f;
      partner[n][ArkitChannel.MOUTH_SMILE_RIGHT.ordinal()] = 0.8f;
    }
    SmileRule rule =
        new SmileRule(
            Style.inside(new Draws(1, "style")),
            new Relation(Kin.NON_BLOOD, status),
            new Impression(true),
            1);
    double[] out = new double[FRAMES];
    for (int n = 0; n < FRAMES; n++) {
      float[] face = new float[55];
      rule.add(n, partner, face);
      out[n] = Faces.smile(face);
    }
    return out;
  }
}
