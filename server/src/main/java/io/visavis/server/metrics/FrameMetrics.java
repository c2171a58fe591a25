package io.visavis.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Meters of the frames of one lane. Any thread may record; nothing allocates, but for the first
 * frame on another back end.
 */
public final class FrameMetrics {
  /** What runs a stage that no GPU can run. */
  public static final String CPU = "cpu";

  /** What a dropped picture counts as: more than any bucket. */
  private static final long NEVER_SECONDS = 60;

  private final MeterRegistry registry;
  private final FailureMetrics failures;
  private final Map<String, Timer[]> stages = new ConcurrentHashMap<>();
  private final Timer voiceToVideo;
  private final Timer ticks;
  private final Timer lag;
  private final Counter stalls;
  private final Counter[] late = new Counter[LateReason.values().length];
  private final Counter reduced;

  /** Meters in that registry, of the only lane there is. */
  public FrameMetrics(MeterRegistry registry) {
    this(registry, 0);
  }

  /** Meters in that registry, of that lane. Those that name no lane are one for all lanes. */
  public FrameMetrics(MeterRegistry registry, int lane) {
    this.registry = registry;
    failures = new FailureMetrics(registry);
    String name = Integer.toString(lane);
    stages.put(CPU, timers(CPU));
    voiceToVideo =
        Timer.builder("visavis.voice.to.video")
            .description("Arrival of the last sample of a frame to its picture's hand-over")
            .serviceLevelObjectives(millis(60, 70, 80, 90, 100, 110, 120, 140, 160, 200, 400))
            .register(registry);
    ticks =
        Timer.builder("visavis.lane.tick")
            .description(
                "Time that a lane takes for a frame of all portrayals that are due together")
            .tag("lane", name)
            .serviceLevelObjectives(millis(1, 2.5, 5, 10, 20, 30, 40, 80))
            .register(registry);
    lag =
        Timer.builder("visavis.lane.lag")
            .description("A frame's being due to its lane's beginning it")
            .tag("lane", name)
            .serviceLevelObjectives(millis(0.5, 1, 2.5, 5, 10, 20, 40, 200))
            .register(registry);
    stalls =
        Counter.builder("visavis.lane.stalls")
            .description("Times that a lane was in one frame for more than a quarter of a second")
            .tag("lane", name)
            .register(registry);
    for (LateReason reason : LateReason.values()) {
      late[reason.ordinal()] =
          Counter.builder("visavis.frames.late")
              .description("Pictures handed over more than 40 ms after they were due, or dropped")
              .tag("lane", name)
              .tag("reason", reason.id())
              .register(registry);
    }
    reduced =
        Counter.builder("visavis.pictures.reduced")
            .description("Pictures drawn smaller than asked for, to be in time")
            .register(registry);
  }

  private Timer[] timers(String backend) {
    Timer[] made = new Timer[Stage.values().length];
    for (Stage stage : Stage.values()) {
      made[stage.ordinal()] =
          Timer.builder("visavis.frame.stage")
              .description("Time that a portrayal's frame spends in a stage")
              .tag("stage", stage.id())
              .tag("backend", backend)
              .serviceLevelObjectives(millis(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40))
              .register(registry);
    }
    return made;
  }

  private static Duration[] millis(double... values) {
    Duration[] durations = new Duration[values.length];
    for (int i = 0; i < values.length; i++) {
      durations[i] = Duration.ofNanos((long) (values[i] * 1e6));
    }
    return durations;
  }

  /**
   * One frame's time in one stage.
   *
   * @param backend what ran it: a render back end's name, or a model's provider
   */
  public void stage(Stage stage, long nanos, String backend) {
    Timer[] timers = stages.get(backend);
    if (timers == null) {
      timers = stages.computeIfAbsent(backend, this::timers);
    }
    timers[stage.ordinal()].record(nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * A frame of all portrayals of the lane that are due together: how late it was begun, and what it
   * took.
   */
  public void tick(long lagNanos, long nanos) {
    lag.record(Math.max(0, lagNanos), TimeUnit.NANOSECONDS);
    ticks.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** The lane has been in one frame for far too long. */
  public void stoodStill() {
    stalls.increment();
  }

  /** Something of the lane failed. */
  public void failed(Failure failure) {
    failures.failed(failure);
  }

  /** One picture's way from voice to hand-over. */
  public void voiceToVideo(long nanos) {
    voiceToVideo.record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  /** A picture that was dropped counts as infinitely late. */
  public void dropped(LateReason reason) {
    voiceToVideo.record(NEVER_SECONDS, TimeUnit.SECONDS);
    late[reason.ordinal()].increment();
  }

  /**
   * Pictures that nobody began while the lane stood still: one that was waited for, and counted.
   */
  public void skipped(long pictures) {
    voiceToVideo.record(NEVER_SECONDS, TimeUnit.SECONDS);
    late[LateReason.STOOD_STILL.ordinal()].increment((double) pictures);
  }

  /** A picture that was handed over late. */
  public void late() {
    late[LateReason.HANDED_OVER_LATE.ordinal()].increment();
  }

  /** A picture that was drawn smaller than its viewers asked for. */
  public void reduced() {
    reduced.increment();
  }
}
