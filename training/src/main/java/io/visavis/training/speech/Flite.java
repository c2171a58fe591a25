package io.visavis.training.speech;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** flite with {@code -psdur}, which prints {@code phone:end} for every phone it speaks. */
public final class Flite implements Synthesizer {
  private static final Pattern TIMED = Pattern.compile("(\\S+):([0-9.]+)");

  @Override
  public List<Utterance> speak(Voice voice, List<Line> lines) {
    List<Utterance> out = new ArrayList<>();
    try {
      Path wav = Files.createTempFile("flite", ".wav");
      try {
        for (Line line : lines) {
          String printed =
              Subprocess.run(
                  List.of(
                      "flite",
                      "-voice",
                      voice.engineName(),
                      "--setf",
                      String.format(Locale.ROOT, "duration_stretch=%.3f", line.stretch()),
                      "-psdur",
                      "-t",
                      line.text(),
                      "-o",
                      wav.toString()),
                  voice.debianPackage());
          List<Segment> segments = parse(printed);
          if (!segments.isEmpty()) {
            out.add(Utterance.of(voice.id(), Wave.read16k(wav), segments));
          }
        }
      } finally {
        Files.deleteIfExists(wav);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out;
  }

  /** Reads {@code pau:0.176 dh:0.297 ...}: names and ends in seconds. */
  static List<Segment> parse(String printed) {
    List<Segment> segments = new ArrayList<>();
    double begin = 0;
    Matcher m = TIMED.matcher(printed);
    while (m.find()) {
      double end = Double.parseDouble(m.group(2));
      String name = m.group(1);
      Phone phone =
          Phone.ofArpabet(name)
              .orElseThrow(
                  () -> new IllegalStateException("flite printed an unknown phone: " + name + "."));
      segments.add(new Segment(begin, Math.max(begin, end), phone));
      begin = Math.max(begin, end);
    }
    return segments;
  }
}
