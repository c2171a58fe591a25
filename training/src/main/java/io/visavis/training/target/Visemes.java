package io.visavis.training.target;

import io.visavis.training.speech.Phone;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The mouth of each phone, from {@code visemes.txt}. Immutable. */
final class Visemes {
  private final Map<String, float[]> shapes;

  private Visemes(Map<String, float[]> shapes) {
    this.shapes = shapes;
  }

  static Visemes load() {
    try (InputStream in = Visemes.class.getResourceAsStream("visemes.txt")) {
      if (in == null) {
        throw new IllegalStateException("The resource visemes.txt is missing.");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Visemes parse(String text) {
    Map<String, float[]> shapes = new HashMap<>();
    for (String raw : text.lines().toList()) {
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      List<String> words = List.of(line.split("\\s+", -1));
      float[] shape = new float[Articulator.LIPS];
      for (String word : words.subList(1, words.size())) {
        int eq = word.indexOf('=');
        shape[index(word.substring(0, eq))] = Float.parseFloat(word.substring(eq + 1));
      }
      shapes.put(words.getFirst(), shape);
    }
    for (Phone phone : Phone.values()) {
      if (!shapes.containsKey(phone.name())) {
        throw new IllegalStateException("visemes.txt has no line for " + phone + ".");
      }
    }
    return new Visemes(Map.copyOf(shapes));
  }

  /** [LIPS] at the phone's middle, or at the middle of its first part. */
  float[] of(Phone phone) {
    float[] shape = shapes.get(phone.name());
    if (shape == null) {
      throw new IllegalStateException("visemes.txt has no line for " + phone + ".");
    }
    return shape;
  }

  /** [LIPS] where a diphthong glides to; the phone's own shape where it does not glide. */
  float[] glideOf(Phone phone) {
    float[] shape = shapes.get(phone.name() + "2");
    return shape == null ? of(phone) : shape;
  }

  boolean glides(Phone phone) {
    return shapes.containsKey(phone.name() + "2");
  }

  private static int index(String channel) {
    for (Articulator a : Articulator.values()) {
      String name = a.channels().getFirst().channelName();
      if (a.ordinal() < Articulator.LIPS
          && (name.equals(channel) || name.equals(channel + "Left"))) {
        return a.ordinal();
      }
    }
    throw new IllegalStateException("visemes.txt names an unknown channel: " + channel + ".");
  }
}
