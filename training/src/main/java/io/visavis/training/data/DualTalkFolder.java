package io.visavis.training.data;

import io.visavis.inference.audio.WavException;
import io.visavis.inference.audio.WavFile;
import io.visavis.training.conversation.Split;
import io.visavis.training.speech.Utterance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A data set in DualTalk's layout: below {@code train}, {@code test} and {@code ood} the files
 * {@code NAME_speaker1.wav}, {@code NAME_speaker1.npz}, {@code NAME_speaker2.wav} and {@code
 * NAME_speaker2.npz}; relations in {@code relations.csv} beside the three, which is optional.
 */
public final class DualTalkFolder {
  private static final String FIRST = "_speaker1.wav";

  /** Motion and sound may differ by so many frames; both are cut to the shorter. */
  private static final int TOLERANCE = 25;

  private final Path root;
  private final RelationTable relations;

  /**
   * Opens a folder.
   *
   * @throws IOException with one sentence if it is none, or its relations cannot be read
   */
  public DualTalkFolder(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new DataException("There is no folder %s.".formatted(root));
    }
    this.root = root;
    this.relations = RelationTable.read(root.resolve("relations.csv"));
  }

  /** Names in {@code relations.csv} that no split has a conversation for, in order. */
  public List<String> unknownRelations() throws IOException {
    List<String> unknown = new ArrayList<>(relations.names());
    for (Split split : Split.values()) {
      unknown.removeAll(names(split));
    }
    return unknown;
  }

  /** Names of the conversations of a split, in order; none where the split has no folder. */
  public List<String> names(Split split) throws IOException {
    Path folder = root.resolve(split.id());
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(FIRST))
          .map(name -> name.substring(0, name.length() - FIRST.length()))
          .sorted()
          .toList();
    }
  }

  /**
   * Reads a conversation.
   *
   * @return both speakers, cut to the frames that both have
   * @throws DataException with one sentence if a file cannot be used
   */
  public List<DualTalkSide> read(Split split, String name) throws IOException {
    Path folder = root.resolve(split.id());
    List<float[]> voices = new ArrayList<>();
    List<float[][]> motions = new ArrayList<>();
    int frames = Integer.MAX_VALUE;
    for (int speaker = 0; speaker < 2; speaker++) {
      String base = "%s_speaker%d".formatted(name, speaker + 1);
      float[] voice = voice(folder.resolve(base + ".wav"));
      Path npz = folder.resolve(base + ".npz");
      float[][] motion = FlameMotion.read(npz);
      int heard = (int) ((25L * voice.length + Utterance.RATE - 1) / Utterance.RATE);
      if (Math.abs(heard - motion.length) > TOLERANCE) {
        throw new DataException(
            "%s has %d frames, and its sound is %d frames long at 25 a second."
                .formatted(npz, motion.length, heard));
      }
      int both = Math.min(heard, motion.length);
      if (speaker == 1 && Math.abs(both - frames) > TOLERANCE) {
        throw new DataException(
            "%s has %d frames, and the other speaker %d.".formatted(npz, both, frames));
      }
      frames = Math.min(frames, both);
      voices.add(voice);
      motions.add(motion);
    }
    List<DualTalkSide> sides = new ArrayList<>();
    for (int speaker = 0; speaker < 2; speaker++) {
      int samples = Math.min(voices.get(speaker).length, frames * (Utterance.RATE / 25));
      sides.add(
          new DualTalkSide(
              java.util.Arrays.copyOf(voices.get(speaker), samples),
              java.util.Arrays.copyOf(motions.get(speaker), frames),
              relations.of(name, speaker)));
    }
    return sides;
  }

  private static float[] voice(Path file) throws IOException {
    try {
      return WavFile.read(file).at(Utterance.RATE);
    } catch (WavException e) {
      throw new DataException(String.valueOf(e.getMessage()), e);
    }
  }
}
