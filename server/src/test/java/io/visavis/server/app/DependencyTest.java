package io.visavis.server.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;

/** The dependency column of the house. */
@AnalyzeClasses(packages = "io.visavis", importOptions = ImportOption.DoNotIncludeTests.class)
final class DependencyTest {
  @ArchTest
  static final ArchRule AVATAR =
      only("avatar", "render", "cuda", "inference", "media", "server", "proto");

  @ArchTest
  static final ArchRule RENDER = only("render", "cuda", "inference", "media", "server", "proto");

  @ArchTest static final ArchRule CUDA = only("cuda", "inference", "media", "server", "proto");

  @ArchTest
  static final ArchRule INFERENCE = only("inference", "render", "cuda", "media", "server", "proto");

  @ArchTest
  static final ArchRule MEDIA =
      only("media", "avatar", "render", "cuda", "inference", "server", "proto");

  @ArchTest
  static final ArchRule LANES =
      noClasses()
          .that()
          .resideInAnyPackage("io.visavis.server.lane..", "io.visavis.server.voice..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.linecorp..",
              "io.grpc..",
              "io.visavis.proto..",
              "io.visavis.server.rest..",
              "io.visavis.server.grpc..",
              "io.visavis.server.whip..",
              "io.visavis.server.conversation..")
          .because("a lane knows nothing of transports");

  /** Tokens and the age of what was measured go by the calendar; nothing else notices its clock. */
  @ArchTest
  static final ArchRule WALL_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage("io.visavis.server..", "io.visavis.media..", "io.visavis.inference..")
          .and()
          .doNotHaveSimpleName("VisavisServer")
          .and()
          .doNotHaveSimpleName("TokenCommand")
          .and()
          .doNotHaveSimpleName("CalibrationCache")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(InstantSource.class, "system")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .orShould()
          .callConstructor(Date.class)
          .because("conversations run on the monotonic clock");

  /** Reading a page of a file that was cut off ends a process (SIGBUS). */
  @ArchTest
  static final ArchRule NO_MAPPED_FILES =
      noClasses()
          .that()
          .doNotHaveSimpleName("PickleFile") // read by a tool that imports heads
          .should()
          .callMethod(FileChannel.class, "map", FileChannel.MapMode.class, long.class, long.class)
          .because("the file may be replaced while the server runs");

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching("io.visavis.(*)..").should().beFreeOfCycles();

  private static ArchRule only(String module, String... others) {
    String[] packages = new String[others.length];
    for (int i = 0; i < others.length; i++) {
      packages[i] = "io.visavis." + others[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage("io.visavis." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }
}
