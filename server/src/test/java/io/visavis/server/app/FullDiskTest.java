package io.visavis.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.visavis.proto.v1.Event;
import io.visavis.server.conversation.Conversations.VoiceTaps;
import io.visavis.server.lane.VoiceTap;
import io.visavis.server.testing.House;
import io.visavis.server.testing.JoinedStream;
import io.visavis.server.testing.ServerProcess;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Files that cannot be written: they are missing then, and nothing else is. */
@Timeout(150)
final class FullDiskTest {
  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path folder;

  private final Logger logger = (Logger) LoggerFactory.getLogger(VoiceDump.class);
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();

  @BeforeEach
  void listen() {
    said.start();
    logger.addAppender(said);
  }

  @AfterEach
  void close() {
    logger.detachAppender(said);
  }

  @Test
  void shouldConverseWithoutADumpWhereItsFolderHasVanished() throws Exception {
    Path dumps = Files.createDirectory(folder.resolve("dumps"));
    String hocon = "visavis.voice.dump-directory = \"%s\"".formatted(dumps);
    try (House house = new House(hocon, Map.of())) {
      JoinedStream first = new JoinedStream(house.url());
      assertThat(dumps).isNotEmptyDirectory();
      try (var files = Files.list(dumps)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(dumps);
      JoinedStream second = new JoinedStream(house.url());
      JoinedStream third = new JoinedStream(house.url());
      for (JoinedStream stream : List.of(first, second, third)) {
        stream.motion();
      }
    }
    assertThat(said.list).as("one sentence for all").hasSize(1);
    assertThat(said.list.getFirst().getFormattedMessage()).contains(dumps.toString());
  }

  @Test
  void shouldSayAgainThatItCannotWriteOnceItCould() throws Exception {
    VoiceTaps taps = VoiceDump.taps(folder);
    Path inTheWay = Files.createDirectory(folder.resolve("c-ann.wav"));
    for (int i = 0; i < 3; i++) {
      assertThat(taps.of("c", "ann")).isNull();
    }
    assertThat(said.list).hasSize(1);
    Files.delete(inTheWay);
    VoiceTap good = Objects.requireNonNull(taps.of("c", "ann"));
    good.samples(new float[1_920], 0, 1_920);
    good.end();
    assertThat(Files.size(folder.resolve("c-ann.wav"))).isEqualTo(44 + 4 * 1_920);
    assertThat(said.list).hasSize(1);
    Files.delete(folder.resolve("c-ann.wav"));
    Files.createDirectory(folder.resolve("c-ann.wav"));
    assertThat(taps.of("c", "ann")).isNull();
    assertThat(said.list).hasSize(2);
  }

  @Test
  void shouldLeaveNoFileOpenWhereADiskIsFull() throws Exception {
    assumeTrue(Files.exists(FULL), "this system has no /dev/full");
    Files.createSymbolicLink(folder.resolve("c-ann.wav"), FULL);
    assertThat(VoiceDump.taps(folder).of("c", "ann")).isNull();
    assertThat(said.list).hasSize(1);
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      assertThat(open.map(FullDiskTest::target)).doesNotContain(FULL.toString());
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (java.io.IOException e) {
      return ""; // closed meanwhile
    }
  }

  /** A picture of an avatar is encoded in memory, wherever temporary files go. */
  @Test
  void shouldShowAnAvatarWhereThereIsNoRoomForTemporaryFiles() throws Exception {
    File before = ImageIO.getCacheDirectory();
    Path gone = Files.createDirectory(folder.resolve("tmp"));
    ImageIO.setUseCache(true);
    ImageIO.setCacheDirectory(gone.toFile());
    Files.delete(gone);
    try (House house = new House("", Map.of())) {
      assertThat(house.send("GET", "/v1/avatars/mira/picture.png", "", "").statusCode())
          .isEqualTo(200);
    } finally {
      ImageIO.setCacheDirectory(before);
    }
  }

  /**
   * The library of voices is unpacked into a temporary file, at the start rather than in a lane.
   */
  @Test
  @Tag("long")
  void shouldHearVoicesThoughTheTemporaryFolderHasVanished() throws Exception {
    Path tmp = Files.createDirectory(folder.resolve("tmp"));
    try (ServerProcess server =
        new ServerProcess(folder, "", Map.of(), "-Djava.io.tmpdir=" + tmp)) {
      JoinedStream stream = new JoinedStream(server.url());
      try (var files = Files.walk(tmp)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
      stream.speakOpus();
      stream.event(Event.Kind.VOICE_BACK);
      assertThat(server.send("GET", "/livez", "", "").statusCode()).isEqualTo(200);
    }
  }

  /** The disk fills up in mid-conversation: no file may become larger than 300 kB. */
  @Test
  @Tag("long")
  void shouldGoOnWhenTheDiskFillsUp() throws Exception {
    Path dumps = Files.createDirectory(folder.resolve("dumps"));
    String hocon = "visavis.voice.dump-directory = \"%s\"".formatted(dumps);
    try (ServerProcess server = new ServerProcess(folder, hocon, Map.of())) {
      server.url();
      server.limitFiles(300_000);
      JoinedStream first = new JoinedStream(server.url());
      JoinedStream second = new JoinedStream(server.url());
      for (int i = 0; i < 100; i++) { // 4 s: 768 kB of voice each
        first.motion();
        second.motion();
      }
      assertThat(server.log()).containsOnlyOnce("written no further").doesNotContain("Exception");
      for (JoinedStream stream : List.of(first, second)) {
        String path = "/v1/conversations/" + stream.conversation();
        assertThat(server.send("DELETE", path, stream.secret(), "").statusCode()).isEqualTo(204);
      }
      assertThat(server.send("GET", "/livez", "", "").statusCode()).isEqualTo(200);
    }
  }
}
