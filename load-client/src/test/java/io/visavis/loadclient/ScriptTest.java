package io.visavis.loadclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.visavis.proto.v1.Control;
import io.visavis.proto.v1.Motion;
import io.visavis.proto.v1.Upstream;
import io.visavis.proto.v1.Voice;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
  private static final int MINUTE = 3_000;
  private static final byte[] SPEECH = {1};
  private static final byte[] SILENCE = {0};

  @Test
  void shouldLetOneSpeakWhileTheOtherIsSilent() {
    List<Voice> voices = voices(script(true, 2));
    assertThat(voices).hasSize(2 * MINUTE);
    for (int i = 0; i < MINUTE; i++) {
      Voice anna = voices.get(2 * i);
      Voice bert = voices.get(2 * i + 1);
      assertThat(anna.getSampleIndex()).isEqualTo(960L * i).isEqualTo(bert.getSampleIndex());
      assertThat(speaks(anna)).isNotEqualTo(speaks(bert));
    }
    assertThat(voices).filteredOn(ScriptTest::speaks).hasSize(MINUTE);
  }

  @Test
  void shouldListenWhenAlone() {
    assertThat(voices(script(true, 1))).filteredOn(ScriptTest::speaks).hasSize(MINUTE / 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20})
  void shouldShowFacesOnTheirOwnClockAndChangeOneParticipantAtATime(int millis) {
    List<Upstream> all = minute(script(true, 2, millis), millis);
    List<Motion> motion =
        all.stream().filter(Upstream::hasMotion).map(Upstream::getMotion).toList();
    assertThat(motion).hasSize(2 * 25 * 60).allMatch(m -> m.getValuesCount() == 55);
    assertThat(motion.getLast().getT()).isCloseTo(60 - 0.04, within(1e-9));
    List<Control> controls =
        all.stream().filter(Upstream::hasControl).map(Upstream::getControl).toList();
    assertThat(controls).hasSize(12);
    assertThat(controls).filteredOn(c -> c.getParticipant().equals("anna")).hasSize(6);
    assertThat(controls).anyMatch(Control::hasRelation).anyMatch(Control::hasEmotion);
  }

  @Test
  void shouldSendNothingButVoicesWhereTheyAreAllThatIsWanted() {
    assertThat(minute(script(false, 2))).hasSize(2 * MINUTE).allMatch(Upstream::hasVoice);
  }

  @Test
  void shouldSayTwiceAsManyPiecesOfHalfTheLength() {
    List<Voice> voices = minute(script(false, 1, 10), 10).stream().map(Upstream::getVoice).toList();
    assertThat(voices).hasSize(2 * MINUTE);
    assertThat(voices.getLast().getSampleIndex()).isEqualTo(60L * 48_000 - 480);
  }

  private static Script script(boolean all, int people) {
    return script(all, people, 20);
  }

  private static Script script(boolean all, int people, int millis) {
    Speech speech = new Speech(millis, 0, List.of(SPEECH, SPEECH, SPEECH), SILENCE);
    Plan plan = new Plan(1, people, Receive.MOTION, people, 0, 0, 1, all, all, millis, null);
    return new Script(0, List.of("anna", "bert").subList(0, people), List.of(speech), plan);
  }

  private static List<Upstream> minute(Script script) {
    return minute(script, 20);
  }

  private static List<Upstream> minute(Script script, int millis) {
    return LongStream.range(0, 60_000 / millis)
        .boxed()
        .flatMap(i -> script.piece(i).stream())
        .toList();
  }

  private static List<Voice> voices(Script script) {
    return minute(script).stream().filter(Upstream::hasVoice).map(Upstream::getVoice).toList();
  }

  private static boolean speaks(Voice v) {
    return v.getOpus().byteAt(0) == SPEECH[0];
  }
}
