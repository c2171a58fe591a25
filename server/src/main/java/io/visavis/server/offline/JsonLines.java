package io.visavis.server.offline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Reads a file of one JSON object a line; whatever is wrong is one sentence with its line. */
final class JsonLines implements AutoCloseable {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** Characters of a line: hundreds of channels need a hundredth of that. */
  private static final int LONGEST = 1 << 20;

  /** Characters of a sentence about a line. */
  private static final int MOST_SAID = 300;

  private final Path file;
  private final BufferedReader reader;
  private int line;

  JsonLines(Path file) throws IOException {
    this.file = file;
    this.reader = Files.newBufferedReader(file);
  }

  /** The next object, null at the end; empty lines are passed over. */
  @Nullable JsonNode next() throws IOException {
    try {
      String text = readLine();
      while (text != null && text.isBlank()) {
        text = readLine();
      }
      if (text == null) {
        return null;
      }
      JsonNode node = JSON.readTree(text);
      if (!node.isObject()) {
        throw wrong("is not a JSON object");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw wrong("is not JSON (%s)".formatted(firstLine(e.getOriginalMessage())));
    } catch (CharacterCodingException e) {
      throw wrong("is not text");
    }
  }

  /** The next line, null at the end; one that never ends is refused before memory does. */
  private @Nullable String readLine() throws IOException {
    line++;
    StringBuilder text = new StringBuilder();
    for (int c = reader.read(); c >= 0; c = reader.read()) {
      if (c == '\n') {
        return text.toString();
      }
      if (text.length() == LONGEST) {
        throw wrong("has more than %d characters".formatted(LONGEST));
      }
      text.append((char) c);
    }
    return text.isEmpty() ? null : text.toString();
  }

  /** The time of a line: a number of seconds. */
  double time(JsonNode object) throws IOException {
    JsonNode t = object.path("t");
    if (!t.isNumber() || !Double.isFinite(t.doubleValue()) || t.doubleValue() < 0) {
      throw wrong("has no time; \"t\" with a number of seconds would be right");
    }
    return t.doubleValue();
  }

  /** Refuses keys that mean nothing. */
  void allow(JsonNode object, java.util.Set<String> keys) throws IOException {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!keys.contains(name)) {
        throw wrong(
            "has an unknown key '%s'; %s are known"
                .formatted(name, String.join(", ", keys.stream().sorted().toList())));
      }
    }
  }

  /** One sentence about the line that was read last. */
  IOException wrong(String what) {
    String plain = what.replaceAll("\\p{Cntrl}", " ");
    return new IOException(
        "Line %d of %s %s."
            .formatted(
                line,
                file,
                plain.length() > MOST_SAID ? plain.substring(0, MOST_SAID) + " ..." : plain));
  }

  private static String firstLine(@Nullable String text) {
    String line = text == null ? "" : text.lines().findFirst().orElse("");
    return line.length() > 100 ? line.substring(0, 100) : line;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
