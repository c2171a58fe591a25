package io.visavis.server.security;

import io.visavis.server.lane.NanoClock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many requests each client may make: a token bucket a client, kept as the one instant at which
 * it would be full again (the generic cell rate algorithm, ITU-T I.371). Any thread.
 */
final class RequestRate {
  /** Clients that are remembered; the one that was silent longest is forgotten first. */
  private static final int CLIENTS = 20_000;

  private final NanoClock clock;
  private final long interval;
  private final long burst;
  private final Map<InetAddress, Long> fullAt =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Long> eldest) {
          return size() > CLIENTS;
        }
      };

  /**
   * A rate.
   *
   * @param perSecond requests a second in the long run
   * @param burst requests at once after a while of silence
   */
  RequestRate(NanoClock clock, int perSecond, int burst) {
    this.clock = clock;
    this.interval = 1_000_000_000L / perSecond;
    this.burst = interval * burst;
  }

  /** Takes one request of a client; the time to wait where there is none left, else zero. */
  synchronized Duration take(InetAddress client) {
    long now = clock.nanoTime();
    long full = Math.max(now, fullAt.getOrDefault(client, now)) + interval;
    long wait = full - now - burst;
    if (wait > 0) {
      return Duration.ofNanos(wait);
    }
    fullAt.put(client, full);
    return Duration.ZERO;
  }

  /** How many clients are remembered. */
  synchronized int clients() {
    return fullAt.size();
  }
}
