package io.visavis.training.fit;

import io.visavis.inference.feature.FeatureSpec;
import io.visavis.training.net.MotionNet;
import io.visavis.training.net.Objective;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Trains the lips' network on utterances. */
public final class LipsTraining {
  /** How many times frames of p b m count. */
  public static final float CLOSURE = 4;

  /** Clips of four seconds a step. */
  private static final int BATCH = 32;

  private static final int ROOMS = 96;
  private static final int STATISTICS_CLIPS = 200;
  private static final int BABBLE_VOICES = 60;

  private final MotionNet net;
  private final float closure;
  private final int batch;
  private final Fitter.Settings settings;
  private final Consumer<String> log;

  /** A training of that many steps. */
  public LipsTraining(
      MotionNet net, float closure, Fitter.Settings settings, Consumer<String> log) {
    this(net, closure, BATCH, settings, log);
  }

  LipsTraining(
      MotionNet net, float closure, int batch, Fitter.Settings settings, Consumer<String> log) {
    this.net = net;
    this.closure = closure;
    this.batch = batch;
    this.settings = settings;
    this.log = log;
  }

  /** As long as the shipped model is trained. */
  public static Fitter.Settings standard() {
    return new Fitter.Settings(12_000, 1.5e-3, 50, 1);
  }

  /**
   * Trains to the end.
   *
   * @param checkpoint read when it is there, written as training goes on
   */
  public void fit(List<Clip> clips, Path checkpoint) throws IOException {
    Augmenter augmenter =
        new Augmenter(
            new Rooms(ROOMS, BatchSource.SAMPLES, settings.seed()),
            new Noises(babble(clips), settings.seed()));
    FeatureSpec features = features(clips, augmenter, checkpoint);
    BatchSource source = new BatchSource(clips, augmenter, features, settings.seed());
    LipsTask task = new LipsTask(source, new Objective(net, closure), batch);
    new Fitter<>(task, settings, log).fit(features, checkpoint);
  }

  /** With the statistics of the checkpoint, or of the clips where there is none. */
  private FeatureSpec features(List<Clip> clips, Augmenter augmenter, Path checkpoint)
      throws IOException {
    FeatureSpec standard = FeatureSpec.standard();
    if (Files.exists(checkpoint)) {
      return Checkpoint.read(checkpoint).progress().features();
    }
    BatchSource plain = new BatchSource(clips, augmenter, standard, settings.seed());
    float[] s = plain.statistics(STATISTICS_CLIPS);
    return standard.withPrior(Arrays.copyOf(s, standard.bands()), s[standard.bands()]);
  }

  private static List<float[]> babble(List<Clip> clips) {
    List<float[]> voices = new ArrayList<>();
    int stride = Math.max(1, clips.size() / BABBLE_VOICES);
    for (int i = 0; i < clips.size(); i += stride) {
      voices.add(clips.get(i).utterance().samples());
    }
    return voices;
  }
}
