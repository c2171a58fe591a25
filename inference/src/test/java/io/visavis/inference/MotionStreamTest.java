package io.visavis.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.inference.MotionStream.Partner;
import io.visavis.inference.model.MotionModel;
import io.visavis.inference.model.TestModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MotionStreamTest {
  private static final int FRAMES = 60;
  private static MotionModel all;
  private static MotionModel plain;
  private static MotionModel window;

  @BeforeAll
  static void open() {
    all = TestModels.open(TestModels.allRoles());
    plain = TestModels.open(TestModels.plain());
    window = TestModels.open(TestModels.window());
  }

  @AfterAll
  static void close() {
    all.close();
    plain.close();
    window.close();
  }

  @Test
  void shouldMoveTheSameHoweverTheSamplesAreCut() {
    for (MotionModel model : List.of(all, plain, window)) {
      float[] self = Speech.of(1, FRAMES);
      float[] partner = Speech.of(2, FRAMES);
      float[][] whole = alone(model, 9, self, partner, new int[] {self.length});
      float[][] cut = alone(model, 9, self, partner, new int[] {1, 479, 3, 2_000, 960});
      assertThat(cut).isDeepEqualTo(whole);
    }
  }

  @Test
  void shouldMoveTheSameWhoeverElseIsInTheBatch() {
    for (MotionModel model : List.of(all, plain, window)) {
      Random random = new Random(4);
      List<MotionStream> streams = new ArrayList<>();
      float[][][] alone = new float[5][][];
      float[][][] together = new float[5][FRAMES][];
      for (int s = 0; s < 5; s++) {
        float[] self = Speech.of(s, FRAMES);
        float[] partner = Speech.of(s + 10, FRAMES);
        alone[s] = alone(model, s, self, partner, new int[] {4_800});
        MotionStream stream = new MotionStream(model, s);
        stream.self(self, 0, self.length);
        stream.partner(partner, 0, partner.length);
        controls(stream);
        streams.add(stream);
      }
      try (MotionBatch batch = new MotionBatch(model, 5)) {
        while (streams.stream().anyMatch(s -> s.nextFrame() < FRAMES)) {
          List<MotionStream> some = new ArrayList<>(streams);
          java.util.Collections.shuffle(some, random);
          some.removeIf(s -> s.nextFrame() >= FRAMES || random.nextInt(3) == 0);
          for (MotionStream s : some) {
            motions(s, (int) s.nextFrame());
          }
          batch.step(some);
          for (MotionStream s : some) {
            together[streams.indexOf(s)][(int) s.nextFrame() - 1] = s.motion().clone();
          }
        }
      }
      for (int s = 0; s < 5; s++) {
        for (int n = 0; n < FRAMES; n++) {
          assertThat(together[s][n])
              .as("stream %d frame %d", s, n)
              .containsExactly(alone[s][n], within(2e-6f));
        }
      }
    }
  }

  @Test
  void shouldKeepItsStatesWhenItMovesToAnotherBatch() {
    float[] self = Speech.of(1, FRAMES);
    float[][] wanted = alone(plain, 3, self, Speech.of(2, FRAMES), new int[] {999});
    MotionStream stream = new MotionStream(plain, 3);
    stream.self(self, 0, self.length);
    stream.partner(Speech.of(2, FRAMES), 0, self.length);
    controls(stream);
    try (MotionBatch a = new MotionBatch(plain, 3);
        MotionBatch b = new MotionBatch(plain, 2)) {
      for (int n = 0; n < FRAMES; n++) {
        (n / 7 % 2 == 0 ? a : b).step(List.of(stream));
        assertThat(stream.motion()).containsExactly(wanted[n], within(2e-6f));
      }
      assertThat(a.size() + b.size()).isEqualTo(1);
    }
  }

  @Test
  void shouldFreeTheRowOfAStreamThatLeaves() {
    try (MotionBatch batch = new MotionBatch(plain, 2)) {
      for (int i = 0; i < 5; i++) {
        MotionStream stream = new MotionStream(plain, i, Partner.ABSENT);
        stream.self(new float[4_800], 0, 4_800);
        batch.step(List.of(stream));
        batch.release(stream);
      }
      assertThat(batch.size()).isZero();
    }
  }

  @Test
  void shouldStayWithin60MillisecondsOfLookahead() {
    assertThat(new MotionStream(plain, 1).lookaheadSamples48k()).isBetween(2_400, 2_880);
  }

  @Test
  void shouldBeReadyWithTheLastSampleThatAFrameNeedsAndNotBefore() {
    for (MotionModel model : List.of(plain, window)) {
      MotionStream stream = new MotionStream(model, 1, Partner.ABSENT);
      int needed = (int) stream.neededSamples48k();
      stream.self(new float[needed - 1], 0, needed - 1);
      assertThat(stream.ready()).isFalse();
      stream.self(new float[1], 0, 1);
      assertThat(stream.ready()).isTrue();
    }
  }

  @Test
  void shouldHearNothingBeyondItsLookahead() {
    float[] a = Speech.of(1, FRAMES);
    float[] b = a.clone();
    int n = 30;
    MotionStream probe = new MotionStream(plain, 1, Partner.ABSENT);
    int from = n * 1_920 + probe.lookaheadSamples48k();
    for (int i = from; i < b.length; i++) {
      b[i] = (float) Math.sin(i);
    }
    float[][] x = alone(plain, 1, a, null, new int[] {480});
    float[][] y = alone(plain, 1, b, null, new int[] {480});
    for (int i = 0; i <= n; i++) {
      assertThat(y[i]).isEqualTo(x[i]);
    }
    assertThat(y[n + 1]).isNotEqualTo(x[n + 1]);
    for (int i = from - 300; i < from; i++) {
      b[i] += 0.5f; // the window and the filter fade out towards their ends
    }
    assertThat(alone(plain, 1, b, null, new int[] {480})[n]).isNotEqualTo(x[n]);
  }

  @Test
  void shouldHearEveryRole() {
    float[] self = Speech.of(1, FRAMES);
    float[] partner = Speech.of(2, FRAMES);
    float[][] usual = alone(all, 1, self, partner, new int[] {480});
    assertThat(alone(all, 2, self, partner, new int[] {480})).as("noise").isNotEqualTo(usual);
    assertThat(alone(all, 1, self, Speech.of(3, FRAMES), new int[] {480})).isNotEqualTo(usual);
    for (Control change :
        List.of(
            new Control.SetEmotion(Emotion.parse("sad=2")),
            new Control.SetRelation(Relation.parse("blood,self-lower")),
            new Control.SetIdentity("bob"))) {
      float[] before = last(all, self, partner, change, 200_000);
      float[] after = last(all, self, partner, change, 0);
      assertThat(after).as(change.toString()).isNotEqualTo(before);
    }
  }

  @Test
  void shouldBeAsAPartnerWhoIsSilentWhereThereIsNone() {
    float[] self = Speech.of(1, FRAMES);
    float[][] silent = alone(all, 1, self, new float[self.length], new int[] {480});
    assertThat(alone(all, 1, self, null, new int[] {480})).isDeepEqualTo(silent);
  }

  @Test
  void shouldTakeNoiseAndInfinityAsSilenceAndCountThem() {
    float[] good = Speech.of(1, FRAMES);
    float[] bad = good.clone();
    good[5_000] = 0;
    bad[5_000] = Float.NaN;
    good[5_001] = 4;
    bad[5_001] = Float.POSITIVE_INFINITY;
    good[5_002] = -4;
    bad[5_002] = -1e30f;
    assertThat(alone(plain, 1, bad, null, new int[] {480}))
        .isDeepEqualTo(alone(plain, 1, good, null, new int[] {480}));
    MotionStream stream = new MotionStream(plain, 1, Partner.ABSENT);
    stream.self(bad, 0, bad.length);
    assertThat(stream.mendedSamples()).isEqualTo(3);
  }

  @Test
  void shouldSayOnceWhatTheModelDoesNotHear() {
    MotionStream stream = new MotionStream(plain, 1);
    stream.control(new Control.SetEmotion(Emotion.parse("happy")), 0);
    stream.control(new Control.SetEmotion(Emotion.parse("sad")), 0);
    stream.partnerMotion(0, new float[55], null);
    stream.partnerMotion(0.04, new float[55], null);
    assertThat(stream.takeNotes())
        .containsExactly(
            "The model test-model does not hear emotion; the expression layer shows it instead.",
            "The model test-model does not hear the partner's motion; it is left out.");
    assertThat(stream.takeNotes()).isEmpty();
  }

  @Test
  void shouldShutTheMouthWithinHalfASecondOfSilenceAndNotWhileSpeaking() {
    int jaw = ArkitChannel.JAW_OPEN.ordinal();
    float[] self = Speech.of(1, FRAMES);
    java.util.Arrays.fill(self, 40 * 1_920, self.length, 0);
    int lastLoud = 40 * 1_920 - 1;
    while (Math.abs(self[lastLoud]) < 0.003f) {
      lastLoud--;
    }
    float[][] motion = run(plain, self, new Control.SetEmotion(Emotion.NEUTRAL), 0);
    int shut = lastLoud / 1_920 + 17; // 250 ms until speech counts as ended, 300 ms to fade
    for (int n = shut; n < FRAMES; n++) {
      assertThat(motion[n][jaw]).isZero();
    }
    assertThat(motion[lastLoud / 1_920][jaw]).isGreaterThan(0.05f);
  }

  @Test
  void shouldEaseAnEmotionOver400MillisecondsAndAStrongOneOver800() {
    shouldEase("happy=1.5", 10, 0.175f);
    shouldEase("happy=3", 20, 0.35f);
  }

  /** Cheeks rise frame by frame for so many, then stay. */
  private static void shouldEase(String emotion, int frames, float cheeks) {
    float[] self = new float[FRAMES * 1_920 + 4_000];
    int cheek = ArkitChannel.CHEEK_SQUINT_LEFT.ordinal();
    float[][] neutral = run(plain, self, new Control.SetEmotion(Emotion.NEUTRAL), 20 * 1_920);
    float[][] happy = run(plain, self, new Control.SetEmotion(Emotion.parse(emotion)), 20 * 1_920);
    assertThat(happy[20]).isEqualTo(neutral[20]);
    float previous = 0;
    for (int n = 21; n <= 20 + frames; n++) {
      float gained = happy[n][cheek] - neutral[n][cheek];
      assertThat(gained).isGreaterThan(previous);
      assertThat(gained - previous).isLessThan(0.1f);
      previous = gained;
    }
    for (int n = 21 + frames; n < 50; n++) {
      float room = 1 - neutral[n][cheek];
      assertThat(happy[n][cheek] - neutral[n][cheek]).isCloseTo(cheeks * room, within(1e-5f));
    }
  }

  @Test
  void shouldRestWhileTheModelFailsAndGoOnAfterwardsAndLeaveOthersAlone() {
    float[] self = new float[(FRAMES + 40) * 1_920];
    try (MotionModel model = TestModels.failsWhenHappy();
        MotionBatch batch = new MotionBatch(model, 2);
        MotionBatch other = new MotionBatch(model, 1)) {
      MotionStream faulty = new MotionStream(model, 1, Partner.ABSENT);
      MotionStream neighbour = new MotionStream(model, 2, Partner.ABSENT);
      MotionStream alone = new MotionStream(model, 2, Partner.ABSENT);
      for (MotionStream stream : List.of(faulty, neighbour, alone)) {
        stream.self(self, 0, self.length);
      }
      faulty.control(new Control.SetEmotion(Emotion.parse("happy=3")), 10 * 1_920);
      faulty.control(new Control.SetEmotion(Emotion.NEUTRAL), 55 * 1_920);
      int brow = ArkitChannel.BROW_OUTER_UP_LEFT.ordinal();
      float before = 0;
      for (int n = 0; n < 90; n++) {
        batch.step(List.of(faulty, neighbour));
        other.step(List.of(alone));
        assertThat(neighbour.motion()).isEqualTo(alone.motion());
        float now = faulty.motion()[brow];
        assertThat(Math.abs(now - before)).as("frame %d", n).isLessThan(n < 5 ? 1 : 0.2f);
        before = now;
        if (n == 53) {
          assertThat(faulty.modelWorks()).isFalse();
          assertThat(now).isLessThan(0.02f);
        }
      }
      assertThat(faulty.modelWorks()).isTrue();
      assertThat(faulty.badFrames()).isBetween(30L, 60L);
      assertThat(before).isGreaterThan(0.1f);
    }
  }

  @Test
  void shouldSayWhetherThePartnersFaceIsSeen() {
    float[] self = Speech.of(1, FRAMES);
    MotionStream stream = new MotionStream(all, 1, Partner.ABSENT);
    stream.self(self, 0, self.length);
    try (MotionBatch batch = new MotionBatch(all, 1)) {
      stream.partnerMotion(10 / 25.0, new float[55], null);
      for (int n = 0; n < 30; n++) {
        batch.step(List.of(stream));
        // An observation stands for half a second.
        assertThat(stream.seesPartner()).as("frame %d", n).isEqualTo(n >= 10 && n <= 22);
      }
    }
  }

  @Test
  void shouldTakeMotionFarOutsideAsItsLimit() {
    float[] far = new float[55];
    java.util.Arrays.fill(far, 1e30f);
    float[] limit = new float[55];
    java.util.Arrays.fill(limit, 0, 52, 1);
    java.util.Arrays.fill(limit, 52, 55, 1.5f);
    assertThat(seeing(far)).isEqualTo(seeing(limit));
  }

  private float[] seeing(float[] face) {
    MotionStream stream = new MotionStream(all, 1, Partner.ABSENT);
    stream.self(new float[4 * 1_920], 0, 4 * 1_920);
    try (MotionBatch batch = new MotionBatch(all, 1)) {
      stream.partnerMotion(0, face, null);
      batch.step(List.of(stream));
      return stream.motion().clone();
    }
  }

  @Test
  void shouldRefuseAnIdentityThatTheModelDoesNotHave() {
    MotionStream stream = new MotionStream(all, 1);
    assertThatThrownBy(() -> stream.control(new Control.SetIdentity("zoe"), 0))
        .hasMessage("The model test-model has no identity 'zoe'; it has ann, bob, cid.");
  }

  @Test
  void shouldRefusePartnerMotionThatCannotBe() {
    MotionStream stream = new MotionStream(all, 1);
    stream.partnerMotion(1, new float[55], null);
    assertThatThrownBy(() -> stream.partnerMotion(1, new float[55], null))
        .hasMessage("A motion frame at 1.0 s comes after one at 1.0 s; times ascend.");
    assertThatThrownBy(() -> stream.partnerMotion(2, new float[52], null))
        .hasMessage("A motion frame has 52 values and a mask of none; 55 would be right.");
    assertThatThrownBy(() -> stream.partnerMotion(Double.NaN, new float[55], null))
        .hasMessageContaining("has the time NaN");
  }

  @Test
  void shouldFadeFromOneWindowToTheNext() {
    // Window positions have their own bias, so each run begins with a jump unless it is faded in.
    float[] self = new float[FRAMES * 1_920 + 40_000];
    float[][] motion = alone(window, 1, self, null, new int[] {480});
    // Frame 3 and frame 8 are the 16th of their windows; frame 0 and frame 5 are both the 13th, but
    // frame 5 is faded in from the 18th of the first window.
    float unfaded = 0;
    for (int c = 0; c < ArkitChannel.EYE_BLINK_LEFT.ordinal(); c++) {
      assertThat(motion[8][c]).isCloseTo(motion[3][c], within(1e-5f));
      unfaded = Math.max(unfaded, Math.abs(motion[5][c] - motion[0][c]));
    }
    assertThat(unfaded).isGreaterThan(0.1f);
    int channel = ArkitChannel.CHEEK_PUFF.ordinal();
    for (int n = 10; n < FRAMES - 5; n++) {
      assertThat(motion[n + 5][channel]).isCloseTo(motion[n][channel], within(1e-5f));
    }
  }

  @Test
  void shouldAllocateAtMost4KilobytesAFrame() {
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    int streams = 4;
    List<MotionStream> ready = new ArrayList<>();
    float[] voice = Speech.of(1, 8);
    for (int s = 0; s < streams; s++) {
      ready.add(new MotionStream(all, s));
    }
    try (MotionBatch batch = new MotionBatch(all, streams)) {
      long before = 0;
      int frames = 0;
      for (int tick = 0; tick < 1_500; tick++) {
        if (tick == 1_000) {
          before = threads.getCurrentThreadAllocatedBytes();
        }
        for (MotionStream s : ready) {
          s.self(voice, (tick % 8) * 1_920, 1_920);
          s.partner(voice, (tick % 8) * 1_920, 1_920);
        }
        if (ready.getFirst().ready()) {
          batch.step(ready);
          frames += tick >= 1_000 ? streams : 0;
        }
      }
      long bytes = (threads.getCurrentThreadAllocatedBytes() - before) / frames;
      System.out.println("bytes allocated a frame: " + bytes);
      assertThat(bytes).isLessThan(4_096);
    }
  }

  private static void controls(MotionStream stream) {
    stream.control(new Control.SetEmotion(Emotion.parse("happy=1,fear=.5")), 20_000);
    stream.control(new Control.SetRelation(Relation.parse("blood,self-higher")), 50_000);
    stream.control(new Control.SetEmotion(Emotion.parse("angry=2")), 70_000);
  }

  /** Gives the partner's motion that is there by a frame; called before each step. */
  private static void motions(MotionStream stream, int n) {
    if (stream.model() == all) {
      float[] values = new float[55];
      java.util.Arrays.fill(values, (float) Math.sin(n * 0.3));
      boolean[] mask = new boolean[55];
      java.util.Arrays.fill(mask, n % 3 != 0);
      stream.partnerMotion(n / 25.0 - 0.003, values, mask);
    }
  }

  private static float[][] alone(
      MotionModel model,
      long seed,
      float[] self,
      float @org.jspecify.annotations.Nullable [] partner,
      int[] cuts) {
    MotionStream stream =
        new MotionStream(model, seed, partner == null ? Partner.ABSENT : Partner.EXPECTED);
    controls(stream);
    float[][] frames = new float[FRAMES][];
    try (MotionBatch batch = new MotionBatch(model, 1)) {
      int at = 0;
      for (int cut = 0; stream.nextFrame() < FRAMES; cut++) {
        int n = Math.min(self.length - at, cuts[cut % cuts.length]);
        stream.self(self, at, n);
        if (partner != null) {
          stream.partner(partner, at, n);
        }
        at += n;
        while (stream.nextFrame() < FRAMES && stream.ready()) {
          motions(stream, (int) stream.nextFrame());
          batch.step(List.of(stream));
          frames[(int) stream.nextFrame() - 1] = stream.motion().clone();
        }
      }
      batch.release(stream);
    }
    return frames;
  }

  private static float[] last(
      MotionModel model, float[] self, float[] partner, Control change, long at) {
    MotionStream stream = new MotionStream(model, 1);
    stream.control(change, at);
    stream.self(self, 0, self.length);
    stream.partner(partner, 0, partner.length);
    try (MotionBatch batch = new MotionBatch(model, 1)) {
      for (int n = 0; n < 30; n++) {
        batch.step(List.of(stream));
      }
      return stream.motion().clone();
    }
  }

  private static float[][] run(MotionModel model, float[] self, Control change, long at) {
    MotionStream stream = new MotionStream(model, 1, Partner.ABSENT);
    stream.control(change, at);
    stream.self(self, 0, self.length);
    float[][] frames = new float[FRAMES][];
    try (MotionBatch batch = new MotionBatch(model, 1)) {
      for (int n = 0; n < FRAMES; n++) {
        batch.step(List.of(stream));
        frames[n] = stream.motion().clone();
      }
    }
    return frames;
  }
}
