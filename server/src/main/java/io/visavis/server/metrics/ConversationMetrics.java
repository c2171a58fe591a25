package io.visavis.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Meters of conversations and their voices. Any thread; nothing allocates. */
public final class ConversationMetrics {
  private static final double RATE = 48_000;

  private final FailureMetrics failures;
  private final Counter begun;
  private final Counter[] ended = new Counter[Ending.values().length];
  private final Counter concealed;
  private final Counter dropped;

  /** Meters in that registry. */
  public ConversationMetrics(MeterRegistry registry) {
    failures = new FailureMetrics(registry);
    begun =
        Counter.builder("visavis.conversations.begun")
            .description("Conversations that were created")
            .register(registry);
    for (Ending ending : Ending.values()) {
      ended[ending.ordinal()] =
          Counter.builder("visavis.conversations.ended")
              .description("Conversations that ended")
              .tag("reason", ending.id())
              .register(registry);
    }
    concealed =
        Counter.builder("visavis.voice.concealed.seconds")
            .description("Voice that silence stood in for")
            .register(registry);
    dropped =
        Counter.builder("visavis.voice.dropped.seconds")
            .description("Voice that came too late or did not fit")
            .register(registry);
  }

  /** A conversation was created. */
  public void begun() {
    begun.increment();
  }

  /** A conversation ended. */
  public void ended(Ending why) {
    ended[why.ordinal()].increment();
  }

  /** Something of a conversation failed. */
  public void failed(Failure failure) {
    failures.failed(failure);
  }

  /** Samples at 48 kHz that silence stood in for. */
  public void concealed(long samples) {
    concealed.increment(samples / RATE);
  }

  /** Samples at 48 kHz that were dropped. */
  public void voiceDropped(long samples) {
    dropped.increment(samples / RATE);
  }
}
