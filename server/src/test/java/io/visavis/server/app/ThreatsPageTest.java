package io.visavis.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of threats and of faults name tests that there are. */
final class ThreatsPageTest {
  private static final Pattern NAMED = Pattern.compile("`(\\w*Test)?\\.(should\\w+)`");

  @ParameterizedTest
  @ValueSource(strings = {"docs/threats.md", "docs/faults.md"})
  void shouldNameTestsThatThereAre(String page) throws IOException {
    Path root = Path.of("..").toAbsolutePath().normalize();
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (String row : Files.readAllLines(root.resolve(page))) {
      String test = "";
      for (MatchResult m : NAMED.matcher(row).results().toList()) {
        test = m.group(1) == null ? test : m.group(1); // the one before, where none is named
        named++;
        if (!source(root, test).contains(" void " + m.group(2) + "(")) {
          missing.add(test + "." + m.group(2));
        }
      }
    }
    assertThat(named).isPositive();
    assertThat(missing).isEmpty();
  }

  private static String source(Path root, String test) throws IOException {
    try (Stream<Path> modules = Files.list(root)) {
      for (Path module : modules.map(m -> m.resolve("src/test/java")).toList()) {
        if (Files.isDirectory(module)) {
          try (Stream<Path> files = Files.walk(module)) {
            List<Path> found = files.filter(f -> f.endsWith(test + ".java")).toList();
            if (!found.isEmpty()) {
              return Files.readString(found.getFirst());
            }
          }
        }
      }
    }
    return "";
  }
}
