package io.visavis.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.visavis.training.speech.Phone;
import io.visavis.training.speech.Segment;
import io.visavis.training.speech.Utterance;
import io.visavis.training.target.Articulator;
import io.visavis.training.target.MotionTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LipScoreTest {
  private final List<Segment> segments = speech();
  private final double[] truth = truth(segments);

  @Test
  void shouldGivePerfectLipsAFullScore() {
    LipScore score = new LipScore();
    score.add(segments, atFrames(0), truth);

    assertThat(score.shut()).isGreaterThan(0.98);
    assertThat(score.wronglyShut()).isLessThan(0.1);
    assertThat(score.correlation()).isGreaterThan(0.97);
    assertThat(score.lagMs()).isCloseTo(0, within(4.0));
  }

  @Test
  void shouldMeasureHowLateLipsAre() {
    LipScore score = new LipScore();
    score.add(segments, atFrames(0.08), truth);

    assertThat(score.lagMs()).isCloseTo(80, within(5.0));
    assertThat(score.correlation()).isLessThan(0.7);
  }

  @Test
  void shouldNotPraiseALevelMeter() {
    // Open wherever there is sound: closures are missed.
    double[] meter = atFrames(0);
    for (int n = 0; n < meter.length; n++) {
      boolean sound = false;
      for (Segment s : segments) {
        sound |= n / 25.0 >= s.begin() && n / 25.0 < s.end() && s.phone() != Phone.SIL;
      }
      meter[n] = sound ? 0.6 : 0;
    }
    LipScore score = new LipScore();
    score.add(segments, meter, truth);

    assertThat(score.shut()).isLessThan(0.05);
    assertThat(score.pausesShut()).isEqualTo(1);
  }

  @Test
  void shouldNotPraiseShutLips() {
    double[] shut = new double[atFrames(0).length];
    shut[10] = 1;
    shut[11] = 1;
    for (int i = 20; i < shut.length; i += 19) {
      shut[i] = 1;
    }
    LipScore score = new LipScore();
    score.add(segments, shut, truth);

    assertThat(score.wronglyShut()).isGreaterThan(0.8);
  }

  private double[] atFrames(double delay) {
    double[] out = new double[truth.length / 4];
    for (int n = 0; n < out.length; n++) {
      int i = (int) Math.round(n * 4 - delay * 100);
      out[n] = i < 0 ? 0 : truth[i];
    }
    return out;
  }

  private static double[] truth(List<Segment> segments) {
    double seconds = segments.getLast().end();
    Utterance u = Utterance.of("x", new float[(int) (seconds * Utterance.RATE)], segments);
    MotionTrack track = MotionTrack.of(u);
    double[] out = new double[track.frames().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.max(0, Articulator.opening(track.frames()[i]));
    }
    return out;
  }

  private static List<Segment> speech() {
    SplittableRandom random = new SplittableRandom(6);
    Phone[] phones = {
      Phone.AA, Phone.M, Phone.IY, Phone.T, Phone.OW, Phone.P, Phone.EH, Phone.S, Phone.AE, Phone.L
    };
    List<Segment> segments = new ArrayList<>();
    double t = 0;
    for (int i = 0; i < 150; i++) {
      Phone phone = i % 30 == 0 ? Phone.SIL : phones[random.nextInt(phones.length)];
      double end = t + (phone == Phone.SIL ? 0.4 : random.nextDouble(0.06, 0.16));
      segments.add(new Segment(t, end, phone));
      t = end;
    }
    return segments;
  }
}
