package io.visavis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EmotionTest {
  @Test
  void shouldReadAMixture() {
    assertThat(Emotion.parse("happy=1.5, sad=.5").toString()).isEqualTo("happy=1.5,sad=0.5");
    assertThat(Emotion.parse("angry").toString()).isEqualTo("angry=1.0");
    assertThat(Emotion.parse("")).isEqualTo(Emotion.NEUTRAL);
    assertThat(Emotion.parse("neutral")).isEqualTo(Emotion.NEUTRAL);
  }

  @Test
  void shouldScaleASumAboveThreeDown() {
    float[] i = Emotion.of(Map.of("happy", 3, "surprised", 1)).intensities();
    assertThat(i[EmotionName.HAPPY.ordinal()]).isCloseTo(2.25f, within(1e-6f));
    assertThat(i[EmotionName.SURPRISED.ordinal()]).isCloseTo(0.75f, within(1e-6f));
  }

  @Test
  void shouldSayWhatIsNoEmotion() {
    assertThatThrownBy(() -> Emotion.parse("hapy=1"))
        .hasMessageStartingWith("There is no emotion 'hapy'; neutral, happy");
    assertThatThrownBy(() -> Emotion.parse("happy=4"))
        .hasMessage("The emotion 'happy' has the intensity 4.0; 0 to 3 would be right.");
    assertThatThrownBy(() -> Emotion.parse("happy=NaN")).hasMessageContaining("0 to 3");
    assertThatThrownBy(() -> Emotion.parse("happy=much"))
        .hasMessageStartingWith("'happy=much' is not an emotion");
  }

  @Test
  void shouldReadARelation() {
    assertThat(Relation.parse("blood,self-lower"))
        .isEqualTo(new Relation(Kin.BLOOD, Status.SELF_LOWER));
    assertThat(Relation.parse("non_blood,unequal"))
        .isEqualTo(new Relation(Kin.NON_BLOOD, Status.UNEQUAL));
    assertThat(Relation.parse("self-higher"))
        .isEqualTo(new Relation(Kin.NON_BLOOD, Status.SELF_HIGHER));
    for (String wrong : new String[] {"", "friends", "blood,blood", "blood,equal,equal"}) {
      assertThatThrownBy(() -> Relation.parse(wrong))
          .hasMessageStartingWith("'" + wrong + "' is not a relation;");
    }
  }
}
