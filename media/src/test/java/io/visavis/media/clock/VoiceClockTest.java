package io.visavis.media.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoiceClockTest {
  private static final int BLOCK = 480;

  @ParameterizedTest
  @ValueSource(doubles = {-300e-6, 0, 120e-6, 300e-6})
  void shouldTakeOutTheDriftOfASoundCard(double slow) {
    Run run = new Run(VoiceClock.SOUND_CARD, slow, 0.004, 60_000, 1);
    // Ten minutes at 300 ppm would be 180 ms apart.
    assertThat(run.outSeconds()).isCloseTo(run.wallSeconds(), within(0.006));
    assertThat(run.clock.drift()).isCloseTo(slow, within(60e-6));
    assertThat(run.clock.gaps()).isZero();
  }

  @Test
  void shouldKeepUpWithAHeadlessDeviceThatRunsSlow() {
    Run run = new Run(VoiceClock.HEADLESS_DEVICE, 0.02, 0.004, 6_000, 1);
    assertThat(run.outSeconds()).isCloseTo(run.wallSeconds(), within(0.01));
  }

  /** Where the machine becomes busy, the device sleeps longer from one second to the next. */
  @Test
  void shouldNotFallBehindWhenADeviceSlowsDown() {
    long[] made = new long[1];
    VoiceClock clock =
        new VoiceClock(VoiceClock.HEADLESS_DEVICE, (pcm, offset, n, at) -> made[0] += n);
    Random random = new Random(5);
    double now = 5;
    double begun = now;
    double most = 0;
    for (int i = 0; i < 6_000; i++) {
      now += i / 1_000 % 2 == 0 ? 0.01001 : 0.0102;
      clock.accept(new float[BLOCK], 0, BLOCK, (long) ((now + 0.004 * random.nextDouble()) * 1e9));
      if (i > 500) {
        most = Math.max(most, Math.abs(now - begun - made[0] / 48_000.0));
      }
    }
    assertThat(most).as("seconds that the voice is off the clock").isLessThan(0.012);
    assertThat(clock.gaps()).isZero();
  }

  @Test
  void shouldHardlyMoveThePitchThoughBlocksComeUnevenly() {
    Run run = new Run(VoiceClock.HEADLESS_DEVICE, 0, 0.004, 3_000, 1);
    for (int from = 10 * 48_000; from < 25 * 48_000; from += BLOCK) {
      assertThat(hertz(run.out, from)).as("at sample %d", from).isCloseTo(1_000, within(2.5));
    }
  }

  /** The pitch of a tone over a block, by where it crosses zero. */
  private static double hertz(float[] s, int from) {
    double first = -1;
    double last = -1;
    int periods = -1;
    for (int i = from; i < from + BLOCK; i++) {
      if (s[i] < 0 && s[i + 1] >= 0) {
        last = i + s[i] / (s[i] - s[i + 1]);
        first = first < 0 ? last : first;
        periods++;
      }
    }
    return 48_000 * periods / (last - first);
  }

  @Test
  void shouldKeepATonePureWhileStretching() {
    Run run = new Run(VoiceClock.SOUND_CARD, 300e-6, 0, 3_000, 1);
    double[] power = goertzel(run.out, 10 * 48_000, 48_000, 1_000 / 1.0003);
    assertThat(power[0] / power[1]).as("share of the tone in the power").isGreaterThan(0.9999);
  }

  @Test
  void shouldGiveTheSameForTheSameInput() {
    Run a = new Run(VoiceClock.SOUND_CARD, 100e-6, 0.005, 500, 3);
    Run b = new Run(VoiceClock.SOUND_CARD, 100e-6, 0.005, 500, 3);
    assertThat(a.out).isEqualTo(b.out);
  }

  @Test
  void shouldFillAStandstillWithSilence() {
    int[] made = new int[1];
    VoiceClock clock = new VoiceClock(VoiceClock.SOUND_CARD, (p, o, n, at) -> made[0] += n);
    float[] block = new float[BLOCK];
    long now = 0;
    for (int i = 0; i < 200; i++) {
      now += 10_000_000;
      clock.accept(block, 0, BLOCK, now);
    }
    now += 700_000_000;
    for (int i = 0; i < 200; i++) {
      now += 10_000_000;
      clock.accept(block, 0, BLOCK, now);
    }
    assertThat(clock.gaps()).isEqualTo(1);
    assertThat(made[0] / 48_000.0).isCloseTo(4.7, within(0.02));
  }

  /** The machine was paused: silence for it would come at once, and all that follows late. */
  @Test
  void shouldNotFillAJumpOfTheClock() {
    int[] made = {0};
    VoiceClock clock =
        new VoiceClock(VoiceClock.HEADLESS_DEVICE, (pcm, offset, n, at) -> made[0] += n);
    float[] block = new float[480];
    long now = 5_000_000_000L;
    for (int i = 0; i < 400; i++) {
      now += i == 200 ? 10_000_000_000L : 10_000_000L;
      clock.accept(block, 0, block.length, now);
    }
    assertThat(clock.gaps()).isEqualTo(1);
    assertThat(made[0] / 48_000.0).isCloseTo(4, within(0.02));
  }

  /** Share of one frequency's power: [tone, all]. */
  private static double[] goertzel(float[] s, int from, int n, double hertz) {
    double re = 0;
    double im = 0;
    double all = 0;
    double weight = 0;
    for (int i = 0; i < n; i++) {
      double w = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / n);
      double x = s[from + i] * w;
      re += x * Math.cos(2 * Math.PI * hertz * i / 48_000);
      im += x * Math.sin(2 * Math.PI * hertz * i / 48_000);
      all += x * x;
      weight += w * w;
    }
    return new double[] {2 * (re * re + im * im) / weight, all};
  }

  /** A 1 kHz tone from a source whose clock runs slow, through jitter that only delays. */
  private static final class Run {
    private final VoiceClock clock;
    private float[] out = new float[48_000];
    private int made;
    private final double wall;

    Run(double limit, double slow, double jitter, int blocks, int seed) {
      clock = new VoiceClock(limit, this::collect);
      Random random = new Random(seed);
      float[] block = new float[BLOCK];
      double t = 5;
      for (int b = 0; b < blocks; b++) {
        for (int i = 0; i < BLOCK; i++) {
          block[i] = 0.5f * (float) Math.sin(2 * Math.PI * 1_000 * (b * BLOCK + i) / 48_000.0);
        }
        t += 0.01 * (1 + slow);
        clock.accept(block, 0, BLOCK, (long) ((t + jitter * random.nextDouble()) * 1e9));
      }
      wall = blocks * 0.01 * (1 + slow);
      out = Arrays.copyOf(out, made);
    }

    double outSeconds() {
      return made / 48_000.0;
    }

    double wallSeconds() {
      return wall;
    }

    private void collect(float[] pcm, int offset, int n, long at) {
      if (made + n > out.length) {
        out = Arrays.copyOf(out, 2 * out.length);
      }
      System.arraycopy(pcm, offset, out, made, n);
      made += n;
    }
  }
}
