package io.visavis.training.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CorpusFactsTest {
  private static final String FACTS = facts();

  private static String facts() {
    Repertoire repertoire = TestSpeech.repertoire(Split.TRAIN);
    List<Conversation> all =
        IntStream.range(0, 12)
            .mapToObj(k -> Conversation.make(repertoire, Split.TRAIN, k, 60))
            .toList();
    return CorpusFacts.of(all);
  }

  @Test
  void shouldCountWhatConversationsAreLike() {
    assertThat(value("minutes")).isEqualTo(12);
    assertThat(value("somebody has the turn, % of the time")).isBetween(60.0, 99.0);
    assertThat(value("median gap between turns, ms")).isBetween(80.0, 400.0);
    assertThat(value("blinks a minute")).isBetween(15.0, 30.0);
    assertThat(value("spread of the head, rad")).isBetween(0.03, 0.12);
  }

  @Test
  void shouldSeeThatNodsFollowCues() {
    assertThat(value("cues nodded at, % of those in the other's silence"))
        .isGreaterThan(1.5 * value("the same, cues shifted by 3.7 s"));
  }

  private static double value(String fact) {
    Matcher matcher =
        Pattern.compile("\\| " + Pattern.quote(fact) + " \\| ([-0-9.]+) ").matcher(FACTS);
    assertThat(matcher.find()).as(FACTS).isTrue();
    return Double.parseDouble(matcher.group(1));
  }
}
