package io.visavis.server.lane;

import io.visavis.server.metrics.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Numbers of one portrayal, for a panel. Written by its lane and its pushers, read by anybody. */
public final class PortrayalStats {
  private static final int WINDOW = 512;
  private static final int RATE_WINDOW = 64;
  private static final int RECENT = 64;

  /** A recent frame in one long: its number, and its microseconds in so many bits. */
  private static final int MICROS_BITS = 24;

  private static final long MICROS_DROPPED = (1L << MICROS_BITS) - 1;
  private static final long FRESH_NANOS = 2_000_000_000L;

  private final AtomicLong frames = new AtomicLong();
  private final AtomicLong pictures = new AtomicLong();
  private final AtomicLong late = new AtomicLong();
  private final AtomicInteger latencies = new AtomicInteger();
  private final AtomicLongArray voiceToVideo = new AtomicLongArray(WINDOW);
  private final AtomicLong recents = new AtomicLong();
  private final AtomicLongArray recent = new AtomicLongArray(RECENT);
  private final AtomicLongArray handedOver = new AtomicLongArray(RATE_WINDOW);
  private final AtomicLongArray stages = new AtomicLongArray(Stage.values().length);
  private volatile double bufferedMillis;
  private volatile long concealedSamples;
  private volatile long droppedSamples;

  /** Percentiles of voice-to-video over the last 20 s, in milliseconds. */
  public record VoiceToVideo(double p50, double p95) {}

  /**
   * A frame whose picture is known to have been handed over or dropped.
   *
   * @param millis from voice to video; NaN where it was dropped
   */
  public record Frame(long n, double millis) {}

  void frame() {
    frames.incrementAndGet();
  }

  void voice(double buffered, long concealed, long dropped) {
    bufferedMillis = buffered;
    concealedSamples = concealed;
    droppedSamples = dropped;
  }

  /** Smooths over about a second. */
  void stage(Stage stage, long nanos) {
    long before = stages.get(stage.ordinal());
    stages.set(stage.ordinal(), before == 0 ? nanos : before + (nanos - before) / 16);
  }

  void late(long pictures) {
    late.addAndGet(pictures);
  }

  void picture(long atNanos) {
    int i = (int) (pictures.getAndIncrement() % RATE_WINDOW);
    handedOver.set(i, atNanos);
  }

  void voiceToVideo(long nanos) {
    voiceToVideo.set(Math.floorMod(latencies.getAndIncrement(), WINDOW), nanos);
  }

  /** Notes what the picture of frame n took. Lane only. */
  void voiceToVideo(long n, long nanos) {
    long micros =
        nanos == PortrayalViewer.DROPPED
            ? MICROS_DROPPED
            : Math.clamp(nanos / 1_000, 0, MICROS_DROPPED - 1);
    long at = recents.get();
    recent.set((int) (at % RECENT), n << MICROS_BITS | micros);
    recents.set(at + 1);
  }

  /** The last frames, at most two and a half seconds of them, oldest first. */
  public List<Frame> recent() {
    long end = recents.get();
    return LongStream.range(Math.max(0, end - RECENT), end)
        .map(i -> recent.get((int) (i % RECENT)))
        .mapToObj(
            f -> {
              long micros = f & MICROS_DROPPED;
              return new Frame(
                  f >>> MICROS_BITS, micros == MICROS_DROPPED ? Double.NaN : micros / 1e3);
            })
        .toList();
  }

  /** Motion frames made. */
  public long frames() {
    return frames.get();
  }

  /** Pictures handed over. */
  public long pictures() {
    return pictures.get();
  }

  /** Pictures that were late or dropped. */
  public long lateCount() {
    return late.get();
  }

  /** Pictures a second over the last two seconds or so; 0 when none come. */
  public double fps(long nowNanos) {
    int n = (int) Math.min(RATE_WINDOW, pictures.get());
    long[] times =
        IntStream.range(0, n)
            .mapToLong(handedOver::get)
            .filter(t -> nowNanos - t < FRESH_NANOS)
            .sorted()
            .toArray();
    if (times.length < 2) {
      return 0;
    }
    return (times.length - 1) * 1e9 / (times[times.length - 1] - times[0]);
  }

  /** Percentiles, or null where no voice has been shown. */
  public @Nullable VoiceToVideo voiceToVideo() {
    int n = Math.min(WINDOW, latencies.get());
    if (n <= 0) {
      return null;
    }
    long[] sorted = IntStream.range(0, n).mapToLong(voiceToVideo::get).toArray();
    Arrays.sort(sorted);
    return new VoiceToVideo(sorted[(n - 1) / 2] / 1e6, sorted[(int) ((n - 1) * 0.95)] / 1e6);
  }

  /** Smoothed time of a stage, milliseconds. */
  public double stageMillis(Stage stage) {
    return stages.get(stage.ordinal()) / 1e6;
  }

  /** Voice that has arrived and not been heard. */
  public double bufferedMillis() {
    return bufferedMillis;
  }

  /** Samples that silence stood in for. */
  public long concealedSamples() {
    return concealedSamples;
  }

  /** Samples that came too late or did not fit. */
  public long droppedSamples() {
    return droppedSamples;
  }
}
