package io.visavis.training.speech;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * English sentences that are rich in all phones: whole ones and patterns filled with words, from
 * {@code sentences.txt}. In that file {@code [noun]} starts a list of words for the slot {@code
 * {noun}}; the list {@code [sentence]} holds whole sentences and patterns.
 */
public final class Sentences {
  private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");

  private final Map<String, List<String>> lists;

  private Sentences(Map<String, List<String>> lists) {
    this.lists = lists;
  }

  public static Sentences load() {
    try (InputStream in = Sentences.class.getResourceAsStream("sentences.txt")) {
      if (in == null) {
        throw new IllegalStateException("The resource sentences.txt is missing.");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Sentences parse(String text) {
    Map<String, List<String>> lists = new HashMap<>();
    List<String> current = new ArrayList<>();
    boolean lines = false;
    for (String raw : text.lines().toList()) {
      String line = raw.strip();
      if (line.startsWith("[") && line.endsWith("]")) {
        String name = line.substring(1, line.length() - 1);
        current = lists.computeIfAbsent(name, n -> new ArrayList<>());
        lines = name.equals("sentence") || name.equals("opening");
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        current.addAll(lines ? List.of(line) : List.of(line.split("\\s+", -1)));
      }
    }
    return new Sentences(lists);
  }

  /** A sentence with its slots filled, without quotation marks. */
  public String draw(SplittableRandom random) {
    String s = pick("sentence", random);
    Matcher slot = SLOT.matcher(s);
    StringBuilder out = new StringBuilder();
    while (slot.find()) {
      slot.appendReplacement(out, Matcher.quoteReplacement(pick(slot.group(1), random)));
    }
    slot.appendTail(out);
    out.setCharAt(0, Character.toUpperCase(out.charAt(0)));
    return out.toString();
  }

  private String pick(String list, SplittableRandom random) {
    List<String> words = lists.get(list);
    if (words == null || words.isEmpty()) {
      throw new IllegalStateException("sentences.txt has no list [" + list + "].");
    }
    return words.get(random.nextInt(words.size()));
  }
}
