package io.visavis.training.fit.dual;

import ai.djl.ndarray.NDManager;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.training.conversation.Conversation;
import io.visavis.training.conversation.Person;
import io.visavis.training.conversation.Repertoire;
import io.visavis.training.conversation.Split;
import io.visavis.training.fit.Checkpoint;
import io.visavis.training.fit.Fitter;
import io.visavis.training.net.MotionNet;
import io.visavis.training.net.Weights;
import io.visavis.training.net.dual.DualNet;
import io.visavis.training.net.dual.Variant;
import io.visavis.training.speech.Corpus;
import io.visavis.training.speech.Utterance;
import io.visavis.training.speech.Voice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Trains the dual-speaker network on conversations. They are perceived once; any number of variants
 * can then be trained on them.
 */
public final class DualTraining {
  /** Steps of the shipped network. */
  public static final int STEPS = 4600;

  private static final int BATCH = 12;
  private static final int UTTERANCES = 12;

  private final MotionNet voice = MotionNet.standard();
  private final FeatureSpec features;
  private final List<Recording> recordings;
  private final Timbres timbres;
  private final float[] whitening;
  private final Consumer<String> log;

  private DualTraining(
      FeatureSpec features, List<Recording> recordings, Timbres timbres, Consumer<String> log) {
    this.features = features;
    this.recordings = recordings;
    this.timbres = timbres;
    this.whitening = Whitening.of(recordings);
    this.log = log;
  }

  /** Names of the people that the network knows. */
  public static List<String> people() {
    return Person.of(Split.TRAIN).stream().map(Person::name).toList();
  }

  /** The shipped network, or one that it is compared with. */
  public static DualNet net(Variant variant) {
    return new DualNet(MotionNet.standard(), people().size(), variant);
  }

  /** A training of that many steps. */
  public static Fitter.Settings settings(int steps) {
    return new Fitter.Settings(steps, 1.5e-3, 100, 1);
  }

  /**
   * Makes conversations and perceives them.
   *
   * @param lips the checkpoint of the lips' network
   * @param count conversations
   * @param seconds of each
   */
  public static DualTraining prepare(
      Corpus corpus, Path lips, int count, double seconds, Consumer<String> log)
      throws IOException {
    Checkpoint checkpoint = Checkpoint.read(lips);
    FeatureSpec features = checkpoint.progress().features();
    Repertoire repertoire = Repertoire.load(corpus, Split.TRAIN);
    List<Recording> recordings = new ArrayList<>();
    try (NDManager manager = NDManager.newBaseManager()) {
      Weights weights = checkpoint.weights(manager);
      Recorder recorder = new Recorder(MotionNet.standard(), weights, features);
      for (int k = 0; k < count; k++) {
        Conversation made = Conversation.make(repertoire, Split.TRAIN, k, seconds);
        recordings.addAll(recorder.record(made, people(), k));
        if ((k + 1) % 10 == 0) {
          log.accept("perceived %d of %d conversations".formatted(k + 1, count));
        }
      }
      List<Utterance> spoken = new ArrayList<>();
      for (Voice voice : Voice.of(Voice.Use.TRAIN)) {
        List<Utterance> all = corpus.load(voice);
        spoken.addAll(all.subList(0, Math.min(UTTERANCES, all.size())));
      }
      Timbres timbres = new Timbres(spoken, MotionNet.standard(), weights, features);
      return new DualTraining(features, recordings, timbres, log);
    }
  }

  /**
   * Trains a variant to the end.
   *
   * @param checkpoint read when it is there, written as training goes on
   */
  public void fit(Variant variant, Fitter.Settings settings, Path checkpoint) throws IOException {
    DualNet net = new DualNet(voice, people().size(), variant);
    DualBatches batches =
        new DualBatches(recordings, timbres, net.people(), BATCH, settings.seed());
    new Fitter<>(new DualTask(net, batches, whitening), settings, log).fit(features, checkpoint);
  }
}
