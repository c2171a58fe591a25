package io.visavis.server.conversation;

import io.visavis.server.Refusal;
import io.visavis.server.lane.PictureFormat;
import java.util.HashMap;
import java.util.Map;

/**
 * What one portrayal takes of the machine. It sets aside a picture and a viewer from its creation
 * on, unless it is for motion only, so that whoever may create may also watch; what is watched on
 * top of that is taken when it comes. Any thread.
 */
final class Reservation {
  private final Admission admission;
  private final boolean motionOnly;
  private final Map<PictureFormat, Integer> watched = new HashMap<>();
  private String avatar;
  private int encodings;
  private long held;
  private boolean open = true;

  /** A reservation whose {@link #held} somebody has yet to take. */
  Reservation(Admission admission, Settings settings) {
    this.admission = admission;
    this.motionOnly = settings.motionOnly();
    this.avatar = settings.avatar();
    this.held = cost();
  }

  /** What it takes now. */
  synchronized long held() {
    return held;
  }

  /**
   * Somebody watches that format; {@code viewers} encodings of it.
   *
   * @throws Refusal BUSY if it does not fit, INVALID if the portrayal is for motion only
   */
  synchronized void watch(PictureFormat format, int viewers) {
    if (motionOnly) {
      throw Refusal.invalid(
          "This participant was created for motion only, so there are no pictures of it; create the"
              + " conversation without motion_only to watch.");
    }
    watched.merge(format, 1, Integer::sum);
    encodings += viewers;
    try {
      settle(false);
    } catch (Refusal full) {
      leave(format, viewers);
      throw full;
    }
  }

  /** Ends {@link #watch}. */
  synchronized void unwatch(PictureFormat format, int viewers) {
    leave(format, viewers);
    settle(true);
  }

  private void leave(PictureFormat format, int viewers) {
    watched.computeIfPresent(format, (f, n) -> n == 1 ? null : n - 1);
    encodings -= viewers;
  }

  /**
   * Shows another avatar.
   *
   * @throws Refusal BUSY if it does not fit
   */
  synchronized void show(String name) {
    String before = avatar;
    avatar = name;
    try {
      settle(false);
    } catch (Refusal full) {
      avatar = before;
      throw full;
    }
  }

  /** Shows an avatar that it has shown before, whether it fits or not. */
  synchronized void showAgain(String name) {
    avatar = name;
    settle(true);
  }

  /** Gives everything back. */
  synchronized void close() {
    open = false;
    admission.charge(-held);
    held = 0;
  }

  private void settle(boolean atAnyRate) {
    if (!open) {
      return;
    }
    long more = cost() - held;
    if (atAnyRate || more <= 0) {
      admission.charge(more);
    } else if (!admission.take(more)) {
      throw admission.full(more);
    }
    held += more;
  }

  private long cost() {
    Prices prices = admission.prices();
    if (motionOnly) {
      return prices.move();
    }
    long pictures = 0;
    for (PictureFormat format : watched.keySet()) {
      pictures += prices.picture(avatar, format);
    }
    return Math.max(
        prices.watched(avatar), prices.move() + pictures + encodings * prices.encoding());
  }
}
