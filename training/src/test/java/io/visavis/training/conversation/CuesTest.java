package io.visavis.training.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CuesTest {
  @Test
  void shouldInviteAnAnswerWherePitchIsLowAfterSpeech() {
    // High, low for half a second from 1.5 s on, high again.
    Act act = said(TestSpeech.tone(3, t -> t > 1.5 && t < 2 ? 90 : 150), 10, 1);
    List<Double> cues = Cues.of(act);
    assertThat(cues.getFirst()).isBetween(11.55, 11.8);
    assertThat(cues.getLast()).isEqualTo(13);
    assertThat(cues).hasSize(2);
  }

  @Test
  void shouldNotInviteBeforeEnoughWasSaid() {
    Act act = said(TestSpeech.tone(0.6, t -> t > 0.3 ? 90 : 150), 0, 1);
    assertThat(Cues.of(act)).isEmpty();
  }

  @Test
  void shouldFollowTheSpeedAtWhichItIsPlayed() {
    Act act = said(TestSpeech.tone(3, t -> t > 1.5 && t < 2 ? 90 : 150), 0, 1.1);
    assertThat(Cues.of(act).getLast())
        .isCloseTo(3 / 1.1, org.assertj.core.data.Offset.offset(1e-3));
  }

  private static Act said(
      io.visavis.training.speech.Utterance utterance, double begin, double speed) {
    return new Act(Act.Kind.SPEECH, begin, Spoken.of(utterance), speed);
  }
}
