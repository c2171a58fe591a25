package io.visavis.loadclient;

import io.visavis.media.webrtc.PeerException;
import io.visavis.media.webrtc.WebRtc;
import io.visavis.proto.v1.CreateResponse;
import io.visavis.proto.v1.Upstream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The sessions that run, and how to measure them. The main thread calls it. */
final class Crew {
  /** The server shows what was said to its end, which takes less than a second. */
  private static final long LEAVING_NANOS = 2_000_000_000;

  /** Some seconds of voice, with a change of emotion in them. */
  private static final int REHEARSED_PIECES = 1_000;

  private final Target target;
  private final @Nullable String apiKey;
  private final List<Speech> speech;
  private final Plan plan;
  private final @Nullable WebRtc rtc;
  private final List<Session> sessions = new CopyOnWriteArrayList<>();
  private final Live live = new Live();
  private final Talker talker;
  private Tally tally = new Tally();
  private ServerMetrics metrics = ServerMetrics.parse("");
  private Machine machine = Machine.now();

  Crew(Target target, @Nullable String apiKey, List<Speech> speech, Plan plan) {
    this.target = target;
    this.apiKey = apiKey;
    this.speech = speech;
    this.plan = plan;
    talker = new Talker(plan.packetMillis());
    rtc = plan.pictures() ? WebRtc.open() : null;
    rehearse();
  }

  /**
   * Runs the code that makes messages before anybody hears it. The server plays a voice by the
   * arrival of its first packet: one that is late because the code is cold makes all that follows
   * seem early, and wait.
   */
  private void rehearse() {
    Script script = new Script(0, List.of("anna", "bert").subList(0, plan.people()), speech, plan);
    for (int i = 0; i < REHEARSED_PIECES; i++) {
      for (Upstream message : script.piece(i)) {
        var _ = message.toByteArray();
      }
    }
  }

  /**
   * Starts one more session.
   *
   * @throws NoRoomException if the server has no room for it
   */
  void add() throws LoadException, InterruptedException {
    int number = sessions.size();
    CreateResponse created = Creation.create(target, apiKey, number, plan);
    try {
      Session s = new Session(target, rtc, created, number, speech, plan, live);
      sessions.add(s);
      talker.add(s, number);
    } catch (PeerException e) {
      throw new LoadException(String.valueOf(e.getMessage()));
    }
  }

  /** Sessions there are. Any thread. */
  int size() {
    return sessions.size();
  }

  /** Portrayals that are taken. Any thread. */
  int portrayals() {
    return sessions.stream().mapToInt(s -> s.viewers().size()).sum();
  }

  /** Why sessions ended early. Any thread. */
  List<String> failures() {
    return sessions.stream().map(Session::failure).filter(Objects::nonNull).toList();
  }

  /** Whether there were sessions, and all have ended. */
  boolean lost() {
    return !sessions.isEmpty() && failures().size() == sessions.size();
  }

  /** What comes, from the first session on. */
  Live live() {
    return live;
  }

  /** Measures from now on. */
  void begin() {
    tally = new Tally();
    metrics = ServerMetrics.of(target);
    talker.begin();
    machine = Machine.now();
    sessions.forEach(s -> s.begin(tally));
  }

  /** What came since. */
  Measurement end() {
    sessions.forEach(Session::stop);
    Machine now = Machine.now();
    double seconds = (now.wallNanos() - machine.wallNanos()) / 1e9;
    Spread lag = talker.lag();
    ServerMetrics then = ServerMetrics.of(target);
    List<Viewer> viewers = sessions.stream().flatMap(s -> s.viewers().stream()).toList();
    List<Seen> seen = viewers.stream().map(v -> v.seen(seconds)).toList();
    return new Measurement(
        sessions.size(),
        seconds,
        seen,
        plan.receive() == Receive.MOTION ? motion(viewers, seen) : then.since(metrics),
        tally.stages(),
        tally.events(),
        now.since(machine, then.coresSince(metrics)),
        lag,
        failures());
  }

  private static Delay motion(List<Viewer> viewers, List<Seen> seen) {
    Times sum = new Times();
    viewers.forEach(v -> v.delaysTo(sum));
    List<Delay> each = seen.stream().map(Seen::motion).filter(Objects::nonNull).toList();
    return Delay.of(
        sum,
        each.stream().mapToLong(Delay::frames).sum(),
        each.stream().mapToLong(Delay::late).sum());
  }

  /** Ends all sessions. */
  void close() throws InterruptedException {
    talker.close();
    sessions.forEach(Session::leave);
    long until = System.nanoTime() + LEAVING_NANOS;
    for (Session s : sessions) {
      s.delete(Math.max(0, (until - System.nanoTime()) / 1_000_000));
    }
    target.settle();
  }
}
