package io.visavis.loadclient;

import org.jspecify.annotations.Nullable;

/**
 * What to run.
 *
 * @param sessions conversations; with a limit, the most that are tried
 * @param people participants of each, 1 or 2
 * @param receive what is taken back
 * @param watched portrayals of each conversation that are taken back, 0 to {@code people}
 * @param rampUp seconds over which conversations start evenly
 * @param warmUp seconds that are not measured; with a limit, after each added session
 * @param seconds measured
 * @param motion whether each participant sends its facial motion
 * @param controls whether emotion and relation change
 * @param packetMillis voice in a packet, 10 or 20
 * @param limit adds sessions until this breaks; null runs all sessions at once
 */
record Plan(
    int sessions,
    int people,
    Receive receive,
    int watched,
    int rampUp,
    int warmUp,
    int seconds,
    boolean motion,
    boolean controls,
    int packetMillis,
    @Nullable Limit limit) {

  /** Whether pictures are watched, and so WebRTC is needed. */
  boolean pictures() {
    return receive == Receive.PICTURES && watched > 0;
  }
}
