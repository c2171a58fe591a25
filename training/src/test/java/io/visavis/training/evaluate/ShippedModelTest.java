package io.visavis.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.inference.Control;
import io.visavis.inference.Emotion;
import io.visavis.inference.MotionBatch;
import io.visavis.inference.MotionStream;
import io.visavis.inference.Relation;
import io.visavis.inference.model.MotionModel;
import io.visavis.training.speech.Corpus;
import io.visavis.training.speech.MissingSpeechToolException;
import io.visavis.training.speech.Utterance;
import io.visavis.training.speech.Voice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bars of the model that ships, on voices that it was never trained on. */
class ShippedModelTest {
  /** Of the frames of the corpus' listeners, one in a hundred changes a channel by more. */
  private static final double FASTEST = 0.146;

  @TempDir Path dir;

  static List<Voice> unknownVoice() {
    return List.of(Voice.of(Voice.Use.HELD_OUT)).subList(0, 1);
  }

  static List<Voice> otherUnknownVoices() {
    List<Voice> all = List.of(Voice.of(Voice.Use.HELD_OUT));
    return all.subList(1, all.size());
  }

  @ParameterizedTest
  @MethodSource("unknownVoice")
  void shouldShutTheLipsOfAnUnknownVoiceInTime(Voice voice) throws IOException {
    shutsTheLipsInTime(voice);
    shutsTheLipsWhateverIsFelt(voice);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("otherUnknownVoices")
  void shouldShutTheLipsOfEveryOtherUnknownVoiceInTime(Voice voice) throws IOException {
    shutsTheLipsInTime(voice);
    shutsTheLipsWhateverIsFelt(voice);
  }

  private void shutsTheLipsInTime(Voice voice) throws IOException {
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

  private void shutsTheLipsWhateverIsFelt(Voice voice) throws IOException {
    List<Utterance> utterances = spoken(voice);
    try (MotionModel model = MotionModel.openBuiltIn()) {
      for (Evaluation.Row row :
          Evaluation.score(model, voice.id(), utterances, Condition.CLEAN, Mood.some())) {
        String mood = row.mood().feeling() + ", " + row.mood().relation();
        assertThat(row.score().shut()).as("p b m shut, " + mood).isGreaterThanOrEqualTo(0.90);
        assertThat(row.score().wronglyShut()).as("wrongly shut, " + mood).isLessThanOrEqualTo(0.20);
        assertThat(row.score().correlation())
            .as("correlation, " + mood)
            .isGreaterThanOrEqualTo(0.80);
        assertThat(Math.abs(row.score().lagMs())).as("lag, " + mood).isLessThanOrEqualTo(25);
      }
    }
  }

  @Test
  void shouldRoundTheLipsAsTheVoiceHasIt() throws IOException {
    Voice voice = Voice.FLITE_SLT;
    float[] said = spoken(voice).getFirst().samples();
    try (MotionModel model = MotionModel.openBuiltIn()) {
      List<float[][]> faces = new Face(model).follow(said, Mood.some());
      double most = 0;
      for (float[][] face : faces) {
        for (int n = 0; n < face.length; n++) {
          float rounded = face[n][ArkitChannel.MOUTH_PUCKER.ordinal()];
          assertThat(rounded)
              .as("frame %d", n)
              .isCloseTo(faces.getFirst()[n][ArkitChannel.MOUTH_PUCKER.ordinal()], within(1e-4f));
          most = Math.max(most, rounded);
        }
      }
      assertThat(most).as("an oo").isGreaterThan(0.3);
    }
  }

  @Test
  void shouldBeStillAndShutInSilence() {
    try (MotionModel model = MotionModel.openBuiltIn()) {
      float[][] motion = new Face(model).follow(new float[5 * Utterance.RATE]);
      for (int n = 25; n < motion.length; n++) {
        assertThat(Face.opening(motion[n])).isLessThan(0.05);
      }
    }
  }

  @Test
  void shouldNotJumpWhenItIsToldOtherwise() {
    // Two seconds each of feelings that could not be further apart, and of other relations.
    List<Control> changes =
        List.of(
            new Control.SetEmotion(Emotion.parse("happy=3")),
            new Control.SetEmotion(Emotion.parse("angry=3")),
            new Control.SetRelation(Relation.parse("blood,self-lower")),
            new Control.SetEmotion(Emotion.parse("surprised=3")),
            new Control.SetRelation(Relation.parse("non-blood,self-higher")),
            new Control.SetEmotion(Emotion.parse("sad=1.5,fear=1.5")),
            new Control.SetEmotion(Emotion.NEUTRAL));
    try (MotionModel model = MotionModel.openBuiltIn()) {
      float[][] told = listening(model, changes);

      assertThat(fastest(told)).isLessThan(FASTEST);
      // And each change is seen.
      for (int k = 0; k < changes.size(); k++) {
        assertThat(distance(told[50 * k + 49], told[50 * k + 99])).isGreaterThan(0.01);
      }
    }
  }

  /** A silent face: two seconds of nothing, then a change every two seconds. */
  private static float[][] listening(MotionModel model, List<Control> changes) {
    MotionStream stream = new MotionStream(model, 1, MotionStream.Partner.ABSENT);
    float[][] out = new float[50 * 8][];
    try (MotionBatch batch = new MotionBatch(model, 1)) {
      for (int n = 0; n < out.length; n++) {
        if (n % 50 == 0 && n > 0 && n / 50 <= changes.size()) {
          stream.control(changes.get(n / 50 - 1), 1_920L * n);
        }
        while (!stream.ready()) {
          stream.self(new float[1_920], 0, 1_920);
        }
        batch.step(List.of(stream));
        out[n] = stream.motion().clone();
      }
    }
    return out;
  }

  /** The largest change a frame of any channel that is not of eyes and lids. */
  private static double fastest(float[][] face) {
    double most = 0;
    for (int n = 1; n < face.length; n++) {
      for (ArkitChannel c : ArkitChannel.values()) {
        if (!c.channelName().startsWith("eye")) {
          most = Math.max(most, Math.abs(face[n][c.ordinal()] - face[n - 1][c.ordinal()]));
        }
      }
    }
    return most;
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.pow(a[i] - b[i], 2);
    }
    return Math.sqrt(sum / a.length);
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
