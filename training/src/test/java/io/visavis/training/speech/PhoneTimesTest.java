package io.visavis.training.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PhoneTimesTest {
  @Test
  void shouldReadWhatFlitePrints() {
    List<Segment> segments = Flite.parse("pau:0.176 dh:0.297 ax:0.339 b:0.425 \n");

    assertThat(segments)
        .containsExactly(
            new Segment(0, 0.176, Phone.SIL),
            new Segment(0.176, 0.297, Phone.DH),
            new Segment(0.297, 0.339, Phone.AH),
            new Segment(0.339, 0.425, Phone.B));
  }

  @Test
  void shouldNameAPhoneThatFliteShouldNotHavePrinted() {
    assertThatThrownBy(() -> Flite.parse("qqq:0.1")).hasMessageContaining("qqq");
  }

  @Test
  void shouldReadFestivalsLabels() {
    String labels = "#\n0.22 100 pau\n0.3000 100 m\n0.41 100 ay\n";

    assertThat(Festival.parse(labels, Voice.Text.ENGLISH))
        .containsExactly(
            new Segment(0, 0.22, Phone.SIL),
            new Segment(0.22, 0.3, Phone.M),
            new Segment(0.3, 0.41, Phone.AY));
  }

  @Test
  void shouldFindTheNearestPhoneOfAForeignVoice() {
    String labels = "0.1 100 #\n0.2 100 a1\n0.3 100 l:\n0.4 100 bb\n0.5 100 tS\n";

    assertThat(Festival.parse(labels, Voice.Text.PSEUDO).stream().map(Segment::phone))
        .containsExactly(Phone.SIL, Phone.AA, Phone.L, Phone.B, Phone.CH);
  }

  @Test
  void shouldCloseTheLipsBeforeEspeaksBurst() {
    // "up": the event of p marks its burst, the lips close 42 ms earlier.
    List<Segment> segments =
        Espeak.segments(
            List.of(
                new EspeakLibrary.Event(0, ""),
                new EspeakLibrary.Event(1000, "ˈʌ"),
                new EspeakLibrary.Event(3000, "p"),
                new EspeakLibrary.Event(4000, "_:")),
            10_000,
            0.6);

    assertThat(segments.stream().map(Segment::phone))
        .containsExactly(Phone.SIL, Phone.AH, Phone.P, Phone.SIL);
    assertThat(segments.get(2).begin()).isCloseTo(0.258, within(1e-9));
    assertThat(segments.get(1).end()).isEqualTo(segments.get(2).begin());
    assertThat(segments.getLast().end()).isEqualTo(0.6);
  }

  @Test
  void shouldNotMoveAStopBackIntoSilence() {
    List<Segment> segments =
        Espeak.segments(
            List.of(new EspeakLibrary.Event(0, "_"), new EspeakLibrary.Event(2000, "p")),
            10_000,
            0.4);

    assertThat(segments.getLast()).isEqualTo(new Segment(0.2, 0.4, Phone.P));
  }
}
