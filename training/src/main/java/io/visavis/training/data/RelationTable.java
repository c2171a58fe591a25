package io.visavis.training.data;

import io.visavis.inference.Relation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How people stand to each other: {@code relations.csv}, a line a conversation, its name and the
 * relation of its first speaker to the second, such as {@code clip_012,blood,self-higher}. Lines
 * that begin with # and a first line {@code clip,...} are left out; conversations that are not in
 * it are of strangers of equal standing.
 */
final class RelationTable {
  private static final int MAX_LINES = 1_000_000;

  private final Map<String, Relation> byName = new HashMap<>();

  private RelationTable() {}

  /**
   * Reads the table; an empty one where there is no file.
   *
   * @throws DataException with one sentence that names the line
   */
  static RelationTable read(Path file) throws IOException {
    RelationTable table = new RelationTable();
    if (!Files.exists(file)) {
      return table;
    }
    List<String> lines;
    try (var all = Files.lines(file)) {
      lines = all.limit(MAX_LINES + 1).toList();
    } catch (java.io.UncheckedIOException e) {
      throw new DataException("%s is no text in UTF-8.".formatted(file), e);
    }
    if (lines.size() > MAX_LINES) {
      throw new DataException("%s has more than %d lines.".formatted(file, MAX_LINES));
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#") || (i == 0 && line.startsWith("clip,"))) {
        continue;
      }
      int comma = line.indexOf(',');
      String name = line.substring(0, Math.max(0, comma)).strip();
      if (table.byName.containsKey(name)) {
        throw new DataException("Line %d of %s has '%s' again.".formatted(i + 1, file, name));
      }
      try {
        table.byName.put(name, Relation.parse(line.substring(comma + 1)));
      } catch (IllegalArgumentException e) {
        throw new DataException(
            "Line %d of %s cannot be read: %s".formatted(i + 1, file, e.getMessage()), e);
      }
    }
    return table;
  }

  /** How a speaker (0 or 1) of a conversation stands to the other. */
  Relation of(String name, int speaker) {
    Relation first = byName.getOrDefault(name, Relation.DEFAULT);
    return speaker == 0 ? first : first.reversed();
  }

  /** The conversations that it has a relation for, in order. */
  List<String> names() {
    return byName.keySet().stream().sorted().toList();
  }
}
