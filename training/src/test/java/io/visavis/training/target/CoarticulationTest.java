package io.visavis.training.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.training.speech.Phone;
import io.visavis.training.speech.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CoarticulationTest {
  private final Coarticulation coarticulation = new Coarticulation();

  @Test
  void shouldShutTheLipsExactlyInEveryClosure() {
    SplittableRandom random = new SplittableRandom(7);
    for (int trial = 0; trial < 200; trial++) {
      List<Segment> segments = speech(random);
      float[][] lips = coarticulation.lips(segments, frames(segments));
      for (Segment s : segments) {
        if (s.phone().bilabial()) {
          double[] closure = Coarticulation.closure(s);
          for (int i = (int) Math.ceil(closure[0] * 100); i <= closure[1] * 100; i++) {
            assertThat(Math.max(0, Articulator.opening(lips[i]))).as("%s at %d", s, i).isZero();
          }
        }
      }
    }
  }

  @Test
  void shouldShowEveryClosureAtTwentyFiveFramesASecond() {
    SplittableRandom random = new SplittableRandom(8);
    for (int trial = 0; trial < 200; trial++) {
      Phone stop = List.of(Phone.P, Phone.B, Phone.M).get(trial % 3);
      double begin = 0.2 + random.nextDouble(0.04);
      List<Segment> segments =
          List.of(
              new Segment(0, begin, Phone.AA),
              new Segment(begin, begin + 0.05, stop),
              new Segment(begin + 0.05, 0.5, Phone.AA));
      float[][] lips = coarticulation.lips(segments, 60);
      double least = 1;
      for (int n = 0; n < 12; n++) {
        least = Math.min(least, Articulator.opening(lips[4 * n]));
      }
      assertThat(least).isLessThanOrEqualTo(0);
    }
  }

  @Test
  void shouldOpenForEveryOtherPhone() {
    for (Phone phone : Phone.values()) {
      if (phone.bilabial() || phone == Phone.SIL) {
        continue;
      }
      List<Segment> segments =
          List.of(
              new Segment(0, 0.2, Phone.AH),
              new Segment(0.2, 0.32, phone),
              new Segment(0.32, 0.5, Phone.AH));
      float[][] lips = coarticulation.lips(segments, 55);
      assertThat(Articulator.opening(lips[26])).as(phone.name()).isGreaterThan(0.24);
    }
  }

  @Test
  void shouldRestShutInSilence() {
    List<Segment> segments =
        List.of(
            new Segment(0, 0.4, Phone.SIL),
            new Segment(0.4, 0.6, Phone.AE),
            new Segment(0.6, 1.2, Phone.SIL));
    float[][] lips = coarticulation.lips(segments, 125);

    assertThat(Articulator.opening(lips[10])).isLessThanOrEqualTo(0);
    assertThat(Articulator.opening(lips[50])).isGreaterThan(0.5);
    assertThat(Articulator.opening(lips[100])).isLessThanOrEqualTo(0);
    assertThat(Articulator.opening(lips[124])).isLessThanOrEqualTo(0);
  }

  @Test
  void shouldRoundForOoSpreadForEeAndBringTheLipToTheTeethForF() {
    assertThat(middle(Phone.UW, Articulator.PUCKER)).isGreaterThan(0.5f);
    assertThat(middle(Phone.IY, Articulator.STRETCH)).isGreaterThan(0.35f);
    assertThat(middle(Phone.IY, Articulator.PUCKER)).isLessThan(0.05f);
    assertThat(middle(Phone.F, Articulator.ROLL_LOWER)).isGreaterThan(0.3f);
    assertThat(middle(Phone.TH, Articulator.TONGUE)).isGreaterThan(0.15f);
  }

  private float middle(Phone phone, Articulator articulator) {
    List<Segment> segments =
        List.of(
            new Segment(0, 0.2, Phone.AH),
            new Segment(0.2, 0.4, phone),
            new Segment(0.4, 0.6, Phone.AH));
    return coarticulation.lips(segments, 65)[30][articulator.ordinal()];
  }

  private static List<Segment> speech(SplittableRandom random) {
    List<Segment> segments = new ArrayList<>();
    double t = 0;
    Phone[] phones = Phone.values();
    while (t < 3) {
      Phone phone = phones[random.nextInt(phones.length)];
      double end = t + random.nextDouble(0.03, 0.18);
      segments.add(new Segment(t, end, phone));
      t = end;
    }
    return segments;
  }

  private static int frames(List<Segment> segments) {
    return (int) (segments.getLast().end() * 100) + 10;
  }
}
