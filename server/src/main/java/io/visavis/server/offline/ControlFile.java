package io.visavis.server.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.visavis.inference.Control;
import io.visavis.inference.Emotion;
import io.visavis.inference.Relation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes over time as lines of JSON: {@code
 * {"t":seconds,"emotion":{"happy":1.5},"relation":"blood,equal","identity":"name"}}, each of the
 * three where it changes; {@code "flush":true} where the voice was cut off and the mouth shuts.
 */
public final class ControlFile {
  private ControlFile() {}

  /**
   * Reads changes.
   *
   * @throws IOException with one sentence that names the line
   */
  public static List<TimedControl> read(Path file) throws IOException {
    List<TimedControl> controls = new ArrayList<>();
    try (JsonLines lines = new JsonLines(file)) {
      for (JsonNode line = lines.next(); line != null; line = lines.next()) {
        lines.allow(line, Set.of("t", "emotion", "relation", "identity", "flush"));
        double t = lines.time(line);
        try {
          if (line.has("emotion")) {
            controls.add(
                new TimedControl(t, new Control.SetEmotion(emotion(lines, line.get("emotion")))));
          }
          if (line.has("relation")) {
            controls.add(
                new TimedControl(
                    t, new Control.SetRelation(Relation.parse(line.get("relation").asText()))));
          }
          if (line.has("identity")) {
            controls.add(
                new TimedControl(t, new Control.SetIdentity(line.get("identity").asText())));
          }
          if (line.has("flush")) {
            if (!line.get("flush").equals(BooleanNode.TRUE)) {
              throw lines.wrong("has a flush that is not true");
            }
            controls.add(new TimedControl(t, new Control.Hush()));
          }
        } catch (IllegalArgumentException e) {
          String why = String.valueOf(e.getMessage()).replaceAll("\\.$", "");
          throw lines.wrong("cannot be used: " + why);
        }
      }
    }
    return controls;
  }

  private static Emotion emotion(JsonLines lines, JsonNode node) throws IOException {
    if (!node.isObject()) {
      throw lines.wrong("has an emotion that is not an object such as {\"happy\":1.5}");
    }
    Map<String, Double> byName = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isNumber()) {
        throw lines.wrong("gives '%s' an intensity that is not a number".formatted(entry.getKey()));
      }
      byName.put(entry.getKey(), entry.getValue().doubleValue());
    }
    return Emotion.of(byName);
  }
}
