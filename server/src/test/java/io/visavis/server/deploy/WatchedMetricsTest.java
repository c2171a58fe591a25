package io.visavis.server.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.visavis.server.testing.House;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What alerts and dashboard ask for is what a running server says: names, tags and their words. */
final class WatchedMetricsTest {
  private static final Path DEPLOY = Path.of("..", "deploy");

  /** A selector of ours, and its matchers. Rules that we record have colons in their names. */
  private static final Pattern SELECTOR =
      Pattern.compile("(?<![\\w:])(visavis_\\w+|process_\\w+|jvm_\\w+|system_\\w+)(\\{[^}]*})?");

  private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|!~|!=|=)\"([^\"]*)\"");
  private static final Pattern GROUPED = Pattern.compile("\\b(?:by|without) \\(([^)]*)\\)");

  /** What Prometheus adds itself. */
  private static final Set<String> SCRAPED_BY = Set.of("instance", "job", "le");

  /** The series of a server: name, then tag, then the words that it has. */
  private static final Map<String, Map<String, Set<String>>> EXPOSED = new TreeMap<>();

  @BeforeAll
  static void scrape() throws Exception {
    try (House house = new House("", Map.of())) {
      for (String line : house.send("GET", "/metrics", "", "").body().lines().toList()) {
        if (!line.startsWith("#")) {
          String name = line.replaceFirst("[{ ].*", "");
          Map<String, Set<String>> tags = EXPOSED.computeIfAbsent(name, n -> new TreeMap<>());
          MATCHER
              .matcher(line)
              .results()
              .forEach(m -> tags.computeIfAbsent(m.group(1), t -> new TreeSet<>()).add(m.group(3)));
        }
      }
    }
  }

  @Test
  void shouldAlertOnWhatTheServerSays() throws IOException {
    JsonNode rules =
        new ObjectMapper(new YAMLFactory())
            .readTree(DEPLOY.resolve("prometheus/alerts.yml").toFile());
    Set<String> expressions = new TreeSet<>(rules.findValuesAsText("expr"));
    assertThat(expressions).hasSizeGreaterThan(10);
    expressions.forEach(WatchedMetricsTest::assertExposed);
  }

  @Test
  void shouldDrawWhatTheServerSays() throws IOException {
    JsonNode dashboard =
        new ObjectMapper().readTree(DEPLOY.resolve("grafana/dashboards/visavis.json").toFile());
    Set<String> recorded =
        new TreeSet<>(
            new ObjectMapper(new YAMLFactory())
                .readTree(DEPLOY.resolve("prometheus/alerts.yml").toFile())
                .findValuesAsText("record"));
    for (JsonNode panel : dashboard.get("panels")) {
      assertThat(panel.get("targets")).as(panel.get("title").asText()).isNotEmpty();
      for (JsonNode target : panel.get("targets")) {
        String expression = target.get("expr").asText();
        assertExposed(expression);
        assertLegend(expression, target.get("legendFormat").asText());
        assertThat(recorded)
            .as(expression)
            .containsAll(
                Pattern.compile("visavis:[\\w:]+")
                    .matcher(expression)
                    .results()
                    .map(MatchResult::group)
                    .toList());
      }
    }
    String variable = dashboard.at("/templating/list/0/definition").asText();
    assertThat(EXPOSED).containsKey(variable.replaceAll("label_values\\((\\w+),.*", "$1"));
  }

  private static void assertExposed(String expression) {
    Set<String> tags = new TreeSet<>(SCRAPED_BY);
    for (MatchResult selector : SELECTOR.matcher(expression).results().toList()) {
      String name = selector.group(1);
      assertThat(EXPOSED).as("in %s", expression).containsKey(name);
      Map<String, Set<String>> known = EXPOSED.getOrDefault(name, Map.of());
      tags.addAll(known.keySet());
      for (MatchResult matcher :
          MATCHER.matcher(String.valueOf(selector.group(2))).results().toList()) {
        String tag = matcher.group(1);
        if (SCRAPED_BY.contains(tag)) {
          continue;
        }
        assertThat(known).as("tags of %s in %s", name, expression).containsKey(tag);
        assertThat(known.getOrDefault(tag, Set.of()))
            .as("words of %s of %s", tag, name)
            .containsAll(Arrays.asList(matcher.group(3).split("\\|")));
      }
    }
    for (MatchResult grouped : GROUPED.matcher(expression).results().toList()) {
      assertThat(tags).as(expression).containsAll(words(grouped.group(1)));
    }
  }

  private static void assertLegend(String expression, String legend) {
    Set<String> tags = new TreeSet<>(SCRAPED_BY);
    SELECTOR
        .matcher(expression)
        .results()
        .forEach(m -> tags.addAll(EXPOSED.getOrDefault(m.group(1), Map.of()).keySet()));
    Set<String> shown =
        Pattern.compile("\\{\\{(\\w+)}}")
            .matcher(legend)
            .results()
            .map(m -> m.group(1))
            .collect(Collectors.toSet());
    assertThat(tags).as(expression).containsAll(shown);
  }

  private static Set<String> words(String list) {
    return Arrays.stream(list.split(",")).map(String::strip).collect(Collectors.toSet());
  }
}
