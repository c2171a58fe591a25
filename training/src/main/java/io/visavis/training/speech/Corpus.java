package io.visavis.training.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The speech that lips are learnt from, synthesised once and kept in a folder. The same text and
 * the same stretch every time; shards that are there are kept, so an interrupted build goes on.
 */
public final class Corpus {
  /** What is said beside sentences. */
  public enum Aside {
    /** Acknowledgements while another speaks. */
    ANSWER(
        List.of("mhm.", "yeah.", "right.", "okay.", "oh.", "really?", "I see.", "sure.", "hmm."),
        List.of("mm.", "aha.", "mama.", "no.", "to.", "oma.", "mimi.", "oo.")),
    /** Laughter, as far as a voice that reads can laugh. */
    LAUGH(
        List.of("ha ha ha ha.", "heh heh heh.", "ha ha ha ha ha."),
        List.of("ha ha ha ha.", "he he he.", "ha ha ha ha ha."));

    private final List<String> english;
    private final List<String> pseudo;

    Aside(List<String> english, List<String> pseudo) {
      this.english = english;
      this.pseudo = pseudo;
    }

    /** What a voice says. */
    List<String> texts(Voice voice) {
      return voice.text() == Voice.Text.ENGLISH ? english : pseudo;
    }
  }

  private static final int SHARD = 30;
  private static final double[] ASIDE_STRETCHES = {0.85, 1.1};
  private static final String VERSION = "v2";
  private static final long SEED = 20_260_101;

  private final Path dir;
  private final Map<Voice.Engine, Synthesizer> engines = new EnumMap<>(Voice.Engine.class);

  /**
   * @param cache folder that the corpus is kept in; made when missing
   */
  public Corpus(Path cache) {
    this.dir = cache.resolve(VERSION);
  }

  /** Where it is. */
  public Path folder() {
    return dir;
  }

  /** {@code ~/.cache/visavis/corpus}. */
  public static Path defaultCache() {
    return Path.of(System.getProperty("user.home"), ".cache", "visavis", "corpus");
  }

  /**
   * Synthesises what is missing of a voice.
   *
   * @param progress told one line a shard
   */
  public void build(Voice voice, Consumer<String> progress) throws IOException {
    Files.createDirectories(dir);
    int shards = shards(voice);
    for (int shard = 0; shard < shards; shard++) {
      Path file = file(voice, shard);
      if (Files.exists(file)) {
        continue;
      }
      List<Utterance> spoken = speak(voice, lines(voice, shard));
      UtteranceFile.write(file, spoken);
      double seconds = spoken.stream().mapToDouble(Utterance::seconds).sum();
      progress.accept(
          String.format(
              Locale.ROOT,
              "%-14s part %d of %d: %d utterances, %.1f minutes",
              voice.id(),
              shard + 1,
              shards,
              spoken.size(),
              seconds / 60));
    }
  }

  /** Synthesises the asides of a voice where they are missing. */
  public void buildAsides(Voice voice, Consumer<String> progress) throws IOException {
    Files.createDirectories(dir);
    for (Aside aside : Aside.values()) {
      Path file = file(voice, aside);
      if (Files.exists(file)) {
        continue;
      }
      List<Synthesizer.Line> lines = new ArrayList<>();
      for (double stretch : ASIDE_STRETCHES) {
        for (String text : aside.texts(voice)) {
          lines.add(new Synthesizer.Line(text, stretch * voice.pace()));
        }
      }
      List<Utterance> spoken = speak(voice, lines);
      if (spoken.isEmpty()) {
        throw new IOException("The voice " + voice.id() + " spoke none of its asides.");
      }
      UtteranceFile.write(file, spoken);
      progress.accept(
          "%-14s %s: %d"
              .formatted(voice.id(), aside == Aside.LAUGH ? "laughs" : "answers", spoken.size()));
    }
  }

  /** The asides of a voice, built before. */
  public List<Utterance> loadAsides(Voice voice, Aside aside) throws IOException {
    Path file = file(voice, aside);
    if (!Files.exists(file)) {
      throw new IOException("The corpus lacks " + file + "; build it with `visavis train corpus`.");
    }
    return UtteranceFile.read(file);
  }

  /** All utterances of a voice, built before. */
  public List<Utterance> load(Voice voice) throws IOException {
    List<Utterance> out = new ArrayList<>();
    for (int shard = 0; shard < shards(voice); shard++) {
      Path file = file(voice, shard);
      if (!Files.exists(file)) {
        throw new IOException(
            "The corpus lacks " + file + "; build it with `visavis train corpus`.");
      }
      out.addAll(UtteranceFile.read(file));
    }
    return out;
  }

  /** Speaks lines with a voice right now, past the cache. */
  public List<Utterance> speak(Voice voice, List<Synthesizer.Line> lines) {
    return engines.computeIfAbsent(voice.engine(), Corpus::engine).speak(voice, lines);
  }

  /** What a shard of a voice says, the same every time. */
  public static List<Synthesizer.Line> lines(Voice voice, int shard) {
    Sentences sentences = Sentences.load();
    SplittableRandom random =
        new SplittableRandom(SEED + 1_000_003L * voice.id().hashCode() + 7919L * shard);
    int count = Math.min(SHARD, voice.utterances() - shard * SHARD);
    List<Synthesizer.Line> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      boolean english = voice.text() == Voice.Text.ENGLISH;
      String text = english ? sentences.draw(random) : PseudoWords.sentence(random);
      double stretch = voice.pace() * random.nextDouble(0.82, 1.22);
      lines.add(new Synthesizer.Line(text, stretch));
    }
    return lines;
  }

  private static int shards(Voice voice) {
    return (voice.utterances() + SHARD - 1) / SHARD;
  }

  private Path file(Voice voice, int shard) {
    return dir.resolve(String.format(Locale.ROOT, "%s-%02d.utt", voice.id(), shard));
  }

  private Path file(Voice voice, Aside aside) {
    return dir.resolve(voice.id() + "-" + aside.name().toLowerCase(Locale.ROOT) + ".utt");
  }

  private static Synthesizer engine(Voice.Engine engine) {
    return switch (engine) {
      case ESPEAK -> new Espeak();
      case FLITE -> new Flite();
      case FESTIVAL -> new Festival();
    };
  }
}
