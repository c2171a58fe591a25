package io.visavis.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.inference.model.MotionModel;
import io.visavis.training.speech.Corpus;
import io.visavis.training.speech.MissingSpeechToolException;
import io.visavis.training.speech.Utterance;
import io.visavis.training.speech.Voice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bars of the model that ships, on voices that it was never trained on. */
class ShippedModelTest {
  @TempDir Path dir;

  @ParameterizedTest
  @EnumSource(
      value = Voice.class,
      names = {"FLITE_SLT", "FESTIVAL_KED", "FINNISH_LJ"})
  void shouldShutTheLipsOfAnUnknownVoiceInTime(Voice voice) throws IOException {
    List<Utterance> utterances = spoken(voice);
    try (MotionModel model = MotionModel.openBuiltIn()) {
      LipScore clean = score(model, voice, utterances, Condition.CLEAN);

      assertThat(clean.closures()).isGreaterThan(150);
      meets(clean, 0.90, 0.20);
      assertThat(clean.correlation()).as("correlation").isGreaterThanOrEqualTo(0.80);
      assertThat(Math.abs(clean.lagMs())).as("lag").isLessThanOrEqualTo(25);
      meets(score(model, voice, utterances, Condition.WHITE_NOISE), 0.85, 0.25);
      meets(score(model, voice, utterances, Condition.TELEPHONE), 0.90, 0.25);
      meets(score(model, voice, utterances, Condition.ROOM), 0.70, 0.25);
    }
  }

  @Test
  void shouldBeStillAndShutInSilence() {
    try (MotionModel model = MotionModel.openBuiltIn();
        Face face = new Face(model)) {
      float[][] motion = face.follow(new float[5 * Utterance.RATE]);
      for (int n = 25; n < motion.length; n++) {
        assertThat(Face.opening(motion[n])).isLessThan(0.05);
      }
    }
  }

  private static void meets(LipScore score, double shut, double wronglyShut) {
    assertThat(score.shut()).as("p b m shut").isGreaterThanOrEqualTo(shut);
    assertThat(score.wronglyShut()).as("wrongly shut").isLessThanOrEqualTo(wronglyShut);
  }

  private static LipScore score(
      MotionModel model, Voice voice, List<Utterance> utterances, Condition condition) {
    return Evaluation.score(model, voice.id(), utterances, condition).score();
  }

  private List<Utterance> spoken(Voice voice) throws IOException {
    Corpus corpus = new Corpus(dir);
    try {
      corpus.build(voice, line -> {});
    } catch (MissingSpeechToolException e) {
      Assumptions.abort("Not checked: " + e.getMessage());
    }
    return corpus.load(voice);
  }
}
