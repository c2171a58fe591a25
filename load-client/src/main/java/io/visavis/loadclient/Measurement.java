package io.visavis.loadclient;

import java.util.List;
import java.util.Map;

/**
 * What a load of so many sessions was like over a time.
 *
 * @param sessions conversations there were
 * @param seconds measured
 * @param seen what came of each portrayal
 * @param delay of all portrayals
 * @param stages milliseconds of a frame in each stage, from the server's timing messages
 * @param events what the server reported, by kind
 * @param senderLag how late the client itself was with its voices, milliseconds
 * @param failures conversations that broke off, one sentence each
 */
record Measurement(
    int sessions,
    double seconds,
    List<Seen> seen,
    Delay delay,
    Map<String, Spread> stages,
    Map<String, Integer> events,
    Use use,
    Spread senderLag,
    List<String> failures) {

  private static final int FPS = 25;

  /** Frames that should have come. */
  long framesExpected() {
    return Math.round(FPS * seconds * seen.size());
  }

  /** Frames that came. */
  long framesReceived() {
    return seen.stream().mapToLong(Seen::framesReceived).sum();
  }
}
