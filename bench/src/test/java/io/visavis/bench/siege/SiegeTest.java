package io.visavis.bench.siege;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import io.visavis.server.security.Grants;
import io.visavis.server.security.TokenAlgorithm;
import io.visavis.server.security.TokenKeys;
import io.visavis.server.security.TokenMint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand hostile requests against a server with four conversations that are watched: quiet
 * and hostile times in turns, in one run. Takes a quarter of an hour; nothing else should run
 * meanwhile. A machine without room for four at 512 pixels says so: {@code -Dsiege.size=256}.
 */
@Tag("long")
final class SiegeTest {
  private static final String SECRET = "an issuer's secret of more than 32 bytes";
  private static final String KEY = "the key of those who talk";
  private static final String CREATE = "/v1/conversations";

  private static final int CONVERSATIONS = 4;
  private static final int PAIRS = 6;
  private static final int HOSTILE = 10_000;
  private static final int SECONDS = Integer.getInteger("siege.seconds", 60);
  private static final int SIZE = Integer.getInteger("siege.size", 512);
  private static final int SETTLING_SECONDS = 60;

  @TempDir private Path directory;

  private final Queue<Answer> outside = new ConcurrentLinkedQueue<>();
  private final Queue<Answer> inside = new ConcurrentLinkedQueue<>();

  @Test
  void shouldKeepFourConversationsOnTimeAmongTenThousandHostileRequests() throws Exception {
    Path config = directory.resolve("siege.conf");
    Files.writeString(
        config,
        "visavis { listen.port = 0, shutdown.drain = 0 s, life.unjoined = 1 h, life.empty = 1 h, picture.size = %d }"
            .formatted(SIZE));
    try (ChildJvm server =
        new ChildJvm(
            io.visavis.server.cli.Main.class,
            ChildJvm.SERVER,
            directory.resolve("server.log"),
            Map.of("VISAVIS_TOKEN_SECRET", SECRET, "VISAVIS_API_KEY", KEY),
            "serve",
            "--config",
            config.toString())) {
      int port = Integer.parseInt(server.await("open http://localhost:"));
      int seconds = (2 * PAIRS + 1) * SECONDS + SETTLING_SECONDS;
      try (Sender sender = new Sender(port);
          ChildJvm people =
              new ChildJvm(
                  io.visavis.loadclient.Main.class,
                  List.of(),
                  directory.resolve("people.log"),
                  Map.of("VISAVIS_API_KEY", KEY),
                  "--target=127.0.0.1:" + port,
                  "--sessions=" + CONVERSATIONS,
                  "--people=1",
                  "--warm-up=" + SETTLING_SECONDS,
                  "--seconds=" + seconds)) {
        TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
        stepBack();
        Seat eve = seat(sender);
        Offers offers = Offers.make();
        List<Lateness> quiet = new ArrayList<>();
        List<Lateness> besieged = new ArrayList<>();
        // Once unmeasured: the server's compiler has to see such requests first.
        siege(sender, eve, offers, PAIRS);
        for (int pair = 0; pair < PAIRS; pair++) {
          Lateness begun = lateness(sender);
          TimeUnit.SECONDS.sleep(SECONDS);
          Lateness before = lateness(sender);
          siege(sender, eve, offers, pair);
          quiet.add(before.since(begun));
          besieged.add(lateness(sender).since(before));
        }
        print(quiet, besieged);
        assertThat(people.end()).as(people.said()).isZero();
        assertOutside();
        assertInside(server.said());
        assertOnTime(quiet, besieged);
      }
    }
  }

  /**
   * Those who attack are elsewhere and have cores of their own; here they get what others leave,
   * and the server has the work that they make. Threads to come inherit it.
   */
  private static void stepBack() throws Exception {
    List<String> renice = new ArrayList<>(List.of("renice", "-n", "19", "-p"));
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      threads.forEach(thread -> renice.add(thread.getFileName().toString()));
    }
    new ProcessBuilder(renice).redirectErrorStream(true).start().waitFor();
  }

  /** A conversation of two that take motion alone, and a token for one of them. */
  private static Seat seat(Sender sender) throws IOException {
    String two =
        "{\"participants\":[{\"id\":\"eve\",\"motionOnly\":true},{\"id\":\"mal\",\"motionOnly\":true}]}";
    AggregatedHttpResponse r = sender.http("POST", CREATE, KEY, "application/json", two);
    assertThat(r.status().code()).as(r.contentUtf8()).isEqualTo(201);
    JsonNode created = new ObjectMapper().readTree(r.contentUtf8());
    String id = created.at("/conversation").asText();
    String token =
        new TokenMint(TokenAlgorithm.HS256, TokenKeys.secret(SECRET), InstantSource.system())
            .mint(
                new Grants(false, List.of(new Grants.Join(id, "eve", true, true))),
                Duration.ofHours(1),
                "",
                "");
    return new Seat(id, "eve", token);
  }

  private static Lateness lateness(Sender sender) {
    return Lateness.of(sender.http("GET", "/metrics", "", "", "").contentUtf8());
  }

  /** A share of all, evenly over its time. */
  private void siege(Sender sender, Seat seat, Offers offers, int pair) throws Exception {
    Stranger stranger = new Stranger(sender, seat, offers);
    Guest guest = new Guest(sender, seat, offers);
    int count = 2 * (HOSTILE / PAIRS / 2 + 1);
    long begun = System.nanoTime();
    List<Future<Boolean>> sent = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        long due = begun + i * TimeUnit.SECONDS.toNanos(SECONDS) / count;
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        SplittableRandom random = new SplittableRandom(1_000_003L * pair + i);
        sent.add(
            i % 2 == 0
                ? threads.submit(() -> inside.add(guest.tries(random)))
                : threads.submit(() -> outside.add(stranger.tries(random))));
      }
    }
    for (Future<Boolean> answer : sent) {
      assertThat(answer.get()).isTrue();
    }
  }

  private void print(List<Lateness> quiet, List<Lateness> besieged) {
    System.out.println("| quiet: late, voice to video | hostile: late, voice to video |");
    for (int i = 0; i < quiet.size(); i++) {
      Lateness q = quiet.get(i);
      Lateness b = besieged.get(i);
      System.out.printf(
          "| %.2f%%, %.0f ms | %.2f%%, %.0f ms |%n",
          q.percent(), q.millis(), b.percent(), b.millis());
    }
    System.out.println("without a token: " + counted(outside));
    System.out.println("with a token: " + counted(inside));
  }

  private static Map<String, Integer> counted(Queue<Answer> answers) {
    Map<String, Integer> counts = new TreeMap<>();
    answers.forEach(a -> counts.merge(a.what() + " " + a.status(), 1, Integer::sum));
    return counts;
  }

  private void assertOutside() {
    assertThat(outside).hasSizeGreaterThanOrEqualTo(HOSTILE / 2);
    assertThat(outside).filteredOn(Answer::taken).as("let in without a token").isEmpty();
    assertThat(outside).filteredOn(Answer::broke).isEmpty();
  }

  private void assertInside(String log) {
    assertThat(inside).hasSizeGreaterThanOrEqualTo(HOSTILE / 2);
    assertThat(inside).filteredOn(Answer::broke).isEmpty();
    assertThat(log).doesNotContain("Exception");
  }

  /** No farther from the quiet times than these are from each other, or by a picture. */
  private static void assertOnTime(List<Lateness> quiet, List<Lateness> besieged) {
    DoubleSummaryStatistics own = late(quiet);
    double picture = 100 / quiet.getFirst().pictures();
    assertThat(late(besieged).getAverage() - own.getAverage())
        .as("late pictures in a hundred, more than in quiet")
        .isLessThanOrEqualTo(Math.max(picture, own.getMax() - own.getMin()));
  }

  private static DoubleSummaryStatistics late(List<Lateness> all) {
    return all.stream().mapToDouble(Lateness::percent).summaryStatistics();
  }
}
