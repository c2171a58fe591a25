package io.visavis.server.conversation;

import io.visavis.server.security.Secret;
import org.jspecify.annotations.Nullable;

/**
 * One who takes part: secrets, settings, who gives the voice and how many watch. Guarded by the
 * conversation's lock, but for the reservation, which has its own.
 */
public final class Participant {
  private final Settings initial;
  final Reservation reservation;
  private final Secret publishSecret = Secret.random();
  private final Secret watchSecret = Secret.random();
  private volatile Settings settings;
  @Nullable Publication publication;
  int viewers;
  boolean vanished;
  long leftAt;

  Participant(Settings settings, Reservation reservation) {
    this.initial = settings;
    this.reservation = reservation;
    this.settings = settings;
  }

  /** The id in its conversation. */
  public String id() {
    return initial.id();
  }

  /** As it was created. */
  Settings initial() {
    return initial;
  }

  /** As it is now. */
  public Settings settings() {
    return settings;
  }

  void settings(Settings next) {
    settings = next;
  }

  /** Lets one give this participant's voice, motion and controls. */
  public Secret publishSecret() {
    return publishSecret;
  }

  /** Lets one watch this participant's portrayal. */
  public Secret watchSecret() {
    return watchSecret;
  }
}
