package io.visavis.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Meters of all frames of a server. Any thread may record; nothing allocates. */
public final class FrameMetrics {
  /** What a dropped picture counts as: more than any bucket. */
  private static final long NEVER_SECONDS = 60;

  private final Timer[] stages = new Timer[Stage.values().length];
  private final Timer voiceToVideo;
  private final Counter late;
  private final Counter reduced;
  private final Counter concealed;
  private final Counter dropped;
  private final Counter failovers;

  /** Meters in that registry. */
  public FrameMetrics(MeterRegistry registry) {
    for (Stage stage : Stage.values()) {
      stages[stage.ordinal()] =
          Timer.builder("visavis.frame.stage")
              .description("Time that a portrayal's frame spends in a stage")
              .tag("stage", stage.id())
              .serviceLevelObjectives(millis(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40))
              .register(registry);
    }
    voiceToVideo =
        Timer.builder("visavis.voice.to.video")
            .description("Arrival of the last sample of a frame to its picture's hand-over")
            .serviceLevelObjectives(millis(60, 70, 80, 90, 100, 110, 120, 140, 160, 200, 400))
            .register(registry);
    late =
        Counter.builder("visavis.frames.late")
            .description("Pictures handed over more than 40 ms after they were due, or dropped")
            .register(registry);
    reduced =
        Counter.builder("visavis.pictures.reduced")
            .description("Pictures drawn smaller than asked for, to be in time")
            .register(registry);
    concealed =
        Counter.builder("visavis.voice.concealed.seconds")
            .description("Voice that silence stood in for")
            .register(registry);
    failovers =
        Counter.builder("visavis.render.failovers")
            .description("Drawing threads that went from a GPU that failed to the CPU")
            .register(registry);
    dropped =
        Counter.builder("visavis.voice.dropped.seconds")
            .description("Voice that came too late or did not fit")
            .register(registry);
  }

  private static Duration[] millis(double... values) {
    Duration[] durations = new Duration[values.length];
    for (int i = 0; i < values.length; i++) {
      durations[i] = Duration.ofNanos((long) (values[i] * 1e6));
    }
    return durations;
  }

  /** A drawing thread's GPU failed; the CPU draws instead. */
  public void failover() {
    failovers.increment();
  }

  /** One frame's time in one stage. */
  public void stage(Stage stage, long nanos) {
    stages[stage.ordinal()].record(nanos, TimeUnit.NANOSECONDS);
  }

  /** One picture's way from voice to hand-over. */
  public void voiceToVideo(long nanos) {
    voiceToVideo.record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  /** A picture that was dropped counts as infinitely late. */
  public void dropped() {
    voiceToVideo.record(NEVER_SECONDS, TimeUnit.SECONDS);
    late.increment();
  }

  /** A picture that was handed over late. */
  public void late() {
    late.increment();
  }

  /** A picture that was drawn smaller than its viewers asked for. */
  public void reduced() {
    reduced.increment();
  }

  /** Samples at 48 kHz that silence stood in for. */
  public void concealed(long samples) {
    concealed.increment(samples / 48_000.0);
  }

  /** Samples at 48 kHz that were dropped. */
  public void voiceDropped(long samples) {
    dropped.increment(samples / 48_000.0);
  }
}
