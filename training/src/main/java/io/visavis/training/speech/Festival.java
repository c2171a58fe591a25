package io.visavis.training.speech;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** festival: one process speaks all lines and saves wave and phone ends of each. */
public final class Festival implements Synthesizer {
  /** A recording that differs more than this from its phone times is left out, in seconds. */
  private static final double TOLERANCE = 0.25;

  @Override
  public List<Utterance> speak(Voice voice, List<Line> lines) {
    try {
      Path dir = Files.createTempDirectory("festival");
      try {
        Path script = dir.resolve("lines.scm");
        Files.writeString(script, script(voice, lines, dir));
        Subprocess.run(List.of("festival", "--batch", script.toString()), "festival");
        List<Utterance> out = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
          Path wav = dir.resolve(i + ".wav");
          Path lab = dir.resolve(i + ".lab");
          if (Files.exists(wav) && Files.exists(lab)) {
            float[] x = Wave.read16k(wav);
            List<Segment> segments = parse(Files.readString(lab), voice.text());
            if (!segments.isEmpty()
                && Math.abs(segments.getLast().end() - x.length / (double) Utterance.RATE)
                    < TOLERANCE) {
              out.add(Utterance.of(voice.id(), x, segments));
            }
          }
        }
        return out;
      } finally {
        try (Stream<Path> files = Files.walk(dir)) {
          for (Path f : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(f);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalStateException e) {
      throw new MissingSpeechToolException(
          "festival's voice " + voice.engineName(), voice.debianPackage());
    }
  }

  private static String script(Voice voice, List<Line> lines, Path dir) {
    StringBuilder s = new StringBuilder("(voice_" + voice.engineName() + ")\n");
    for (int i = 0; i < lines.size(); i++) {
      s.append(
          String.format(
              Locale.ROOT,
              "(Parameter.set 'Duration_Stretch %.3f)"
                  + "(set! u (Utterance Text \"%s\"))(utt.synth u)"
                  + "(utt.save.segs u \"%s/%d.lab\")(utt.save.wave u \"%s/%d.wav\" 'riff)%n",
              lines.get(i).stretch(),
              lines.get(i).text(),
              dir,
              i,
              dir,
              i));
    }
    return s.toString();
  }

  /** Reads an xlabel file: {@code end colour name} a line, ends in seconds. */
  static List<Segment> parse(String labels, Voice.Text text) {
    List<Segment> segments = new ArrayList<>();
    double begin = 0;
    for (String line : labels.lines().toList()) {
      String[] field = line.strip().split("\\s+", -1);
      if (field.length != 3) {
        continue;
      }
      double end = Math.max(begin, Double.parseDouble(field[0]));
      String name = field[2];
      Phone phone =
          text == Voice.Text.ENGLISH
              ? Phone.ofArpabet(name)
                  .orElseThrow(
                      () ->
                          new IllegalStateException(
                              "festival printed an unknown phone: " + name + "."))
              : ForeignPhones.of(name);
      segments.add(new Segment(begin, end, phone));
      begin = end;
    }
    return segments;
  }
}
