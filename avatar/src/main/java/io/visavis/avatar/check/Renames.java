package io.visavis.avatar.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Which names that mean nothing were perhaps meant as names that are missing. */
final class Renames {
  /** Letters that may be wrong in a name of eight letters at least. */
  private static final int TYPOS = 2;

  private static final int LONG = 8;

  private Renames() {}

  /**
   * Looks for each missing name among the others: in other capitals, with other signs between the
   * words, with the sides as single letters, or with a typing error.
   *
   * @return the right name by the one that is there
   */
  static Map<String, String> of(List<String> missing, List<String> foreign) {
    Map<String, String> out = new LinkedHashMap<>();
    for (String name : missing) {
      foreign.stream()
          .filter(other -> !out.containsKey(other) && sameWords(name, other))
          .findFirst()
          .ifPresent(other -> out.put(other, name));
    }
    for (String name : missing) {
      if (name.length() >= LONG && !out.containsValue(name)) {
        foreign.stream()
            .filter(other -> !out.containsKey(other) && distance(name, other) <= TYPOS)
            .findFirst()
            .ifPresent(other -> out.put(other, name));
      }
    }
    return out;
  }

  /** Says what to rename, if there is something. */
  static void say(List<Finding> out, Map<String, String> renames, String space) {
    if (renames.isEmpty()) {
      return;
    }
    List<String> pairs =
        renames.entrySet().stream()
            .map(e -> "%s to %s".formatted(e.getKey(), e.getValue()))
            .collect(Collectors.toCollection(ArrayList::new));
    out.add(
        Finding.doubtful(
            (pairs.size() == 1
                    ? "The name of one morph target is not spelt as %s spells it, so nothing drives it; rename %s."
                    : "Names of morph targets are not spelt as %s spells them, so nothing drives them; rename %s.")
                .formatted(space, MorphCheck.list(pairs))));
  }

  private static boolean sameWords(String name, String other) {
    String right = plain(name);
    String there = plain(other);
    if (there.isEmpty()) {
      return false;
    }
    if (right.equals(there)) {
      return true;
    }
    for (String side : List.of("left", "right")) {
      if (right.endsWith(side)) {
        String base = right.substring(0, right.length() - side.length());
        String letter = side.substring(0, 1);
        return List.of(base + letter, letter + base, side + base).contains(there);
      }
    }
    return false;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** Letters to add, drop, change, or swap with the next one. */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > TYPOS) {
      return TYPOS + 1;
    }
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
