package io.visavis.training.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TextsTest {
  @Test
  void shouldFillEverySlotAndSayManyThings() {
    Sentences sentences = Sentences.load();
    SplittableRandom random = new SplittableRandom(4);
    Set<String> said = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      String s = sentences.draw(random);
      assertThat(s).doesNotContain("{").doesNotContain("\"").doesNotContain("\\");
      said.add(s);
    }
    assertThat(said).hasSizeGreaterThan(200);
  }

  @Test
  void shouldSayTheSameEveryTime() {
    assertThat(Corpus.lines(Voice.FLITE_SLT, 0)).isEqualTo(Corpus.lines(Voice.FLITE_SLT, 0));
    assertThat(Corpus.lines(Voice.FLITE_SLT, 0)).isNotEqualTo(Corpus.lines(Voice.FLITE_SLT, 1));
  }

  @Test
  void shouldCloseTheLipsOftenInPseudoWords() {
    SplittableRandom random = new SplittableRandom(9);
    long closures = 0;
    long letters = 0;
    for (int i = 0; i < 100; i++) {
      List<Integer> chars = PseudoWords.sentence(random).chars().boxed().toList();
      closures += chars.stream().filter(c -> "pbm".indexOf(c) >= 0).count();
      letters += chars.stream().filter(Character::isLetter).count();
    }
    assertThat(closures / (double) letters).isBetween(0.12, 0.35);
  }
}
