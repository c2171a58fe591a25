package io.visavis.loadclient;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that make a {@link Plan}, and what is wrong with them. */
final class PlanOptions {
  private static final int MOST_SESSIONS = 1_000;

  @Option(
      names = "--sessions",
      paramLabel = "N",
      description = "conversations (2); with --find-max, the most to try (1000)")
  private @Nullable Integer sessions;

  @Option(
      names = "--people",
      defaultValue = "2",
      paramLabel = "1|2",
      description = "participants of a conversation (${DEFAULT-VALUE})")
  private int people;

  @Option(
      names = "--receive",
      defaultValue = "pictures",
      paramLabel = "pictures|motion",
      description = "pictures over WebRTC, or motion frames over gRPC (${DEFAULT-VALUE})")
  private String receive;

  @Option(
      names = "--watch",
      paramLabel = "0..2",
      description = "portrayals of a conversation watched over WebRTC (all)")
  private @Nullable Integer watch;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "how long to measure (60); with --find-max, at each number of sessions (20)")
  private @Nullable Integer seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "5",
      paramLabel = "S",
      description =
          "how long to run before that (${DEFAULT-VALUE}); with --find-max, after each session")
  private int warmUp;

  @Option(
      names = "--ramp-up",
      defaultValue = "0",
      paramLabel = "S",
      description = "start the sessions evenly over this time (one after the other, at once)")
  private int rampUp;

  @Option(names = "--no-motion", description = "participants send no facial motion")
  private boolean noMotion;

  @Option(names = "--no-controls", description = "emotion and relation stay as they are")
  private boolean noControls;

  @Option(
      names = "--packet",
      defaultValue = "20",
      paramLabel = "10|20",
      description =
          "milliseconds of voice in a packet (${DEFAULT-VALUE}); with 10 the face is up to 10 ms"
              + " nearer to the voice, for twice as many messages")
  private int packet;

  @Option(
      names = "--find-max",
      description = "add one session after the other until a limit breaks or the server refuses")
  private boolean findMax;

  @Option(
      names = "--limit-late",
      paramLabel = "PERCENT",
      description = "most late frames with --find-max (1)")
  private @Nullable Double limitLate;

  @Option(
      names = "--limit-p95",
      paramLabel = "MS",
      description = "most p95 of voice to face with --find-max (120 pictures, 100 motion)")
  private @Nullable Double limitP95;

  /**
   * The plan.
   *
   * @throws LoadException for options that are out of range or do not go together
   */
  Plan plan() throws LoadException {
    within("--people", people, 1, 2);
    if (packet != 10 && packet != 20) {
      throw new LoadException("--packet " + packet + " is neither 10 nor 20.");
    }
    Receive what = what();
    int most = findMax ? MOST_SESSIONS : 2;
    Plan plan =
        new Plan(
            within("--sessions", sessions == null ? most : sessions, 1, MOST_SESSIONS),
            people,
            what,
            watched(what),
            within("--ramp-up", rampUp, 0, 86_400),
            within("--warm-up", warmUp, 0, 3_600),
            within("--seconds", seconds == null ? (findMax ? 20 : 60) : seconds, 1, 86_400),
            !noMotion,
            !noControls,
            packet,
            limit(what));
    if (findMax && rampUp > 0) {
      throw new LoadException(
          "--ramp-up and --find-max do not go together: --find-max adds one session after the"
              + " other, --warm-up apart.");
    }
    if (findMax && plan.watched() == 0) {
      throw new LoadException(
          "--find-max has nothing to measure with --watch 0; watch 1 or more, or receive motion.");
    }
    return plan;
  }

  private Receive what() throws LoadException {
    return switch (receive) {
      case "pictures" -> Receive.PICTURES;
      case "motion" -> Receive.MOTION;
      default ->
          throw new LoadException(
              "--receive '" + receive + "' is neither of 'pictures' and 'motion'.");
    };
  }

  private int watched(Receive what) throws LoadException {
    if (watch == null) {
      return people;
    }
    if (what == Receive.MOTION) {
      throw new LoadException(
          "--watch counts viewers over WebRTC, and --receive motion has none; leave --watch out.");
    }
    if (watch > people && people == 1) {
      throw new LoadException(
          "--watch " + watch + " is more than the one participant of --people 1.");
    }
    return within("--watch", watch, 0, people);
  }

  private @Nullable Limit limit(Receive what) throws LoadException {
    if (!findMax) {
      if (limitLate != null || limitP95 != null) {
        throw new LoadException("--limit-late and --limit-p95 are limits of --find-max; add it.");
      }
      return null;
    }
    double late = limitLate == null ? 1 : limitLate;
    double p95 = limitP95 == null ? (what == Receive.MOTION ? 100 : 120) : limitP95;
    if (!(late >= 0 && late <= 100)) {
      throw new LoadException("--limit-late " + late + " is outside of 0 to 100.");
    }
    if (!(p95 >= 1 && p95 <= 10_000)) {
      throw new LoadException("--limit-p95 " + p95 + " is outside of 1 to 10000.");
    }
    return new Limit(late, p95);
  }

  private static int within(String option, int value, int low, int high) throws LoadException {
    if (value < low || value > high) {
      throw new LoadException(option + " " + value + " is outside of " + low + " to " + high + ".");
    }
    return value;
  }
}
