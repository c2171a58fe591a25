package io.visavis.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.inference.feature.FeatureSpec;
import io.visavis.training.speech.Phone;
import io.visavis.training.speech.Segment;
import io.visavis.training.speech.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BatchSourceTest {
  @Test
  void shouldDrawTheSameBatchAgainAndAnotherNextTime() {
    BatchSource source = source();

    assertThat(source.batch(7, 2).mel()).isEqualTo(source.batch(7, 2).mel());
    float[] seven = source.batch(7, 2).mel();
    float[] eight = source.batch(8, 2).mel();
    int equal = 0;
    for (int i = 0; i < seven.length; i++) {
      equal += seven[i] == eight[i] ? 1 : 0;
    }
    assertThat(equal).isLessThan(seven.length / 10);
  }

  @Test
  void shouldGiveFiniteFramesAndTargetsInRange() {
    Batch batch = source().batch(1, 4);
    for (float v : batch.mel()) {
      assertThat(Float.isFinite(v)).isTrue();
    }
    for (float v : batch.motion()) {
      assertThat(v).isBetween(-1f, 1f);
    }
    assertThat(batch.phones()).contains(Phone.M.ordinal(), Phone.AA.ordinal());
  }

  private static BatchSource source() {
    List<Clip> clips = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(5);
    for (int k = 0; k < 4; k++) {
      float[] x = new float[6 * Utterance.RATE];
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) (0.1 * random.nextGaussian());
      }
      List<Segment> segments = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        segments.add(new Segment(0.2 * i, 0.2 * i + 0.2, i % 2 == 0 ? Phone.AA : Phone.M));
      }
      clips.add(Clip.of(Utterance.of("flite-rms", x, segments)));
    }
    FeatureSpec spec = FeatureSpec.standard();
    List<float[]> voices = clips.stream().map(c -> c.utterance().samples()).toList();
    return new BatchSource(
        clips,
        new Augmenter(new Rooms(4, BatchSource.SAMPLES, 1), new Noises(voices, 1)),
        spec,
        11);
  }
}
