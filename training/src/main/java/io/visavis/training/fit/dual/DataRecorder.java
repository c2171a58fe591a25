package io.visavis.training.fit.dual;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.training.conversation.Split;
import io.visavis.training.data.DataException;
import io.visavis.training.data.DualTalkFolder;
import io.visavis.training.data.DualTalkSide;
import io.visavis.training.net.dual.Senses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Perceives the training split of a data set. */
final class DataRecorder {
  /** Of the memory that there is, what perceptions may take. */
  private static final double SHARE = 0.6;

  /** Of a speaker, so much is heard in other timbres, 25 a second. */
  private static final int SAID_FRAMES = 500;

  private static final int SAID_EVERY = 4;
  private static final int SPEAKERS = 60;

  private final DualTalkFolder data;
  private final Recorder recorder;
  private final Consumer<String> log;
  private final List<Timbres.Said> said = new ArrayList<>();

  DataRecorder(DualTalkFolder data, Ears ears, Consumer<String> log) {
    this.data = data;
    this.recorder = new Recorder(ears, MotionSpace.FLAME);
    this.log = log;
  }

  /**
   * All that can be used, as far as memory goes; the rest is said.
   *
   * @throws IOException with one sentence if nothing can
   */
  List<Recording> record() throws IOException {
    // In any order, so that what there is no memory for is as good as what there is.
    List<String> names = new ArrayList<>(data.names(Split.TRAIN));
    Collections.shuffle(names, new Random(1));
    long room = (long) (SHARE * Runtime.getRuntime().maxMemory() / bytesAFrame());
    List<Recording> recordings = new ArrayList<>();
    int used = 0;
    for (String name : names) {
      List<DualTalkSide> sides = read(name);
      if (sides.isEmpty()) {
        continue;
      }
      room -= 2L * sides.getFirst().motion().length;
      if (room < 0) {
        log.accept("Memory is full; a larger heap (-Xmx) takes more conversations.");
        break;
      }
      List<Recording> two = recorder.record(sides.stream().map(Speaker::of).toList(), used++);
      for (int who = 0; who < 2; who++) {
        say(sides.get(who), two.get(who));
      }
      recordings.addAll(two);
      if (used % 10 == 0) {
        log.accept("perceived %d of %d conversations".formatted(used, names.size()));
      }
    }
    log.accept("Learning from %d of %d conversations.".formatted(used, names.size()));
    if (said.stream().allMatch(s -> s.times().isEmpty())) {
      throw new DataException("There is no conversation with speech in the training split.");
    }
    return recordings;
  }

  /** Speech of the speakers, for {@link Timbres}. */
  List<Timbres.Said> said() {
    return said;
  }

  /** Both speakers, or nobody where the conversation cannot be used. */
  private List<DualTalkSide> read(String name) throws IOException {
    try {
      List<DualTalkSide> sides = data.read(Split.TRAIN, name);
      int frames = sides.getFirst().motion().length;
      if (frames < DualBatches.FRAMES) {
        log.accept(
            "%s is left out: it has %d frames, and a clip %d."
                .formatted(name, frames, DualBatches.FRAMES));
        return List.of();
      }
      return sides;
    } catch (DataException e) {
      log.accept("%s is left out: %s".formatted(name, e.getMessage()));
      return List.of();
    }
  }

  private void say(DualTalkSide side, Recording heard) {
    if (said.size() >= SPEAKERS) {
      return;
    }
    int frames = Math.min(SAID_FRAMES, heard.frames());
    List<Double> times = new ArrayList<>();
    for (int n = 0; n < frames; n += SAID_EVERY) {
      if (heard.senses().quiet()[n] < 0.5f) {
        times.add(n / (double) MotionSpace.FPS);
      }
    }
    float[] samples = java.util.Arrays.copyOf(side.voice(), frames * 640);
    said.add(new Timbres.Said(samples, times));
  }

  private static int bytesAFrame() {
    int senses = 2 * Senses.VOICE + Senses.MELODY + 55 + 2;
    int faces = Senses.seen(MotionSpace.FLAME) + Senses.past(MotionSpace.FLAME);
    return Float.BYTES * (senses + faces + 8 + MotionSpace.FLAME.size());
  }
}
