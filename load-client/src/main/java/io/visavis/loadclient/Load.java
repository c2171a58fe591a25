package io.visavis.loadclient;

import io.visavis.media.webrtc.PeerException;
import io.visavis.media.webrtc.WebRtc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Runs conversations against a server, in real time, and measures. */
final class Load {
  private static final long PIECE_NANOS = 20_000_000;
  private static final List<String> STAGES =
      List.of(
          "listen", "hear", "move", "correct", "pose", "splat", "inpaint", "convert", "handover");

  private final Target target;
  private final @Nullable String apiKey;
  private final List<Speech> speech;
  private final Map<String, Samples> stages = Session.shared();
  private final Map<String, Integer> events = Session.shared();

  Load(Target target, @Nullable String apiKey, List<Speech> speech) {
    this.target = target;
    this.apiKey = apiKey;
    this.speech = speech;
  }

  /**
   * Runs.
   *
   * @param sessions conversations
   * @param watched portrayals watched of each, 1 or 2
   * @param warmUp seconds that are not measured
   * @param seconds measured
   */
  Report run(int sessions, int watched, int warmUp, int seconds)
      throws LoadException, InterruptedException {
    WebRtc rtc = WebRtc.open();
    List<Session> open = new ArrayList<>();
    Talker talker = new Talker();
    Thread thread = Thread.ofPlatform().name("voices").daemon().start(talker);
    try {
      for (int i = 0; i < sessions; i++) {
        Session s = new Session(rtc, target, apiKey, i, watched, stages, events);
        open.add(s);
        talker.add(s);
      }
      Thread.sleep(1_000L * warmUp);
      return measure(open, seconds);
    } catch (PeerException e) {
      throw new LoadException(String.valueOf(e.getMessage()));
    } finally {
      talker.running = false;
      thread.join();
      open.forEach(Session::close);
    }
  }

  private Report measure(List<Session> open, int seconds) throws InterruptedException {
    ServerMetrics metrics = ServerMetrics.of(target);
    Machine machine = Machine.now();
    open.forEach(Session::begin);
    Thread.sleep(1_000L * seconds);
    Machine after = Machine.now();
    double measured = (after.wallNanos() - machine.wallNanos()) / 1e9;
    List<Report.Seen> seen = open.stream().flatMap(s -> s.end(measured).stream()).toList();
    Map<String, Samples.Spread> spreads = new LinkedHashMap<>();
    for (String stage : STAGES) {
      Samples s = stages.get(stage);
      if (s != null) {
        spreads.put(stage, s.spread());
      }
    }
    return new Report(
        target.url(),
        open.size(),
        measured,
        seen,
        ServerMetrics.of(target).since(metrics),
        spreads,
        Map.copyOf(events),
        after.since(machine),
        open.stream().map(Session::failure).filter(Objects::nonNull).toList());
  }

  /** Speaks for everybody, 20 ms at a time; each conversation begins where its clip begins. */
  private final class Talker implements Runnable {
    private final List<Session> sessions = new ArrayList<>();
    private final List<Long> spoken = new ArrayList<>();
    private volatile boolean running = true;

    synchronized void add(Session s) {
      sessions.add(s);
      spoken.add(0L);
    }

    @Override
    public void run() {
      long next = System.nanoTime();
      while (running) {
        speak();
        next += PIECE_NANOS;
        for (long d = next - System.nanoTime(); d > 0; d = next - System.nanoTime()) {
          LockSupport.parkNanos(d);
        }
      }
    }

    private synchronized void speak() {
      for (int i = 0; i < sessions.size(); i++) {
        long piece = spoken.get(i);
        sessions.get(i).speak(piece, speech);
        spoken.set(i, piece + 1);
      }
    }
  }
}
