package io.visavis.training.fit.dual;

import io.visavis.avatar.motion.MotionSpace;
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
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Trains the dual-speaker network on conversations, made or recorded; any number of variants on the
 * same ones.
 */
public final class DualTraining implements AutoCloseable {
  /** Steps of the shipped network. */
  public static final int STEPS = 28_700;

  /** Learning rate from nothing. */
  public static final double RATE = 1.5e-3;

  /** Conversations at a time. */
  public static final int CONVERSATIONS = 60;

  /** Of each conversation: a first minute, and another in which it is remembered. */
  public static final double SECONDS = 120;

  /** Conversations whose faces say how faces vary. */
  private static final int TYPICAL = 30;

  private static final int BATCH = 12;

  private final MotionSpace space;
  private final List<String> people;
  private final Ears ears;
  private final Recordings recordings;
  private final float[] whitening;
  private final Timbres timbres;
  private final Consumer<String> log;

  private DualTraining(
      MotionSpace space,
      List<String> people,
      Ears ears,
      Recordings recordings,
      float[] whitening,
      Timbres timbres,
      Consumer<String> log) {
    this.space = space;
    this.people = people;
    this.ears = ears;
    this.recordings = recordings;
    this.whitening = whitening;
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
   * On conversations that are made as it goes on.
   *
   * @param lips a checkpoint of the lips' network, or a model that has it
   * @param count conversations at a time
   */
  public static DualTraining made(Corpus corpus, Path lips, int count, Consumer<String> log)
      throws IOException {
    Repertoire repertoire = Repertoire.load(corpus, Split.TRAIN);
    Ears ears = new Ears(lips);
    try {
      List<float[]> truths =
          IntStream.range(0, TYPICAL)
              .mapToObj(k -> MadeRecordings.speakers(repertoire, k, SECONDS))
              .flatMap(List::stream)
              .map(speaker -> Recorder.flat(speaker.truth()))
              .toList();
      return new DualTraining(
          MotionSpace.ARKIT,
          people(),
          ears,
          new MadeRecordings(repertoire, ears, count, SECONDS, log),
          Whitening.of(truths, MotionSpace.ARKIT),
          new Timbres(Timbres.Said.of(corpus), ears),
          log);
    } catch (IOException | RuntimeException e) {
      ears.close();
      throw e;
    }
  }

  /**
   * On the conversations of a data set, as many as memory is there for.
   *
   * @param lips a checkpoint of the lips' network, or a model that has it
   * @throws IOException with one sentence if there is nothing to learn from
   */
  public static DualTraining recorded(DualTalkFolder data, Path lips, Consumer<String> log)
      throws IOException {
    Ears ears = new Ears(lips);
    try {
      DataRecorder recorder = new DataRecorder(data, ears, log);
      List<Recording> recordings = recorder.record();
      List<float[]> truths = recordings.stream().map(Recording::truth).toList();
      return new DualTraining(
          MotionSpace.FLAME,
          List.of(),
          ears,
          step -> recordings,
          Whitening.of(truths, MotionSpace.FLAME),
          new Timbres(recorder.said(), ears),
          log);
    } catch (IOException | RuntimeException e) {
      ears.close();
      throw e;
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
    DualTask task = new DualTask(net, batches, whitening);
    new Fitter<>(task, settings, log).fit(ears.features(), checkpoint, known);
  }

  @Override
  public void close() {
    ears.close();
  }
}
