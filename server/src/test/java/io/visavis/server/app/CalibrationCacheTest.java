package io.visavis.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start knows of the starts before it. */
final class CalibrationCacheTest {
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;

  @Test
  void shouldKnowAtTheNextStartWhatWasMeasured() {
    CalibrationCache first = at(Duration.ZERO);
    assertThat(first.nanos("mira")).isEmpty();
    first.put("mira", 4_000_000);
    first.write();
    assertThat(at(Duration.ofDays(6)).nanos("mira")).hasValue(4_000_000);
    assertThat(at(Duration.ofDays(6)).nanos("theo")).isEmpty();
  }

  @Test
  void shouldForgetAfterAWeekHoweverOftenItWasAskedFor() {
    CalibrationCache first = at(Duration.ZERO);
    first.put("mira", 4_000_000);
    first.write();
    CalibrationCache later = at(Duration.ofDays(4));
    later.put("mira", 4_000_000);
    later.write();
    assertThat(at(Duration.ofDays(8)).nanos("mira")).isEmpty();
    assertThat(at(Duration.ofDays(-1)).nanos("mira")).as("from the future").isEmpty();
  }

  @Test
  void shouldKnowNothingOfWhatAnotherBuildMeasured() throws Exception {
    CalibrationCache first = at(Duration.ZERO);
    first.put("mira", 4_000_000);
    first.write();
    CalibrationCache other = at(Duration.ZERO, "next");
    assertThat(other.nanos("mira")).isEmpty();
    other.put("mira", 3_000_000);
    other.write();
    assertThat(at(Duration.ZERO).nanos("mira")).hasValue(4_000_000);
    assertThat(at(Duration.ZERO, "next").nanos("mira")).hasValue(3_000_000);
    // What nobody will ask for again does not pile up.
    at(Duration.ofDays(8), "last").write();
    assertThat(Files.readString(file())).doesNotContain("mira");
  }

  @Test
  void shouldBearAnyFile() throws Exception {
    for (String text :
        new String[] {"mira.b=x@1", "mira.b=5", "mira.b=-5@0", "mira.b=@", "\\u00zz", "=@="}) {
      Files.writeString(file(), text);
      assertThat(at(Duration.ZERO).nanos("mira")).as(text).isEmpty();
    }
    Files.delete(file());
    Files.createDirectory(file());
    CalibrationCache unwritable = at(Duration.ZERO);
    unwritable.put("mira", 1);
    unwritable.write();
    assertThat(unwritable.nanos("mira")).hasValue(1);
  }

  private Path file() {
    return folder.resolve("calibration.properties");
  }

  private CalibrationCache at(Duration after) {
    return at(after, "b");
  }

  private CalibrationCache at(Duration after, String build) {
    return new CalibrationCache(file(), build, Clock.fixed(THEN.plus(after), ZoneOffset.UTC));
  }
}
