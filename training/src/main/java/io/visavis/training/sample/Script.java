package io.visavis.training.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Who says what, and when after the other: {@code conversation.txt}. */
record Script(List<Turn> turns) {
  /**
   * One turn.
   *
   * @param gap seconds from the end of the turn before to its beginning; below 0 it overlaps
   * @param aside said while the other goes on: the next turn does not wait for it
   */
  record Turn(String speaker, double gap, String text, boolean aside) {}

  Script {
    turns = List.copyOf(turns);
  }

  static Script load() {
    try (InputStream in = Script.class.getResourceAsStream("conversation.txt")) {
      if (in == null) {
        throw new IllegalStateException("The resource conversation.txt is missing.");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Script parse(String text) {
    List<Turn> turns = new ArrayList<>();
    for (String raw : text.lines().toList()) {
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      List<String> field = List.of(line.split("\\s+", 3));
      if (field.size() < 3) {
        throw new IllegalStateException("A turn needs speaker, gap and text: '" + line + "'.");
      }
      boolean aside = field.getFirst().endsWith("*");
      String speaker = field.getFirst().replace("*", "");
      turns.add(new Turn(speaker, Double.parseDouble(field.get(1)), field.get(2), aside));
    }
    return new Script(turns);
  }
}
