package io.visavis.avatar.builtin;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.builtin.part.HeadRecipe;
import io.visavis.avatar.builtin.person.Ines;
import io.visavis.avatar.builtin.person.Kenji;
import io.visavis.avatar.builtin.person.Mira;
import io.visavis.avatar.builtin.person.Theo;
import java.util.List;

/**
 * The heads that come with visavis. Each is made anew by code, the same to the last bit every time,
 * in a few seconds; callers keep what they build.
 */
public final class BuiltInHeads {
  private BuiltInHeads() {}

  /** Registry names of the heads. */
  public static List<String> names() {
    return List.of("mira", "theo", "ines", "kenji");
  }

  /**
   * Builds a head.
   *
   * @throws IllegalArgumentException with one sentence that names the heads there are
   */
  public static Avatar build(String name) {
    HeadRecipe recipe =
        switch (name) {
          case "mira" -> Mira.recipe();
          case "theo" -> Theo.recipe();
          case "ines" -> Ines.recipe();
          case "kenji" -> Kenji.recipe();
          default ->
              throw new IllegalArgumentException(
                  "There is no built-in head '%s'; the built-in heads are %s."
                      .formatted(name, inWords()));
        };
    return HeadBuilder.build(recipe);
  }

  /** Their names in words, for messages. */
  public static String inWords() {
    int last = names().size() - 1;
    return String.join(", ", names().subList(0, last)) + " and " + names().get(last);
  }
}
