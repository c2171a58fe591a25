package io.visavis.server.lane;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads off the voice that leaves with each frame how long ago it was spoken, and what was said
 * about it, and keeps what cannot be explained by what was done to it on purpose.
 */
final class VoiceWatch extends Deaf {
  /** Far from each other in no even way, so that at most one is at an edge. */
  private static final int[] PLACES = {300, 960, 1_500};

  private static final int WARM_UP = 25 * 60;

  /** Samples that a frame may be off what viewers are told: half a millisecond. */
  private static final double MOST_OFF = 24;

  private final double mostJump;
  private final boolean tellsIndex;
  private final List<String> unexplained = new ArrayList<>();
  private final double[] said = new double[PLACES.length];
  private final double[] early = new double[WARM_UP];
  private @Nullable TestMicrophone microphone;
  private long now;
  private boolean troubled;
  private boolean goesOn; // the frame before could be read
  private double before = Double.NaN;
  private double start = Double.NaN;
  private double most = Double.NEGATIVE_INFINITY;
  private double least = Double.POSITIVE_INFINITY;
  private int warm;
  private long frames;
  private long began = -1;

  /**
   * Watches one voice.
   *
   * @param mostJump milliseconds by which the delay may change from one frame to the next
   * @param tellsIndex whether its samples have the same indices in the conversation's eyes
   */
  VoiceWatch(double mostJump, boolean tellsIndex) {
    this.mostJump = mostJump;
    this.tellsIndex = tellsIndex;
  }

  /** Says whose voice it is, before it is heard. */
  void follow(TestMicrophone whose) {
    microphone = whose;
  }

  private TestMicrophone microphone() {
    return Objects.requireNonNull(microphone);
  }

  /** Before the frame that is due then. */
  void begin(long dueNanos) {
    // Where the lane has a frame due earlier or later, the voice that leaves with it is as well.
    before += began < 0 ? 0 : (dueNanos - now - Lane.PERIOD) * 1e-6;
    began = began < 0 ? dueNanos : began;
    now = dueNanos;
    troubled = microphone().troubles().at(dueNanos);
  }

  /**
   * The voice that leaves with that frame.
   *
   * @param own index of its first sample, as viewers are told
   */
  void frame(float[] pcm, double own) {
    double delay = median(pcm, (index, place) -> delay(index, now + place * 1e9 / 48_000));
    boolean pause = Double.isNaN(delay);
    if (!pause && !troubled) {
      frames++;
      note(delay);
      if (goesOn && Math.abs(delay - before) > mostJump) {
        say("the delay jumps by %.2f ms", delay - before);
      }
      double off =
          median(pcm, (index, place) -> Math.IEEEremainder(index - place - own, Ramp.PERIOD));
      if (tellsIndex && Math.abs(off) > MOST_OFF) {
        say("the frame is said to be of another time, by %.1f samples", off);
      }
    }
    before = pause ? before : delay;
    goesOn = !pause && !troubled;
  }

  private void note(double delay) {
    if (warm < WARM_UP) {
      early[warm++] = delay;
      start = Arrays.stream(early, 0, warm).sorted().skip(warm / 2).findFirst().orElseThrow();
    } else {
      most = Math.max(most, delay);
      least = Math.min(least, delay);
    }
  }

  /** The median of what the samples say; NaN where there are none. */
  private double median(float[] pcm, DoubleBinaryOperator of) {
    int n = 0;
    for (int place : PLACES) {
      double index = Ramp.read(pcm[place]);
      if (!Double.isNaN(index)) {
        said[n++] = of.applyAsDouble(index, place);
      }
    }
    Arrays.sort(said, 0, n);
    return n < PLACES.length ? Double.NaN : said[n / 2];
  }

  /** Milliseconds since what is heard was spoken. */
  private double delay(double indexInPeriod, double heardNanos) {
    double period = (microphone().spokenNanos(Ramp.PERIOD) - microphone().spokenNanos(0)) * 1e-6;
    double delay = (heardNanos - microphone().spokenNanos(indexInPeriod)) * 1e-6;
    double near = Double.isNaN(before) ? period / 2 : before;
    return delay - period * Math.rint((delay - near) / period);
  }

  @Override
  public void concealed(long atSample, long samples) {
    if (!troubled) {
      say("%d samples are made up", samples);
    }
  }

  @Override
  public void dropped(long atSample, long samples) {
    if (!troubled) {
      say("%d samples are dropped", samples);
    }
  }

  @Override
  public void voiceLost(long atSample) {
    if (!troubled) {
      say("the voice is lost at %d", atSample);
    }
  }

  @Override
  public void refused(long atSample, String sentence) {
    say("refused: %s", sentence);
  }

  private void say(String what, Object... values) {
    if (unexplained.size() < 20) {
      unexplained.add("after %.2f s: ".formatted((now - began) * 1e-9) + what.formatted(values));
    }
  }

  /** What happened though nothing was done. */
  List<String> unexplained() {
    return unexplained;
  }

  /** Milliseconds by which the delay has left what it was in the first minute, at most. */
  double skew() {
    return Math.max(most - start, start - least);
  }

  /** Milliseconds by which the delay is longer now than in the first minute. */
  double grown() {
    return before - start;
  }

  @Override
  public String toString() {
    return "%d frames, delay %.1f ms at the start, %.1f to %.1f, %.1f at the end"
        .formatted(frames, start, least, most, before);
  }
}
