package io.visavis.training.fit.dual;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.training.conversation.Conversation;
import io.visavis.training.conversation.Person;
import io.visavis.training.conversation.Repertoire;
import io.visavis.training.conversation.Split;
import io.visavis.training.data.DualTalkFolder;
import io.visavis.training.fit.Fitter;
import io.visavis.training.net.MotionNet;
import io.visavis.training.net.dual.DualNet;
import io.visavis.training.net.dual.Variant;
import io.visavis.training.speech.Corpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Trains the dual-speaker network on conversations, made or recorded. They are perceived once; any
 * number of variants can then be trained on them.
 */
public final class DualTraining {
  /** Steps of the shipped network. */
  public static final int STEPS = 14_000;

  /** Learning rate from nothing. */
  public static final double RATE = 1.5e-3;

  /** Conversations of the shipped network. */
  public static final int CONVERSATIONS = 90;

  /** Of each conversation: a first minute, and another in which it is remembered. */
  public static final double SECONDS = 120;

  private static final int BATCH = 12;

  private final MotionSpace space;
  private final List<String> people;
  private final Ears ears;
  private final List<Recording> recordings;
  private final Timbres timbres;
  private final Consumer<String> log;

  private DualTraining(
      MotionSpace space,
      List<String> people,
      Ears ears,
      List<Recording> recordings,
      Timbres timbres,
      Consumer<String> log) {
    this.space = space;
    this.people = people;
    this.ears = ears;
    this.recordings = recordings;
    this.timbres = timbres;
    this.log = log;
  }

  /** Names of the people that the shipped network knows. */
  public static List<String> people() {
    return Person.of(Split.TRAIN).stream().map(Person::name).toList();
  }

  /**
   * A training of that many steps.
   *
   * @param rate highest learning rate
   */
  public static Fitter.Settings settings(int steps, double rate) {
    return new Fitter.Settings(steps, rate, 100, 1);
  }

  /**
   * Makes conversations and perceives them.
   *
   * @param lips a checkpoint of the lips' network, or a model that has it
   * @param count conversations
   */
  public static DualTraining made(Corpus corpus, Path lips, int count, Consumer<String> log)
      throws IOException {
    Repertoire repertoire = Repertoire.load(corpus, Split.TRAIN);
    List<Recording> recordings = new ArrayList<>();
    try (Ears ears = new Ears(lips)) {
      Recorder recorder = new Recorder(ears, MotionSpace.ARKIT);
      for (int k = 0; k < count; k++) {
        List<Speaker> two =
            Conversation.make(repertoire, Split.TRAIN, k, SECONDS).sides().stream()
                .map(side -> Speaker.of(side, people()))
                .toList();
        recordings.addAll(recorder.record(two, k));
        if ((k + 1) % 10 == 0) {
          log.accept("perceived %d of %d conversations".formatted(k + 1, count));
        }
      }
      Timbres timbres = new Timbres(Timbres.Said.of(corpus), ears);
      return new DualTraining(MotionSpace.ARKIT, people(), ears, recordings, timbres, log);
    }
  }

  /**
   * Perceives the conversations of a data set, as many as memory is there for.
   *
   * @param lips a checkpoint of the lips' network, or a model that has it
   * @throws IOException with one sentence if there is nothing to learn from
   */
  public static DualTraining recorded(DualTalkFolder data, Path lips, Consumer<String> log)
      throws IOException {
    try (Ears ears = new Ears(lips)) {
      DataRecorder recorder = new DataRecorder(data, ears, log);
      List<Recording> recordings = recorder.record();
      Timbres timbres = new Timbres(recorder.said(), ears);
      return new DualTraining(MotionSpace.FLAME, List.of(), ears, recordings, timbres, log);
    }
  }

  /**
   * Trains a variant to the end.
   *
   * @param checkpoint read when it is there, written as training goes on
   * @param known weights to begin with where there is no checkpoint yet
   */
  public void fit(
      Variant variant, Fitter.Settings settings, Path checkpoint, Map<String, float[]> known)
      throws IOException {
    DualNet net = new DualNet(MotionNet.standard(), space, people.size(), variant);
    DualBatches batches =
        new DualBatches(recordings, timbres, space, net.people(), BATCH, settings.seed());
    DualTask task = new DualTask(net, batches, Whitening.of(recordings, space));
    new Fitter<>(task, settings, log).fit(ears.features(), checkpoint, known);
  }
}
