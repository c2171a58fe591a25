package io.visavis.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.training.conversation.Conversation;
import io.visavis.training.conversation.Split;
import io.visavis.training.conversation.TestSpeech;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelEvaluationTest {
  @Test
  void shouldNameTheChannelThatIsFarthestOffFirst() {
    Conversation conversation =
        Conversation.make(TestSpeech.repertoire(Split.TEST), Split.TEST, 0, 20);
    String table = ChannelEvaluation.table(Split.TEST, List.of(conversation), new Puffed());
    String first = table.lines().skip(3).findFirst().orElseThrow();
    // By half in every frame: 0.5^2 in units of a hundredth.
    assertThat(first).startsWith("| cheekPuff | 0.00 + 0.00 | 0.00 + 0.00 | 25.00 + ");
    assertThat(table.lines().skip(3)).hasSize(ArkitChannel.values().length);
  }

  /** True faces with full cheeks. */
  private record Puffed() implements Mover {
    @Override
    public String name() {
      return "puffed";
    }

    @Override
    public float[][] move(Conversation conversation, int who) {
      float[][] face = conversation.sides().get(who).face();
      float[][] out = new float[face.length][];
      for (int n = 0; n < out.length; n++) {
        out[n] = face[n].clone();
        out[n][ArkitChannel.CHEEK_PUFF.ordinal()] += 0.5f;
      }
      return out;
    }
  }
}
